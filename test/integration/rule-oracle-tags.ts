import {
  RFM_GROUPS,
  type ActivityRule,
  type EventSelection,
  type EventStep,
  type LifecycleRule,
  type Measure,
  type RfmRule,
  type Score,
  type TagRule,
} from '@guiyi/shared'
import type { EventEngineRow } from '../../server/src/modules/event/engine-table'
import { clockLabel, DAY, daysApart, numeric, Oracle, plain, shanghaiDay } from './rule-oracle'

interface Weighted {
  selection: EventSelection
  by: string
  score: Score
  weight: number
}

/** The rows of the grid from the worst recency to the best; columns from the worst frequency and amount to the best. */
const ELEVEN = [
  '已流失客户 已流失客户 流失风险客户 流失风险客户 不能失去客户',
  '沉睡客户 沉睡客户 流失风险客户 流失风险客户 不能失去客户',
  '即将沉睡客户 即将沉睡客户 需要关注客户 忠诚客户 忠诚客户',
  '有希望客户 潜力忠诚客户 潜力忠诚客户 忠诚客户 冠军客户',
  '新客户 潜力忠诚客户 潜力忠诚客户 冠军客户 冠军客户',
].map((row) => row.split(' '))

/** What tags mean, written a second time. */
export class TagOracle extends Oracle {
  private readonly population = new Map<RfmRule, { days: number; times: number; fen: number }[]>()

  values(rule: TagRule): Map<number, string[]> {
    const result = new Map<number, string[]>()
    for (const { id } of this.world.customers) {
      const values = this.valuesOf(rule, id)
      if (values.length > 0) result.set(id, values)
    }
    return result
  }

  private valuesOf(rule: TagRule, id: number): string[] {
    switch (rule.kind) {
      case 'tiers': {
        const value = rule.tiers.find(({ when }) => this.holds(when, id))?.value ?? rule.otherwise
        return value === undefined ? [] : [value]
      }
      case 'metric':
        return this.shown(rule, rule.measure, id)
      case 'feature': {
        if (rule.take.of === 'property') return this.shown(rule, { of: rule.which, property: rule.take.property }, id)
        if (rule.take.of === 'days-since') return this.shown(rule, { of: `days-since-${rule.which}` }, id)
        const events = this.selected(rule, id)
        const chosen = rule.which === 'first' ? events[0] : events.at(-1)
        return chosen ? [shanghaiDay(chosen.occurred_at)] : []
      }
      case 'preference': {
        const sources = [{ ...rule, weight: rule.weight ?? 1 }, ...(rule.also ?? [])]
        const weighted = sources.map(({ by, score, weight, ...step }, index) => {
          const selection = index === 0 ? rule : { event: step.event, where: step.where, window: rule.window }
          return { selection, by, score, weight }
        })
        const rounded = rule.halfLifeDays !== undefined || rule.weight !== undefined || sources.length > 1
        return this.ranked(weighted, id, rule.top, rule.atLeast, rounded ? (rule.halfLifeDays ?? Infinity) : null)
      }
      case 'interest': {
        const sources = rule.sources.map(({ event, where, by, weight }) => ({
          selection: { event, where, window: rule.window },
          by,
          weight,
          score: { of: 'count' as const },
        }))
        return this.ranked(sources, id, rule.top, rule.atLeast, rule.halfLifeDays)
      }
      case 'distribution': {
        if (rule.of === 'days') return this.shown(rule, { of: 'days' }, id)
        const times = new Map<string, number>()
        for (const event of this.selected(rule, id)) {
          const label = clockLabel(event.occurred_at, rule.of === 'hour')
          times.set(label, (times.get(label) ?? 0) + 1)
        }
        return best(times, 1, undefined)
      }
      case 'rfm':
        return this.rfm(rule, id)
      case 'activity':
        return [this.activity(rule, id)]
      case 'lifecycle':
        return this.lifecycle(rule, id)
    }
  }

  private shown(selection: EventSelection, measure: Measure, id: number): string[] {
    if (this.selected(selection, id).length === 0) return []
    const value = this.measure(selection, measure, id)
    if (value === null || value === '') return []
    return [typeof value === 'number' ? String(Math.round(value * 1e4) / 1e4) : value]
  }

  /** @param halfLife in days; null when contributions are not rounded */
  private ranked(
    sources: Weighted[],
    id: number,
    top: number,
    atLeast: number | undefined,
    halfLife: number | null,
  ): string[] {
    const scores = new Map<string, number>()
    for (const { selection, by, score, weight } of sources) {
      for (const event of this.selected(selection, id)) {
        const points = score.of === 'count' ? 1 : (numeric(plain(event, score.property)) ?? 0)
        const added = halfLife === null ? points : this.contribution(event, points * weight, halfLife)
        for (const label of new Set(this.labels(event, by)))
          if (label !== '') scores.set(label, (scores.get(label) ?? 0) + added)
      }
    }
    const scaled = new Map([...scores].map(([label, points]) => [label, halfLife === null ? points : points / 10_000]))
    return best(scaled, top, atLeast)
  }

