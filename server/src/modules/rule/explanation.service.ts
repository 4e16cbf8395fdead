import { Injectable } from '@nestjs/common'
import { describeCondition, type Condition, type EventSelection, type RuleNode, type TagRule } from '@guiyi/shared'
import { AudienceEngine } from '../../platform/audience-engine'
import { Clock } from '../../platform/clock'
import { EVENT_ENGINE_TABLE, EventPresenter, EventService, type TimelineItem } from '../event'
import { selectionSql } from './compiler/fact-plan'
import { Moment } from './compiler/moment'
import { Params } from './compiler/params'
import { RuleCompiler } from './compiler/rule-compiler'
import { RuleCatalogService } from './rule-catalog.service'

/** One condition as it stands for one person; for a tag that ranks, one label with its score. */
export interface ExplainedCondition {
  sentence: string
  holds: boolean
  /** The measured number or value, as text; null when the condition measures nothing. Money is fen. */
  number: string | null
}

export interface Explanation {
  conditions: ExplainedCondition[]
  /** The latest events that the rule looked at. */
  events: TimelineItem[]
}

const MOST_EVENTS = 20
const MOST_SCORES = 10

/** Says why a rule holds (or does not) for one person, with the very statement that computes it. */
@Injectable()
export class ExplanationService {
  constructor(
    private readonly compiler: RuleCompiler,
    private readonly catalogs: RuleCatalogService,
    private readonly engine: AudienceEngine,
    private readonly events: EventService,
    private readonly presenter: EventPresenter,
    private readonly clock: Clock,
  ) {}

  async explain(rule: RuleNode | TagRule, customerId: number): Promise<Explanation> {
    const now = this.clock.now()
    const conditions = [
      ...(await this.conditions(rule, customerId, now)),
      ...(await this.scores(rule, customerId, now)),
    ]
    return { conditions, events: await this.evidence(rule, customerId, now) }
  }

  private async conditions(rule: RuleNode | TagRule, customerId: number, now: Date): Promise<ExplainedCondition[]> {
    const facts = await this.compiler.compileFacts(rule, { kind: 'ids', ids: [customerId] }, { now })
    if (!facts) return []
    const names = await this.catalogs.recent()
    const [row] = await this.engine.query<Record<string, string | number | null>>(facts.sql, facts.params)
    return facts.conditions.map(({ condition, predicate }, index) => {
      const number = row?.[`number_${index}`]
      return {
        // A mere measurement tests nothing, so the sentence ends with what is measured.
        sentence: describeCondition(condition, names).replace(/有值$/, ''),
        holds: row ? row[`holds_${index}`] === 1 : predicate.ofNobody,
        number: number === null || number === undefined ? null : String(number),
      }
    })
  }

  /** For a tag that ranks: every label with its score, best first. */
  private async scores(rule: RuleNode | TagRule, customerId: number, now: Date): Promise<ExplainedCondition[]> {
    const scores = await this.compiler.compileScores(rule, { kind: 'ids', ids: [customerId] }, { now })
    if (!scores) return []
    const top = rule.kind === 'preference' ? rule.top : 1
    const rows = await this.engine.query<{ label: string; score: number }>(
      `SELECT label, score FROM (${scores.sql}) ORDER BY score DESC, label LIMIT ${MOST_SCORES}`,
      scores.params,
    )
    return rows.map(({ label, score }, index) => ({ sentence: label, holds: index < top, number: String(score) }))
  }

  private async evidence(rule: RuleNode | TagRule, customerId: number, now: Date): Promise<TimelineItem[]> {
    const params = new Params()
    const moment = new Moment(now)
    const catalog = await this.catalogs.recent()
    const customer = params.add('UInt64', customerId)
    const selections = selectionsOf(rule).map((selection) => {
      const name = params.add('String', selection.event)
      return `(name = ${name} AND ${selectionSql(selection, { catalog, moment, params })})`
    })
    if (selections.length === 0) return []
    const rows = await this.engine.query<{ id: number }>(
      `SELECT id FROM ${EVENT_ENGINE_TABLE.name} WHERE customer_id = ${customer} AND (${selections.join(' OR ')}) ORDER BY occurred_at DESC, id DESC LIMIT ${MOST_EVENTS}`,
      params.values,
    )
    const events = await this.events.byIds(rows.map(({ id }) => id))
    const latestFirst = [...events].sort((a, b) => b.occurredAt.getTime() - a.occurredAt.getTime() || b.id - a.id)
    return this.presenter.present(latestFirst)
  }
}

function selectionsOf(rule: RuleNode | TagRule): EventSelection[] {
  switch (rule.kind) {
    case 'tiers':
      return rule.tiers.flatMap(({ when }) => selectionsOf(when))
    case 'all':
    case 'any':
      return rule.of.flatMap((child) => selectionsOf(child))
    case 'not':
      return selectionsOf(rule.of)
    default:
      return isSelection(rule) ? [rule] : []
  }
}

const isSelection = (node: Condition | TagRule): node is (Condition | TagRule) & EventSelection =>
  'event' in node && 'window' in node
