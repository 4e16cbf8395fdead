import type { AccountKind } from '../../accounts'
import type { Endpoint } from '../../kernel/endpoint'

type Row = Omit<Endpoint, 'host' | 'token'>

/** Rows of api.weixin.qq.com that take the access token of one of these account kinds. */
export function weixinRows(token: AccountKind[], rows: Row[]): Endpoint[] {
  return rows.map((row) => ({ host: 'api.weixin.qq.com', token, ...row }))
}