  /** In ten-thousandths. */
  private contribution({ occurred_at }: EventEngineRow, points: number, halfLife: number): number {
    const age = this.world.now.getTime() - Date.parse(occurred_at)
    return Math.floor(points * Math.pow(2, -age / (halfLife * DAY)) * 10_000 + 0.5)
  }

  private numbers(rule: RfmRule, id: number): { days: number; times: number; fen: number } | null {
    if (this.selected(rule, id).length === 0) return null
    const value = (measure: Measure): number => Number(this.measure(rule, measure, id) ?? 0)
    return {
      days: value({ of: 'days-since-last' }),
      times: value({ of: 'count' }),
      fen: value({ of: 'sum', property: rule.amount }),
    }
  }

  private rfm(rule: RfmRule, id: number): string[] {
    const mine = this.numbers(rule, id)
    if (!mine) return []
    const all =
      this.population.get(rule) ?? this.world.customers.flatMap(({ id: other }) => this.numbers(rule, other) ?? [])
    this.population.set(rule, all)
    const { cuts } = rule
    const eight = (recent: boolean, often: boolean, much: boolean): string[] => [
      RFM_GROUPS[[recent, often, much].map(Number).join('') as keyof typeof RFM_GROUPS],
    ]
    const eleven = (r: number, f: number, m: number): string[] => [
      ELEVEN[r - 1]?.[Math.floor((f + m + 1) / 2) - 1] ?? '?',
    ]
    switch (cuts.kind) {
      case 'mean': {
        const mean = (of: 'days' | 'times' | 'fen'): number => all.reduce((sum, one) => sum + one[of], 0) / all.length
        return eight(mine.days <= mean('days'), mine.times >= mean('times'), mine.fen >= mean('fen'))
      }
      case 'quantile': {
        const above = (of: 'days' | 'times' | 'fen'): boolean =>
          good(mine, of) >
          cut(
            all.map((one) => good(one, of)),
            100 - cuts.highPercent,
          )
        return eight(above('days'), above('times'), above('fen'))
      }
      case 'quintiles': {
        const score = (of: 'days' | 'times' | 'fen'): number =>
          1 +
          [20, 40, 60, 80].filter(
            (percent) =>
              good(mine, of) >
              cut(
                all.map((one) => good(one, of)),
                percent,
              ),
          ).length
        return eleven(score('days'), score('times'), score('fen'))
      }
      case 'scores':
        return eleven(
          5 - cuts.recencyDays.filter((bound) => mine.days > bound).length,
          1 + cuts.frequency.filter((bound) => mine.times >= bound).length,
          1 + cuts.amountFen.filter((bound) => mine.fen >= bound).length,
        )
      default:
        return eight(mine.days <= cuts.recencyDays, mine.times >= cuts.frequency, mine.fen >= cuts.amountFen)
    }
  }

  private activity(rule: ActivityRule, id: number): string {
    const events = rule.events.flatMap((step) => this.selected({ ...step, window: { kind: 'ever' } }, id))
    const ago = new Set(events.map(({ occurred_at }) => daysApart(occurred_at, this.world.now)))
    const since = Math.min(...ago)
    if (events.length === 0 || since > rule.silentDays) return '沉默'
    const active = [...ago].filter((days) => days < rule.days).length
    const score = Math.floor(
      rule.recencyWeight * Math.max(0, 1 - since / rule.silentDays) +
        (100 - rule.recencyWeight) * Math.min(1, active / rule.activeDays) +
        0.5,
    )
    return score >= rule.cuts.high ? '高活跃' : score >= rule.cuts.medium ? '中活跃' : '低活跃'
  }

  private lifecycle({ event, where, ...rule }: LifecycleRule & EventStep, id: number): string[] {
    const ago = this.selected({ event, where, window: { kind: 'ever' } }, id).map(({ occurred_at }) =>
      daysApart(occurred_at, this.world.now),
    )
    const [first] = ago
    const last = ago.at(-1)
    if (first === undefined || last === undefined) return []
    if (last > rule.lostDays) return ['流失']
    if (last > rule.silentDays) return ['沉默']
    if (ago.length >= rule.matureCount) return ['成熟']
    return [first <= rule.newDays ? '新客' : '成长']
  }
}

/** More is better. */
const good = (one: { days: number; times: number; fen: number }, of: 'days' | 'times' | 'fen'): number =>
  of === 'days' ? -one.days : one[of]

/** The smallest value that at least so many percent do not exceed. */
function cut(values: number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.find((_, index) => (index + 1) * 100 >= percent * sorted.length) ?? 0
}

function best(scores: Map<string, number>, top: number, atLeast: number | undefined): string[] {
  return [...scores]
    .filter(([, points]) => atLeast === undefined || points >= atLeast)
    .sort(([a, x], [b, y]) => y - x || Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .slice(0, top)
    .map(([label]) => label)
}
