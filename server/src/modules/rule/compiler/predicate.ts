import {
  attributeKind,
  type AttributeCondition,
  type AudienceCondition,
  type Condition,
  type EventCondition,
  type ReachableCondition,
  type RuleNode,
  type ValueKind,
} from '@guiyi/shared'
import { AppError } from '../../../platform/errors'
import { audienceSql, MEMBER_TABLES } from '../materialised/materialised-tables'
import type { FactPlan } from './fact-plan'
import type { PlanContext } from './plan-context'
import { measureSql } from './measure'
import { dimensionOf } from './property'
import { sequenceSql } from './sequence'
import { tagValueSql } from './tag-condition'
import { testOfNothing, testSql } from './value-test'

/** A condition that is 0 or 1 on a row of facts, and what it is for a customer without any fact. */
export interface Predicate {
  sql: string
  ofNobody: boolean
  /** What was measured, when something was. */
  measured?: Measured
}

/** A measured number or value, with what it is of somebody without any fact. */
export interface Measured {
  sql: string
  kind: ValueKind
  ofNobody: '0' | null
}

export interface NotedCondition {
  condition: Condition
  predicate: Predicate
}

/** Turns the nodes of a rule into predicates over facts. */
export class PredicateBuilder {
  /** Every condition in the order of the tree, for the explanation. */
  readonly noted: NotedCondition[] = []

  constructor(
    private readonly plan: FactPlan,
    private readonly context: PlanContext,
  ) {}

  node(node: RuleNode): Predicate {
    if (node.kind === 'not') {
      const inner = this.node(node.of)
      return { sql: `NOT (${inner.sql})`, ofNobody: !inner.ofNobody }
    }
    if (node.kind === 'all' || node.kind === 'any') {
      const parts = node.of.map((child) => this.node(child))
      const sql = parts.map((part) => `(${part.sql})`).join(node.kind === 'all' ? ' AND ' : ' OR ')
      const truths = parts.map(({ ofNobody }) => ofNobody)
      return { sql, ofNobody: node.kind === 'all' ? truths.every(Boolean) : truths.some(Boolean) }
    }
    const predicate = this.condition(node)
    this.noted.push({ condition: node, predicate })
    return predicate
  }

  private condition(condition: Condition): Predicate {
    const { params } = this.context
    switch (condition.kind) {
      case 'event':
        return this.event(condition)
      case 'sequence':
        return isSet(this.plan.among(sequenceSql(condition, this.context)))
      case 'attribute':
        return this.attribute(condition)
      case 'identity': {
        const { identity, scope } = condition
        return this.onCustomer(
          `has(identities, ${params.add('String', scope === undefined ? identity : `${identity}@${scope}`)})`,
        )
      }
      case 'follows':
        return this.onCustomer(
          condition.account === undefined
            ? 'notEmpty(follows)'
            : `has(follows, ${params.add('String', condition.account)})`,
        )
      case 'work-contact':
        return this.onCustomer(
          condition.member === undefined
            ? 'notEmpty(work_contacts)'
            : `has(work_contacts, ${params.add('String', condition.member)})`,
        )
      case 'consent':
        return this.onCustomer(`has(consents, ${params.add('String', condition.purpose)})`)
      case 'reachable':
        return this.onCustomer(reachableSql(condition.channel))
      case 'tag': {
        const owner = params.add('UInt64', condition.tagId)
        const having = tagValueSql(condition, this.context)
        return isSet(this.plan.flag(`${MEMBER_TABLES.tag} WHERE owner_id = ${owner} AND ${having}`))
      }
      case 'segment':
        return isSet(
          this.plan.flag(`${MEMBER_TABLES.segment} WHERE owner_id = ${params.add('UInt64', condition.segmentId)}`),
        )
      case 'audience':
        return this.inAudience(condition)
    }
  }

