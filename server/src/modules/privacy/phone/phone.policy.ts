/** Mainland mobile numbers: eleven digits beginning with 13–19 (ITU-T national numbering plan of China, 工信部 电信网编号计划). */
const MAINLAND = /^1[3-9]\d{9}$/
/** Any other country in E.164: at most fifteen digits, the first not zero. */
const ABROAD = /^\+[1-9]\d{6,14}$/

/** Everything that people and spreadsheets put between digits. */
const DECORATION = /[\s\-‐-―()（）.·]/g
const toHalfWidth = (text: string): string =>
  text.replace(/[０-９＋]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))

/**
 * One spelling for one number, so that the same person's number is found however it was written.
 * @param raw as typed, imported or sent: with spaces, dashes, full-width digits, `+86`, `0086` or `86` in front
 * @param countryCode of the number when the sender gives it apart, such as `86` or `852`
 * @returns E.164 (`+86…`), or null when it is not a mobile number (a mainland landline is not)
 */
export function normalizePhone(raw: string, countryCode?: string): string | null {
  const text = toHalfWidth(raw).replace(DECORATION, '')
  const country = countryCode?.replace(/^\+/, '')
  const international = country && country !== '86' && !text.startsWith('+') ? `+${country}${text}` : text
  const mainland = international.replace(/^(\+86|0086|86(?=1\d{10}$))/, '')
  if (MAINLAND.test(mainland)) return `+86${mainland}`
  const abroad = international.replace(/^00/, '+')
  return ABROAD.test(abroad) && !abroad.startsWith('+86') ? abroad : null
}

/** A normalised number as a person without the permission may see it: `199****0001`, `+852****5678`. */
export function maskPhone(phone: string): string {
  if (phone.startsWith('+86')) return `${phone.slice(3, 6)}****${phone.slice(-4)}`
  return `${phone.slice(0, 4)}****${phone.slice(-4)}`
}

/** A normalised number as a person writes it: mainland numbers without their country code. */
export const displayPhone = (phone: string): string => (phone.startsWith('+86') ? phone.slice(3) : phone)
