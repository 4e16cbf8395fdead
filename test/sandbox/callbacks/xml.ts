import { XMLParser } from 'fast-xml-parser'
import { isObject, type JsonObject } from '../kernel/json'

type XmlItem = string | number | bigint | XmlFields
type XmlValue = XmlItem | XmlItem[]

/**
 * A callback's fields: text goes into CDATA, numbers stay bare, as the platforms write them; a list is the same element
 * several times.
 */
export type XmlFields = { [field: string]: XmlValue }

export function writeXml(fields: XmlFields): string {
  return `<xml>${writeFields(fields)}</xml>`
}

function writeFields(fields: XmlFields): string {
  return Object.entries(fields)
    .flatMap(([name, value]) =>
      Array.isArray(value) ? value.map((item) => element(name, item)) : [element(name, value)],
    )
    .join('')
}

function element(name: string, value: XmlItem): string {
  return `<${name}>${writeValue(value)}</${name}>`
}

function writeValue(value: XmlItem): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'object') return writeFields(value)
  return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

const WRAPPER = /^SubscribeMsg\w+Event$/

/**
 * The JSON form of a callback. The three subscribe events lose their wrapper there and write every value as text
 * (protocol reference §1.4); all others keep names and types.
 */
export function jsonFields(fields: XmlFields): JsonObject {
  const wrapper = Object.keys(fields).find((name) => WRAPPER.test(name))
  const inner = wrapper === undefined ? undefined : fields[wrapper]
  if (wrapper === undefined || !isObject(inner)) return fields
  const flat = Object.entries({ ...fields, ...inner }).filter(([name]) => name !== wrapper)
  return Object.fromEntries(flat.map(([name, value]) => [name, typeof value === 'object' ? value : String(value)]))
}

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: false })

/** The fields of an answered XML, or undefined when the answer is no such XML. */
export function readXml(xml: string): JsonObject | undefined {
  try {
    const parsed: unknown = parser.parse(xml)
    const root = isObject(parsed) ? parsed.xml : undefined
    return isObject(root) ? root : undefined
  } catch {
    return undefined
  }
}