  private event(condition: EventCondition): Predicate {
    const { catalog, moment, params } = this.context
    const { measure, test } = condition
    if (measure.of === 'values' && dimensionOf(measure.property, params)) {
      return this.counted(this.plan.dimensionValues(condition, measure.property), 'number', test)
    }
    const measured = measureSql(measure, condition.event, catalog, moment, params)
    const fact = this.plan.event(condition, measured)
    if (measured.zeroWhenEmpty) return this.counted(fact, measured.kind, test)
    const text = measured.kind === 'text' || measured.kind === 'boolean'
    const value = { kind: measured.kind, sql: text ? `ifNull(${fact}, '')` : fact }
    const shown = { sql: fact, kind: measured.kind, ofNobody: null }
    return { sql: testSql(test, value, moment, params), ofNobody: testOfNothing(test), measured: shown }
  }

  /** A number that is 0 for somebody without such events. */
  private counted(fact: string, kind: ValueKind, test: EventCondition['test']): Predicate {
    const { moment, params } = this.context
    const sql = `ifNull(${fact}, 0)`
    return {
      sql: testSql(test, { kind, sql }, moment, params),
      ofNobody: testsZero(test),
      measured: { sql, kind, ofNobody: '0' },
    }
  }

  /** An attribute counts as having the value when any of its values does; `is-not` and `missing` are the opposite of having. */
  private attribute({ attribute, test }: AttributeCondition): Predicate {
    const { catalog, moment, params } = this.context
    const known = catalog.attributes.find(({ key }) => key === attribute)
    if (!known) throw new AppError('RULE_INVALID', { params: { problem: `没有名为「${attribute}」的属性` } })
    if (test.op === 'all-of') {
      const each = test.values.map((value) =>
        this.attribute({ kind: 'attribute', attribute, test: { op: 'is', values: [value] } }),
      )
      return { sql: each.map(({ sql }) => `(${sql})`).join(' AND '), ofNobody: false }
    }
    // A list has one row per item, so its tests are those of a text.
    const kind = known.type === 'list' ? 'text' : attributeKind(known.type)
    const sql = kind === 'date' ? 'toDate32OrNull(value)' : kind === 'number' || kind === 'money' ? 'number' : 'value'
    const having =
      test.op === 'missing' ? ({ op: 'exists' } as const) : test.op === 'is-not' ? { ...test, op: 'is' as const } : test
    const predicate = isSet(this.plan.attribute(attribute, testSql(having, { kind, sql }, moment, params)))
    return having === test ? predicate : { sql: `NOT (${predicate.sql})`, ofNobody: true }
  }

  /** Lists hold numbers of absorbed and erased people, too. */
  private inAudience({ audienceId }: AudienceCondition): Predicate {
    const listed = isSet(this.plan.among(audienceSql(this.context.params.add('UInt64', audienceId))))
    return { sql: `(${listed.sql}) AND (${this.onCustomer('1').sql})`, ofNobody: false }
  }

  private onCustomer(expression: string): Predicate {
    const fact = this.plan.customerFact(expression)
    return { sql: `ifNull(${fact}, 0) = 1`, ofNobody: false }
  }
}

/** Reachable over a channel now: a way there, and consent to marketing. */
export function reachableSql(channel: ReachableCondition['channel']): string {
  const ways = {
    official_account: 'notEmpty(follows)',
    work: 'notEmpty(work_contacts)',
    sms: "has(identities, 'phone')",
  }
  return `(${ways[channel]} AND has(consents, 'marketing'))`
}

const isSet = (fact: string): Predicate => ({ sql: `ifNull(${fact}, 0) = 1`, ofNobody: false })

function testsZero(test: EventCondition['test']): boolean {
  switch (test.op) {
    case '=':
      return test.value === 0
    case '!=':
      return test.value !== 0
    case '>':
      return 0 > test.value
    case '>=':
      return 0 >= test.value
    case '<':
      return 0 < test.value
    case '<=':
      return 0 <= test.value
    case 'between':
      return test.from <= 0 && test.to >= 0
    default:
      return test.op === 'exists'
  }
}
