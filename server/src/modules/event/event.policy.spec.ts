import { judgeEvent, readEvent, type EventInput, type EventShape } from './event.policy'

const NOW = new Date('2026-11-20T04:00:00Z')

const purchase: EventShape = {
  name: 'purchase',
  label: '购买商品',
  properties: [
    { key: 'channel', label: '渠道', type: 'text' },
    { key: 'order_no', label: '订单号', type: 'text', required: true },
    { key: 'product_id', label: '商品', type: 'product' },
    { key: 'amount', label: '金额', type: 'money', required: true },
    { key: 'quantity', label: '件数', type: 'number' },
    { key: 'gift', label: '赠品', type: 'boolean' },
    { key: 'paid_at', label: '付款时间', type: 'date' },
    { key: 'labels', label: '备注', type: 'list' },
  ],
}

const input = (change: Partial<EventInput> = {}): EventInput => ({
  name: 'purchase',
  identityId: 1,
  occurredAt: NOW,
  dedupKey: 'A-1',
  properties: { order_no: 'A-1', amount: 9900 },
  ...change,
})

const refusal = (change: Partial<EventInput>): { code?: string; field?: string } => {
  try {
    readEvent(purchase, input(change), NOW)
    return {}
  } catch (error) {
    return error as { code: string; field?: string }
  }
}

describe('readEvent', () => {
  it('puts each property where it belongs', () => {
    const properties = {
      order_no: ' A-1 ',
      amount: 9900,
      quantity: '2',
      product_id: '31',
      gift: false,
      paid_at: '2026-11-20T12:00:00+08:00',
      labels: ['急', '送礼'],
    }
    expect(readEvent(purchase, input({ properties, channel: '天猫' }), NOW)).toMatchObject({
      channel: '天猫',
      amountFen: 9900,
      quantity: 2,
      productId: 31,
      contentId: null,
      properties: { order_no: 'A-1', gift: false, paid_at: '2026-11-20T04:00:00.000Z', labels: ['急', '送礼'] },
    })
  })

  it('lets the columns of the call win over properties of the same meaning', () => {
    expect(readEvent(purchase, input({ amountFen: 100 }), NOW).amountFen).toBe(100)
  })

  it('takes the channel from the properties when the call names none', () => {
    const properties = { order_no: 'A-1', amount: 1, channel: '京东' }
    expect(readEvent(purchase, input({ properties }), NOW)).toMatchObject({
      channel: '京东',
      properties: { order_no: 'A-1' },
    })
  })

  it('tells the same act by name and key, whatever else differs', () => {
    const hash = (change: Partial<EventInput>): string => readEvent(purchase, input(change), NOW).dedupHash
    expect(hash({ identityId: 2, amountFen: 5 })).toBe(hash({}))
    expect(hash({ dedupKey: 'A-2' })).not.toBe(hash({}))
  })

  it.each<[string, object, string]>([
    ['a missing property', { order_no: 'A-1' }, '金额'],
    ['an empty required property', { order_no: '', amount: 1 }, '订单号'],
    ['money with a fraction', { order_no: 'A-1', amount: 1.5 }, '金额'],
    ['money as text', { order_no: 'A-1', amount: '100' }, '金额'],
    ['a negative count', { order_no: 'A-1', amount: 1, quantity: -1 }, '件数'],
    ['no number', { order_no: 'A-1', amount: 1, quantity: 'many' }, '件数'],
    ['a product that is no number', { order_no: 'A-1', amount: 1, product_id: 'x' }, '商品'],
    ['a truth that is text', { order_no: 'A-1', amount: 1, gift: 'yes' }, '赠品'],
    ['a date that is none', { order_no: 'A-1', amount: 1, paid_at: '昨天' }, '付款时间'],
    ['a list that is none', { order_no: 'A-1', amount: 1, labels: '急' }, '备注'],
    ['an undeclared property', { order_no: 'A-1', amount: 1, colour: '红' }, 'colour'],
  ])('refuses %s and names the property', (_, properties, field) => {
    expect(refusal({ properties: { ...properties } })).toMatchObject({ code: 'EVENT_PROPERTY_INVALID', field })
  })

  it('reads a time without a zone as Shanghai’s', () => {
    const properties = { order_no: 'A-1', amount: 1, paid_at: '2026-11-20 12:00:00' }
    expect(readEvent(purchase, input({ properties }), NOW).properties).toMatchObject({
      paid_at: '2026-11-20T04:00:00.000Z',
    })
  })

  it('finds everything that is wrong, the time first', () => {
    const judged = judgeEvent(
      purchase,
      input({ occurredAt: new Date('1999-01-01'), properties: { amount: 'x', colour: '红', constructor: 1 } }),
      NOW,
    )
    expect('misfits' in judged && judged.misfits.map(({ kind, property }) => [kind, property])).toEqual([
      ['time_past', ''],
      ['property_type', 'amount'],
      ['unknown_property', 'colour'],
      ['unknown_property', 'constructor'],
      ['property_missing', 'order_no'],
    ])
  })

  it('takes a thing by the name that a sender has for it', () => {
    const judged = (product_id: unknown): unknown =>
      judgeEvent(purchase, input({ properties: { order_no: 'A', amount: 1, product_id } }), NOW, (kind, reference) =>
        kind === 'product' && reference === 'SKU-1' ? 31 : undefined,
      )
    expect(judged(' SKU-1 ')).toMatchObject({ event: { productId: 31 } })
    expect(judged('SKU-2')).toMatchObject({
      misfits: [{ kind: 'unknown_reference', property: 'product_id', reason: '没有编码或编号为「SKU-2」的商品' }],
    })
    expect(judged(true)).toMatchObject({ misfits: [{ kind: 'property_type' }] })
    expect(judged(-1)).toMatchObject({ misfits: [{ kind: 'property_type' }] })
  })

  it('welcomes late events and refuses those of the future', () => {
    const at = (minutes: number): Partial<EventInput> => ({ occurredAt: new Date(NOW.getTime() + minutes * 60_000) })
    expect(refusal(at(-60 * 24 * 365))).toEqual({})
    expect(refusal(at(10))).toEqual({})
    expect(refusal(at(10.1))).toMatchObject({ code: 'EVENT_TIME_INVALID' })
  })
})
