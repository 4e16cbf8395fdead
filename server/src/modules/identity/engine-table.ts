import type { EngineTable } from '../../platform/audience-engine'

/**
 * One row per living customer (absorbed and erased ones have none). No phone number, name or openid enters the engine:
 * only which kinds of identity a person has and at which accounts. Fed by kind `customer`, keys are customer ids.
 */
export const CUSTOMER_ENGINE_TABLE: EngineTable = {
  name: 'customer',
  columns: `id UInt64,
    created_at DateTime64(3, 'UTC'),
    identities Array(LowCardinality(String)),
    follows Array(LowCardinality(String)),
    work_contacts Array(LowCardinality(String)),
    consents Array(LowCardinality(String))`,
  order: 'id',
  replaceBy: 'id',
}

export interface CustomerEngineRow {
  id: number
  /** ISO 8601 in UTC with milliseconds. */
  created_at: string
  /** The kinds of identity, and for kinds bound to an account also `kind@scope`: `phone`, `openid`, `openid@wx…`, `unionid`. */
  identities: string[]
  /** Keys (appid) of the official accounts that the person follows now. */
  follows: string[]
  /** `userid@corpid` of every member who has the person as a WeCom contact now. */
  work_contacts: string[]
  /** Purposes granted now: `marketing`, `phone`, `profile`. */
  consents: string[]
}

/**
 * Attributes, one row per customer and value (a list attribute has one row per item). Ordered by attribute, so that a
 * condition reads one attribute only. Fed together with `customer`; attributes that hold text a person typed about
 * herself (nickname) stay out.
 */
export const CUSTOMER_ATTRIBUTE_ENGINE_TABLE: EngineTable = {
  name: 'customer_attribute',
  columns: `customer_id UInt64,
    attribute LowCardinality(String),
    value String,
    number Nullable(Float64)`,
  order: 'attribute, customer_id',
  replaceBy: 'customer_id',
}

export interface CustomerAttributeEngineRow {
  customer_id: number
  attribute: string
  /** Text and enum as they are, a date as `YYYY-MM-DD`, a boolean as `true` or `false`, a number as String(n). */
  value: string
  /** Set for numbers (money in fen) only. */
  number: number | null
}
