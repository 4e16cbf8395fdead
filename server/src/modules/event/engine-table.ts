import type { EngineTable } from '../../platform/audience-engine'

/**
 * The columnar copy of events. Ordered by (name, customer, time): a rule about one event reads only that event's rows and
 * aggregates them in order. Fed by two kinds: `event` (keys are event ids, append only) and `event-of-customer` (keys are
 * customer ids whose events moved by a merge, an unmerge or an erasure: all rows of those customers are replaced).
 */
export const EVENT_ENGINE_TABLE: EngineTable = {
  name: 'event',
  columns: `id UInt64,
    customer_id UInt64,
    name LowCardinality(String),
    occurred_at DateTime64(3, 'UTC'),
    channel LowCardinality(String),
    content_id UInt64,
    product_id UInt64,
    amount_fen Nullable(Int64),
    quantity Nullable(Int64),
    properties Map(LowCardinality(String), String)`,
  partition: 'toYYYYMM(occurred_at)',
  order: 'name, customer_id, occurred_at, id',
  replaceBy: 'id',
}

export interface EventEngineRow {
  id: number
  customer_id: number
  name: string
  /** ISO 8601 in UTC with milliseconds. */
  occurred_at: string
  /** '' when the event has none. */
  channel: string
  /** 0 when the event concerns no content. */
  content_id: number
  /** 0 when the event concerns no product. */
  product_id: number
  amount_fen: number | null
  quantity: number | null
  /**
   * Every further property as text: a number as String(n), a date as ISO 8601, a boolean as `true` or `false`,
   * a list as its JSON. Absent properties are left out.
   */
  properties: Record<string, string>
}
