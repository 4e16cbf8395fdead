import type { EventSelection } from '@guiyi/shared'
import { CUSTOMER_ATTRIBUTE_ENGINE_TABLE, CUSTOMER_ENGINE_TABLE } from '../../identity'
import type { SqlMeasure } from './measure'
import type { PlanContext } from './plan-context'
import { joinSql, dimensionOf } from './property'
import { scopeSql } from './scope'
import { rowsSql, selectionRows, type EventRows } from './selection'

/** One column that a scan yields per customer. */
interface EventFact {
  name: string
  rows: EventRows
  aggregate: SqlMeasure['aggregate']
}

interface Scan {
  facts: string[]
  /** SELECT of (customer_id, facts…), one row per customer. `prefix` goes before the names of the facts. */
  sql(prefix: string): string
}

/**
 * Gathers the facts that a rule (or several rules) ask about a person and answers them with as few scans as possible: all
 * questions about one event share one pass over that event's rows, unless they join it to other events. The result has one row per customer with any fact; a fact that a
 * customer lacks is NULL.
 */
export class FactPlan {
  private count = 0
  private readonly events = new Map<string, EventFact[]>()
  private readonly flags = new Map<string, { name: string; from: string }>()
  private readonly dimensionScans: Scan[] = []
  private readonly customer = new Map<string, string>()

  constructor(private readonly context: PlanContext) {}

  /** The fact that holds an aggregate over the selected events. */
  event(selection: EventSelection, measure: SqlMeasure): string {
    return this.rows(selectionRows(selection, this.context), measure)
  }

  /** The fact that holds an aggregate over rows of the event table. */
  rows(rows: EventRows, measure: SqlMeasure): string {
    const key = `${rows.names}${rows.joins}`
    const facts = this.events.get(key) ?? []
    this.events.set(key, facts)
    const known = facts.find(
      (fact) =>
        fact.rows.condition === rows.condition && fact.aggregate('1', rows.from) === measure.aggregate('1', rows.from),
    )
    if (known) return known.name
    const name = this.nextName()
    facts.push({ name, rows, aggregate: measure.aggregate })
    return name
  }

  /** The fact that counts distinct labels of a joined dimension (it multiplies rows, so it scans by itself). */
  dimensionValues(selection: EventSelection, property: string): string {
    const dimension = dimensionOf(property, this.context.params)
    if (!dimension) throw new Error(`${property} is no dimension`)
    const name = this.nextName()
    const rows = selectionRows(selection, this.context)
    const joined = { ...rows, joins: `${rows.joins} ${joinSql(dimension, 'LEFT')}` }
    this.dimensionScans.push({
      facts: [name],
      sql: (prefix) =>
        `${rowsSql(`customer_id, uniqExactIf(thing_label, thing_label != '') AS ${prefix}${name}`, joined, this.context)} GROUP BY customer_id`,
    })
    return name
  }

  /** The fact that is 1 for customers in a SELECT of customer_id, which reads no more than the scope. */
  among(select: string): string {
    return this.flag(`(${select}) WHERE 1`)
  }

  /** The fact that is 1 for customers with a row in `from` (a table and its WHERE; its customer column is customer_id). */
  flag(from: string): string {
    const known = this.flags.get(from)
    if (known) return known.name
    const name = this.nextName()
    this.flags.set(from, { name, from })
    return name
  }

  /** The fact that is 1 for customers with a value of the attribute that meets the condition. */
  attribute(attribute: string, condition: string): string {
    const { params } = this.context
    return this.flag(
      `${CUSTOMER_ATTRIBUTE_ENGINE_TABLE.name} WHERE attribute = ${params.add('String', attribute)} AND ${condition}`,
    )
  }

  /** The fact that holds an expression on the customer's row. */
  customerFact(expression: string): string {
    const known = this.customer.get(expression)
    if (known !== undefined) return known
    const name = this.nextName()
    this.customer.set(expression, name)
    return name
  }

  /** What the facts are read from, a scan each; `from` is the first millisecond that it reads, null for no bound. */
  reads(): { rows: string; from: number | null }[] {
    const events = [...this.events].map(([rows, facts]) => ({ rows, from: earliest(facts) }))
    const others = [...this.dimensionScans.keys(), ...this.flags.keys()].map((rows) => ({
      rows: String(rows),
      from: null,
    }))
    return [...events, ...others, ...(this.customer.size > 0 ? [{ rows: CUSTOMER_ENGINE_TABLE.name, from: null }] : [])]
  }

  /** A SELECT of customer_id and every fact. */
  sql(): string {
    const scans = this.scans()
    const [only] = scans
    if (!only) throw new Error('a rule without facts')
    if (scans.length === 1) return only.sql('')
    const all = scans.flatMap(({ facts }) => facts)
    const branches = scans.map((scan) => {
      const columns = all.map((fact) => (scan.facts.includes(fact) ? `r${fact}` : `NULL AS r${fact}`))
      return `SELECT customer_id, ${columns.join(', ')} FROM (${scan.sql('r')})`
    })
    return `SELECT customer_id, ${all.map((fact) => `any(r${fact}) AS ${fact}`).join(', ')} FROM (${branches.join(' UNION ALL ')}) GROUP BY customer_id`
  }

  private scans(): Scan[] {
    const events = [...this.events.values()].map((facts) => this.eventScan(facts))
    const flags = [...this.flags.values()].map((flag) => this.flagScan(flag))
    const customer = this.customer.size > 0 ? [this.customerScan()] : []
    return [...events, ...this.dimensionScans, ...flags, ...customer]
  }

  private eventScan(facts: EventFact[]): Scan {
    const [first] = facts
    if (!first) throw new Error('a scan without facts')
    const same = facts.every(({ rows }) => rows.condition === first.rows.condition)
    const read = { ...first.rows, from: earliest(facts), condition: same ? first.rows.condition : '1' }
    return {
      facts: facts.map(({ name }) => name),
      sql: (prefix) => {
        const columns = facts.map(
          ({ name, rows, aggregate }) => `${aggregate(same ? null : rows.condition, rows.from)} AS ${prefix}${name}`,
        )
        return `${rowsSql(`customer_id, ${columns.join(', ')}`, read, this.context)} GROUP BY customer_id`
      },
    }
  }

  private flagScan({ name, from }: { name: string; from: string }): Scan {
    const scope = scopeSql(this.context.scope, 'customer_id', this.context.params)
    return { facts: [name], sql: (prefix) => `SELECT DISTINCT customer_id, 1 AS ${prefix}${name} FROM ${from}${scope}` }
  }

  private customerScan(): Scan {
    const scope = scopeSql(this.context.scope, 'id', this.context.params)
    const facts = [...this.customer]
    return {
      facts: facts.map(([, name]) => name),
      sql: (prefix) => {
        const columns = facts.map(([expression, name]) => `${expression} AS ${prefix}${name}`)
        return `SELECT id AS customer_id, ${columns.join(', ')} FROM ${CUSTOMER_ENGINE_TABLE.name} WHERE 1${scope}`
      },
    }
  }

  private nextName(): string {
    this.count += 1
    return `f${this.count}`
  }
}

/** Rows before every window cannot matter to any fact. */
function earliest(facts: readonly EventFact[]): number | null {
  const starts = facts.map(({ rows }) => rows.from)
  return starts.every((start) => start !== null) ? Math.min(...starts) : null
}
