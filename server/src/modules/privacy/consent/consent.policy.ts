/** What a person can agree to, and what it is called on screen. */
export const CONSENT_PURPOSES = {
  marketing: '接收营销信息',
  phone: '使用手机号',
  profile: '个性化画像',
} as const

export type ConsentPurpose = keyof typeof CONSENT_PURPOSES

export const CONSENT_PURPOSE_KEYS = Object.keys(CONSENT_PURPOSES) as ConsentPurpose[]

interface Dated {
  id: number
  purpose: ConsentPurpose
  at: Date
}

/** The records that count: per purpose the latest act; of two at the same instant the one written later. */
export function newestByPurpose<R extends Dated>(records: readonly R[]): Map<ConsentPurpose, R> {
  const newest = new Map<ConsentPurpose, R>()
  for (const record of records) {
    const known = newest.get(record.purpose)
    if (!known || isLater(record, known)) newest.set(record.purpose, record)
  }
  return newest
}

const isLater = (a: Dated, b: Dated): boolean => a.at > b.at || (a.at.getTime() === b.at.getTime() && a.id > b.id)
