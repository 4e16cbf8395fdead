import type { IdentityKind } from '../../identity'
import { normalizePhone } from '../../privacy'

export type AudienceColumn = 'phone' | 'openid' | 'unionid' | 'externalUserid' | 'customerId'

/** The headings that a file may use; one column is enough. */
export const AUDIENCE_COLUMNS: Record<AudienceColumn, { headings: readonly string[]; required: boolean }> = {
  phone: { headings: ['手机号', '手机', '电话', 'phone', 'mobile'], required: false },
  openid: { headings: ['openid', '微信OpenID'], required: false },
  unionid: { headings: ['unionid', '微信UnionID'], required: false },
  externalUserid: { headings: ['external_userid', '企微外部联系人ID', '外部联系人ID'], required: false },
  customerId: { headings: ['客户编号', 'OneID', 'customer_id'], required: false },
}

const KINDS: [AudienceColumn, IdentityKind | 'customer'][] = [
  ['customerId', 'customer'],
  ['phone', 'phone'],
  ['unionid', 'unionid'],
  ['openid', 'openid'],
  ['externalUserid', 'external_userid'],
]

/** By what a line names somebody, or why it names nobody. */
export type NamedPerson = { by: IdentityKind | 'customer'; value: string } | { problem: string }

/** Reads one line: the first filled column counts, in the order customer number, phone, unionid, openid, contact. */
export function readAudienceLine(cells: Record<string, string>): NamedPerson {
  for (const [column, by] of KINDS) {
    const value = cells[column] ?? ''
    if (value === '') continue
    if (by !== 'phone') return { by, value }
    const phone = normalizePhone(value)
    return phone === null ? { problem: '手机号格式不对' } : { by, value: phone }
  }
  return { problem: '这一行没有填写' }
}
