import { XMLParser, XMLValidator } from 'fast-xml-parser'

import { CallbackRefused } from './errors'

/** A parsed message: every leaf is text exactly as sent (`007` stays `007`, a 64-bit id stays whole). */
export interface MessageFields {
  [name: string]: MessageValue
}
export type MessageValue = string | MessageFields | MessageValue[]

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: true,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
})

/**
 * Reads a callback's XML. External entities, document types and anything that is not one `<xml>` element are refused.
 * @throws CallbackRefused `malformed`
 */
export function parseXml(text: string): MessageFields {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new CallbackRefused('malformed')
  try {
    if (XMLValidator.validate(text) !== true) throw new CallbackRefused('malformed')
    const parsed: unknown = parser.parse(text)
    return asFields(withoutBlanks(toField((parsed as { xml?: unknown }).xml)))
  } catch {
    throw new CallbackRefused('malformed')
  }
}

/** Reads a callback's JSON; numbers become text so that both formats look alike. @throws CallbackRefused `malformed` */
export function fieldsFromJson(parsed: unknown): MessageFields {
  return asFields(toField(parsed))
}

/** Messages are a few levels deep; whatever is nested deeper was made to exhaust somebody. */
const DEEPEST = 16

function toField(value: unknown, depth = 0): MessageValue {
  if (depth > DEEPEST) throw new CallbackRefused('malformed')
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((item) => toField(item, depth + 1))
  const entries = Object.entries(value).map(([key, inner]) => [key, toField(inner, depth + 1)] as const)
  return Object.fromEntries(entries)
}

/** Indentation between elements arrives as `#text`; it means nothing beside child elements. */
function withoutBlanks(value: MessageValue): MessageValue {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(withoutBlanks)
  const entries = Object.entries(value).filter(([key]) => key !== '#text')
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutBlanks(inner)]))
}

function asFields(value: MessageValue): MessageFields {
  if (typeof value === 'string' || Array.isArray(value)) throw new CallbackRefused('malformed')
  return value
}

/** The text of a field, or undefined when it is absent or not a plain text. */
export function fieldText(fields: MessageFields, name: string): string | undefined {
  const value = fields[name]
  return typeof value === 'string' ? value : undefined
}

/** A field in unix seconds (`CreateTime`) as an instant; undefined when absent or not a number. */
export function fieldInstant(fields: MessageFields, name: string): Date | undefined {
  const seconds = fieldText(fields, name)
  return seconds !== undefined && /^\d{1,11}$/.test(seconds) ? new Date(Number(seconds) * 1000) : undefined
}

/** Wraps a text as CDATA; a `]]>` inside is split so that it cannot end the section early. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
