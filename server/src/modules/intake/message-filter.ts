import { checkedInstant } from '../../platform/clock'
import type { RawMessageFilter } from './intake.dto'

/** Codes of the catalogue, numbers of a platform and names of errors begin with a capital, ids of people never do. */
const CODE = /^[A-Z]/

const likePrefix = (text: string): string => `${text.replace(/[\\%_]/g, '\\$&')}%`

/**
 * A filter as SQL over `raw_message`, to be joined to others with AND.
 * @param accountKeys appids and corpids that a searched person may belong to
 */
export function filterSql(
  filter: RawMessageFilter,
  accountKeys: readonly string[],
): { sql: string; params: unknown[] } {
  const conditions: { sql: string; params: unknown[] }[] = []
  const add = (sql: string, ...params: unknown[]): void => void conditions.push({ sql, params })
  if (filter.state) add('state = ?', filter.state)
  if (filter.kind) add('kind = ?', filter.kind)
  if (filter.accountId) add('account_id = ?', filter.accountId)
  if (filter.from) add('received_at >= ?', checkedInstant(filter.from))
  if (filter.to) add('received_at < ?', checkedInstant(filter.to))
  // A code belongs to a message without an effect; saying so lets the index serve.
  if (filter.search && CODE.test(filter.search)) {
    add("(state IN ('failed', 'dead', 'refused') AND last_error = ?)", filter.search)
  } else if (filter.search) {
    // A person's key is `account:id` or the id alone, and the operator knows the id only. Spelling the accounts out lets
    // the index serve.
    const people = ['', ...accountKeys.map((key) => `${key}:`)].map((prefix) => likePrefix(`${prefix}${filter.search}`))
    add(`(${people.map(() => 'person_key LIKE ?').join(' OR ')})`, ...people)
  }
  return {
    sql: ['1 = 1', ...conditions.map(({ sql }) => sql)].join(' AND '),
    params: conditions.flatMap(({ params }) => params),
  }
}
