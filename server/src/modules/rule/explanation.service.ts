import { Injectable } from '@nestjs/common'
import {
  findProperty,
  grouped,
  isAnchored,
  yuan,
  type EventAnchor,
  type EventSelection,
  type RuleCatalog,
  type RuleNode,
  type TagRule,
} from '@guiyi/shared'
import { AudienceEngine } from '../../platform/audience-engine'
import { EventPresenter, EventService, type TimelineItem } from '../event'
import { Moment } from './compiler/moment'
import type { NotedNumber } from './compiler/numbers'
import { Params } from './compiler/params'
import type { PlanContext } from './compiler/plan-context'
import { isRanking, topOf, type RankingRule } from './compiler/ranking'
import { RuleCompiler } from './compiler/rule-compiler'
import { rowsSql, selectionRows } from './compiler/selection'
import { RuleCatalogService } from './rule-catalog.service'
import type { RuleOwner } from './rule-parameters.service'

/** One thing that a rule looked at, as it stands for one person. */
export interface ExplainedCondition {
  sentence: string
  /** A condition that holds or not; a number that the value follows from; a label in a ranking. */
  role: 'condition' | 'measure' | 'rank'
  /** The condition holds; the number exists; the label is among the best. */
  holds: boolean
  /** The measured number or value, as text; null when nothing is measured. Money is fen. */
  number: string | null
  /** The same for reading: `6 000 元`, `3 次`, `12 天（4 分）`. */
  shown: string | null
}

export interface Explanation {
  conditions: ExplainedCondition[]
  /** The latest events that the rule looked at up to then; those from which its windows begin or end are always there. */
  events: TimelineItem[]
}

/** Events that the latest ones do not push out: the anchor of a window may lie far back. */
type Evidence = { selection: EventSelection } | { anchor: EventAnchor }

type FactRow = Record<string, string | number | null>

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
  ) {}

  /**
   * @param owner whose rule it is, so that a model is explained by the cuts that it was computed with
   * @param now the instant at which the rule is asked, with what is known of that time today
   */
  async explain(rule: RuleNode | TagRule, customerId: number, owner: RuleOwner, now: Date): Promise<Explanation> {
    const conditions = [
      ...(await this.numbers(rule, customerId, now, owner)),
      ...(await this.scores(rule, customerId, now)),
    ]
    return { conditions, events: await this.evidence(rule, customerId, now) }
  }

  /** What the rule would give one person at an instant; none for nobody's. */
  async valuesAt(rule: TagRule, customerId: number, owner: RuleOwner, now: Date): Promise<string[]> {
    const { sql, params } = await this.compiler.compileTag(rule, { kind: 'ids', ids: [customerId] }, { now, owner })
    const [row] = await this.engine.query<{ vals: string[] }>(sql, params)
    return row?.vals ?? []
  }

  private async numbers(
    rule: RuleNode | TagRule,
    customerId: number,
    now: Date,
    owner: RuleOwner,
  ): Promise<ExplainedCondition[]> {
    const facts = await this.compiler.compileFacts(rule, { kind: 'ids', ids: [customerId] }, { now, owner })
    if (!facts) return []
    const [row] = await this.engine.query<FactRow>(facts.sql, facts.params)
    return facts.noted.map((noted, index) => explained(noted, index, row))
  }

  /** For a tag that ranks: the best labels with their scores, also those that just miss. */
  private async scores(rule: RuleNode | TagRule, customerId: number, now: Date): Promise<ExplainedCondition[]> {
    const scores = await this.compiler.compileScores(rule, { kind: 'ids', ids: [customerId] }, { now })
    if (!scores || !isRanking(rule)) return []
    const rows = await this.engine.query<{ label: string; score: number }>(
      `SELECT label, score FROM (${scores.sql}) ORDER BY score DESC, label LIMIT ${Math.max(MOST_SCORES, topOf(rule))}`,
      scores.params,
    )
    const catalog = await this.catalogs.recent()
    const show = scoreText(rule, catalog)
    return rows.map(({ label, score }, index) => ({
      sentence: label,
      role: 'rank' as const,
      holds: index < topOf(rule),
      number: String(score),
      shown: show(score),
    }))
  }

  private async evidence(rule: RuleNode | TagRule, customerId: number, now: Date): Promise<TimelineItem[]> {
    const params = new Params()
    const catalog = await this.catalogs.recent()
    const context = { catalog, params, moment: new Moment(now), scope: { kind: 'ids' as const, ids: [customerId] } }
    const parts = selectionsOf(rule)
      .flatMap(evidenceOf)
      .map((one) => evidenceSql(one, context))
    if (parts.length === 0) return []
    const rows = await this.engine.query<{ id: number }>(
      `SELECT id, occurred_at, max(anchors) AS first FROM (${parts.join(' UNION ALL ')})
       GROUP BY id, occurred_at ORDER BY first DESC, occurred_at DESC, id DESC LIMIT ${MOST_EVENTS}`,
      params.values,
    )
    const events = await this.events.byIds(rows.map(({ id }) => id))
    const latestFirst = [...events].sort((a, b) => b.occurredAt.getTime() - a.occurredAt.getTime() || b.id - a.id)
    return this.presenter.present(latestFirst)
  }
}

