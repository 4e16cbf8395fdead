/** SQL of the audience engine: the keys of the properties that one recorded event carries. */
export const PRESENT_KEYS = `arrayConcat(
  arrayMap(key -> toString(key), mapKeys(properties)),
  arrayFilter((key, present) -> present, ['content_id', 'product_id', 'amount', 'quantity', 'channel'],
    [content_id != 0, product_id != 0, amount_fen IS NOT NULL, quantity IS NOT NULL, channel != '']))`
