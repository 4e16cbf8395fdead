import type { RawMessageFilter } from './intake.dto'

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
  if (filter.from) add('received_at >= ?', new Date(filter.from))
  if (filter.to) add('received_at < ?', new Date(filter.to))
  if (filter.search) {
    // A person's key is `account:id` or the id alone, and the operator knows the id only. Spelling the accounts out lets
    // the index serve.
    const people = ['', ...accountKeys.map((key) => `${key}:`)].map((prefix) => likePrefix(`${prefix}${filter.search}`))
    add(`(${people.map(() => 'person_key LIKE ?').join(' OR ')} OR last_error = ?)`, ...people, filter.search)
  }
  return {
    sql: ['1 = 1', ...conditions.map(({ sql }) => sql)].join(' AND '),
    params: conditions.flatMap(({ params }) => params),
  }
}