function explained(noted: NotedNumber, index: number, row: FactRow | undefined): ExplainedCondition {
  const { sentence, role, holdsOfNobody, measured } = noted
  // Somebody without any row has done nothing: what is counted is 0.
  const number = row ? (row[`number_${index}`] ?? null) : (measured?.ofNobody ?? null)
  const score = row?.[`score_${index}`] ?? null
  const text = number === null ? null : String(number)
  return {
    sentence,
    role,
    holds: row ? row[`holds_${index}`] === 1 : holdsOfNobody,
    number: text,
    shown: text === null ? null : `${shownNumber(text, noted)}${score === null ? '' : `（${score} 分）`}`,
  }
}

function shownNumber(text: string, { measured, unit }: NotedNumber): string {
  const value = Number(text)
  if (measured?.kind === 'money') return `${yuan(value)} 元`
  if (measured?.kind === 'boolean') return text === 'true' ? '是' : '否'
  if (measured?.kind !== 'number' || Number.isNaN(value)) return text
  return unit === '' ? grouped(value) : `${grouped(value)} ${unit}`
}

/** How the points of a ranking read: money, times, or points where events count differently. */
function scoreText(rule: RankingRule, catalog: RuleCatalog): (score: number) => string {
  const times = (score: number): string => `${grouped(score)} 次`
  const points = (score: number): string => `${grouped(score)} 分`
  if (rule.kind === 'distribution') return times
  if (rule.kind === 'interest' || rule.also?.length || rule.halfLifeDays !== undefined) return points
  if (rule.score.of === 'count') return rule.weight === undefined ? times : points
  const money = findProperty(catalog, rule.event, rule.score.property)?.type === 'money'
  return money ? (score) => `${yuan(score)} 元` : grouped
}

/**
 * The selected events with those on which they hang: the anchor of their window, and what comes before or after them,
 * which is the same relation seen from the other side.
 */
function evidenceOf(selection: EventSelection): Evidence[] {
  const { window, relation, event, where } = selection
  const anchor = isAnchored(window) ? [{ anchor: window.anchor }] : []
  if (!relation) return [{ selection }, ...anchor]
  const kind = relation.kind.endsWith('preceded-by') ? 'followed-by' : 'preceded-by'
  const related: EventSelection = {
    event: relation.event,
    where: relation.where,
    window: { kind: 'ever' },
    relation: { kind, event, where, days: relation.days },
  }
  return [{ selection }, { selection: related }, ...anchor]
}

/** A SELECT of (id, occurred_at, anchors). */
function evidenceSql(evidence: Evidence, context: PlanContext): string {
  if ('selection' in evidence)
    return rowsSql('id, occurred_at, 0 AS anchors', selectionRows(evidence.selection, context), context)
  const { anchor } = evidence
  const rows = selectionRows(anchor, context)
  const order = anchor.which === 'first' ? 'ASC' : 'DESC'
  return `SELECT * FROM (${rowsSql('id, occurred_at, 1 AS anchors', rows, context)} ORDER BY occurred_at ${order}, id LIMIT 1)`
}

/** Every selection of events in a rule. */
function selectionsOf(rule: RuleNode | TagRule): EventSelection[] {
  switch (rule.kind) {
    case 'tiers':
      return rule.tiers.flatMap(({ when }) => selectionsOf(when))
    case 'all':
    case 'any':
      return rule.of.flatMap((child) => selectionsOf(child))
    case 'not':
      return selectionsOf(rule.of)
    case 'sequence':
      return rule.steps.map((step) => ({ ...step, window: rule.window }))
    case 'activity':
      return rule.events.map((step) => ({ ...step, window: { kind: 'past', days: rule.silentDays + 1, unit: 'day' } }))
    case 'lifecycle':
      return [{ event: rule.event, where: rule.where, window: { kind: 'ever' } }]
    case 'interest':
      return rule.sources.map(({ event, where }) => ({ event, where, window: rule.window }))
    case 'preference':
      return [rule, ...(rule.also ?? []).map(({ event, where }) => ({ event, where, window: rule.window }))]
    case 'event':
    case 'metric':
    case 'feature':
    case 'distribution':
    case 'rfm':
      return [rule]
    default:
      return []
  }
}
