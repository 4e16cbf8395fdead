/** Values of a statement by the names of their places. */
export type EngineParams = Record<string, unknown>

/** `{name:Type}` */
const PLACE = /\{(\w+):([\w()]+)\}/g
const INTEGER_TYPE = /^U?Int(?:8|16|32|64)$/
const INTEGER = /^-?\d{1,20}$/

/**
 * A statement with its values written into their places as constants of the declared types, meaning exactly what the
 * engine would read from parameters. The embedded engine needs this: it keeps the parameters of a statement for the whole
 * process, so its binding lets statements with parameters run only one after the other, whatever session they are on
 * (chdb 3.4.0, `globalParamChain`), and a count while typing would wait for an evaluation over everyone.
 *
 * Whatever a value holds, it stays inside one string literal, in which the engine knows two special characters: the
 * quote and the backslash.
 * @param sql places are `String`, `Float64`, integers, and arrays of these; a value may stand in several places
 * @throws Error for a place without a value, of another type, or whose value is not of its type
 */
export function writtenParams(sql: string, params: EngineParams): string {
  const written = new Map<string, string>()
  return sql.replace(PLACE, (place, name: string, type: string) => {
    const known = written.get(place) ?? constant(name, type, params[name])
    written.set(place, known)
    return known
  })
}

function constant(name: string, type: string, value: unknown): string {
  const text = textOf(name, type, value)
  return type === 'String' ? quoted(text) : `CAST(${quoted(text)}, '${type}')`
}

/** A value as the engine reads it from text; texts inside a list stand in quotes. */
function textOf(name: string, type: string, value: unknown): string {
  const of = /^Array\((.+)\)$/.exec(type)?.[1]
  if (of !== undefined && Array.isArray(value)) {
    const items = value.map((item: unknown) => textOf(name, of, item))
    return `[${(of === 'String' ? items.map(quoted) : items).join(',')}]`
  }
  if (type === 'String' && typeof value === 'string') return value
  if (type === 'Float64' && typeof value === 'number')
    return Number.isNaN(value) ? 'nan' : String(value).replace('Infinity', 'inf')
  const number = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value
  if (INTEGER_TYPE.test(type) && typeof number === 'string' && INTEGER.test(number)) return number
  // Says nothing of the value: it may be somebody's.
  throw new Error(`the value of ${name} is no ${type}`)
}

/** A zero byte would end the statement where it is handed over. */
const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replaceAll('\0', '\\0')}'`
