import { XMLParser } from 'fast-xml-parser'
import { isObject, type JsonObject } from '../kernel/json'

/** One level of a callback's fields: text goes into CDATA, numbers stay bare, as the platforms write them. */
export type XmlFields = { [field: string]: string | number | bigint | XmlFields }

export function writeXml(fields: XmlFields): string {
  return `<xml>${writeFields(fields)}</xml>`
}

function writeFields(fields: XmlFields): string {
  return Object.entries(fields)
    .map(([name, value]) => `<${name}>${writeValue(value)}</${name}>`)
    .join('')
}

function writeValue(value: string | number | bigint | XmlFields): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'object') return writeFields(value)
  return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
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
