import type { MessageTemplate } from '../accounts'
import { PlatformError } from '../kernel/errors'
import { isObject, type JsonObject } from '../kernel/json'

/**
 * What each keyword type of a template accepts (protocol reference §1.9 and §2.3; the limits are marked unverified
 * there, so they stand in this one table).
 */
const KEYWORD_RULES: Record<string, (value: string) => boolean> = {
  thing: (value) => [...value].length <= 20,
  number: (value) => /^-?\d+(\.\d+)?$/.test(value) && value.length <= 32,
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => [...value].length <= 5,
  character_string: (value) => /^[\x20-\x7e]{1,32}$/.test(value),
  time: (value) => /^(\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/]\d{1,2}[-/]\d{1,2})?\s*(\d{1,2}:\d{2}(:\d{2})?)?$/.test(value),
  date: (value) => /^(\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/]\d{1,2}[-/]\d{1,2})(\s*\d{1,2}:\d{2}(:\d{2})?)?$/.test(value),
  amount: (value) => /^[¥￥$]?\d+(\.\d{1,2})?元?$/.test(value),
  phone_number: (value) => /^[+\d-]{1,17}$/.test(value),
  car_number: (value) => [...value].length <= 8,
  name: (value) => (/^[\x20-\x7e]*$/.test(value) ? value.length <= 20 : [...value].length <= 10),
  phrase: (value) => [...value].length <= 5,
}

/**
 * Checks `data` of a send call against the template and gives the lines a phone shows.
 * Raises 47003 with the field's name when a keyword is missing, is no text, is empty or breaks its type's limit.
 */
export function renderTemplate(
  template: MessageTemplate,
  data: JsonObject | undefined,
): { label: string; value: string }[] {
  return template.fields.map(({ key, label }) => {
    const entry = data?.[key]
    const value = isObject(entry) ? entry.value : undefined
    const rule = KEYWORD_RULES[key.replace(/\d+$/, '')]
    const fits = typeof value === 'string' && value.trim() !== '' && (rule === undefined || rule(value))
    if (!fits) throw new PlatformError(47003, `argument invalid! data.${key}.value invalid`)
    return { label, value }
  })
}
