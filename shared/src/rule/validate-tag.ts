import type { RuleCatalog } from './catalog'
import { pathTo as join, type RuleReader } from './problem'
import type { RfmCuts, TagRule } from './tag-types'
import { RULE_LIMITS } from './types'
import {
  checkDays,
  checkMeasure,
  checkPlainWindow,
  checkProperty,
  checkSelection,
  checkStep,
  checkSteps,
} from './validate-selection'

type Fields = Record<string, unknown>
type CheckNode = (node: unknown, path: string) => void
type Check = (reader: RuleReader, rule: Fields, catalog: RuleCatalog, checkNode: CheckNode) => void

/** Checks the rule of a tag; the conditions of tiers are handed to `checkNode`. */
export function checkTagRule(reader: RuleReader, input: unknown, catalog: RuleCatalog, checkNode: CheckNode): void {
  const rule = reader.object(input, '')
  if (!rule) return
  const kinds = Object.keys(TAG_RULES) as TagRule['kind'][]
  const kind = kinds.find((known) => known === rule['kind'])
  if (kind) TAG_RULES[kind](reader, rule, catalog, checkNode)
  else reader.fault('kind', 'unknown-kind', '没有这种标签规则')
}

const TAG_RULES: Record<TagRule['kind'], Check> = {
  tiers: (reader, rule, _catalog, checkNode) => {
    const tiers = reader.list(rule['tiers'], 'tiers', { min: 1, max: RULE_LIMITS.tiers })
    const seen = new Set<string>()
    const checkValue = (value: unknown, at: string): void => {
      const text = reader.text(value, at, 64)
      if (text !== null && seen.has(text)) reader.fault(at, 'doubled', `标签值「${text}」重复`)
      if (text !== null) seen.add(text)
    }
    tiers.forEach((item, index) => {
      const at = `tiers[${index}]`
      const tier = reader.object(item, at)
      if (!tier) return
      checkValue(tier['value'], `${at}.value`)
      checkNode(tier['when'], `${at}.when`)
    })
    if (rule['otherwise'] !== undefined) checkValue(rule['otherwise'], 'otherwise')
  },
  metric: (reader, rule, catalog) => {
    const event = checkSelection(reader, rule, '', catalog)
    if (event === null) return
    const kind = checkMeasure(reader, rule['measure'], 'measure', event, catalog)
    if (kind && kind !== 'number' && kind !== 'money') reader.fault('measure', 'wrong-type', '指标应是数字')
  },
  feature: (reader, rule, catalog) => {
    const event = checkSelection(reader, rule, '', catalog)
    reader.oneOf(rule['which'], 'which', ['first', 'last'])
    const take = reader.object(rule['take'], 'take')
    const of = take && reader.oneOf(take['of'], 'take.of', ['date', 'days-since', 'property'])
    if (event === null || !take || of !== 'property') return
    checkMeasure(reader, { of: 'first', property: take['property'] }, 'take', event, catalog)
  },
  preference: (reader, rule, catalog) => {
    const event = checkSelection(reader, rule, '', catalog)
    checkTop(reader, rule)
    if (rule['atLeast'] !== undefined) reader.number(rule['atLeast'], 'atLeast')
    if (rule['weight'] !== undefined) checkWeight(reader, rule['weight'], 'weight')
    if (rule['halfLifeDays'] !== undefined) checkHalfLife(reader, rule['halfLifeDays'])
    checkScored(reader, rule, '', event, catalog)
    if (rule['also'] === undefined) return
    const limits = { min: 0, max: RULE_LIMITS.sources - 1 }
    checkSteps(reader, rule['also'], 'also', limits, catalog, (source, path, name) => {
      checkWeight(reader, source['weight'], `${path}.weight`)
      checkScored(reader, source, path, name, catalog)
    })
  },
  distribution: (reader, rule, catalog) => {
    checkSelection(reader, rule, '', catalog)
    reader.oneOf(rule['of'], 'of', ['days', 'hour', 'weekday'])
  },
  rfm: (reader, rule, catalog) => {
    const event = checkSelection(reader, rule, '', catalog)
    checkCuts(reader, rule['cuts'])
    if (event === null) return
    const kind = checkProperty(reader, rule['amount'], 'amount', event, catalog)
    if (kind && kind !== 'money') reader.fault('amount', 'wrong-type', '请选择金额属性')
  },
  activity: (reader, rule, catalog) => {
    checkSteps(reader, rule['events'], 'events', { min: 1, max: RULE_LIMITS.sources }, catalog)
    const days = checkDays(reader, rule['days'], 'days')
    checkDivisor(reader, rule['silentDays'], 'silentDays')
    const active = checkDivisor(reader, rule['activeDays'], 'activeDays')
    if (days !== null && active !== null && active > days)
      reader.fault('activeDays', 'backwards', `${days} 天里最多活跃 ${days} 天`)
    reader.integer(rule['recencyWeight'], 'recencyWeight', { min: 0, max: 100 })
    const cuts = reader.object(rule['cuts'], 'cuts')
    if (!cuts) return
    const high = reader.integer(cuts['high'], 'cuts.high', { min: 1, max: 100 })
    const medium = reader.integer(cuts['medium'], 'cuts.medium', { min: 1, max: 100 })
    if (high !== null && medium !== null && medium >= high)
      reader.fault('cuts.medium', 'backwards', '中活跃的分数线应低于高活跃')
  },
  lifecycle: (reader, rule, catalog) => {
    checkStep(reader, rule, '', catalog)
    checkDays(reader, rule['newDays'], 'newDays')
    reader.integer(rule['matureCount'], 'matureCount', { min: 1, max: 1_000_000 })
    const silent = checkDays(reader, rule['silentDays'], 'silentDays')
    const lost = checkDays(reader, rule['lostDays'], 'lostDays')
    if (silent !== null && lost !== null && lost <= silent)
      reader.fault('lostDays', 'backwards', '流失的天数应多于沉默的天数')
  },
  interest: (reader, rule, catalog) => {
    checkPlainWindow(reader, rule['window'], 'window')
    checkTop(reader, rule)
    checkHalfLife(reader, rule['halfLifeDays'])
    reader.number(rule['atLeast'], 'atLeast')
    const limits = { min: 1, max: RULE_LIMITS.sources }
    checkSteps(reader, rule['sources'], 'sources', limits, catalog, (source, path, event) => {
      checkWeight(reader, source['weight'], `${path}.weight`)
      if (event !== null) checkProperty(reader, source['by'], `${path}.by`, event, catalog)
    })
  },
}

function checkTop(reader: RuleReader, rule: Fields): void {
  reader.integer(rule['top'], 'top', { min: 1, max: RULE_LIMITS.top })
}

function checkWeight(reader: RuleReader, value: unknown, path: string): void {
  reader.positive(value, path, RULE_LIMITS.weight)
}

/** Age is divided by it. */
function checkHalfLife(reader: RuleReader, value: unknown): void {
  if (value === 0) reader.fault('halfLifeDays', 'division-by-nothing', '半衰期不能为 0')
  else reader.positive(value, 'halfLifeDays', RULE_LIMITS.pastDays)
}

/** A number of days by which something is divided. */
function checkDivisor(reader: RuleReader, value: unknown, path: string): number | null {
  if (value !== 0) return checkDays(reader, value, path)
  reader.fault(path, 'division-by-nothing', '不能为 0')
  return null
}

/** What is ranked, and by which points. */
function checkScored(reader: RuleReader, node: Fields, path: string, event: string | null, catalog: RuleCatalog): void {
  const at = join(path, 'score')
  const score = reader.object(node['score'], at)
  const of = score && reader.oneOf(score['of'], `${at}.of`, ['count', 'sum'])
  if (event === null) return
  checkProperty(reader, node['by'], join(path, 'by'), event, catalog)
  if (score && of === 'sum') checkMeasure(reader, score, at, event, catalog)
}

const CUTS: NonNullable<RfmCuts['kind']>[] = ['fixed', 'mean', 'quantile', 'scores', 'quintiles']
const BOUNDS = { recencyDays: [1, RULE_LIMITS.pastDays], frequency: [1, 1_000_000] } as const

function checkCuts(reader: RuleReader, value: unknown): void {
  const cuts = reader.object(value, 'cuts')
  const kind = cuts && (cuts['kind'] === undefined ? 'fixed' : reader.oneOf(cuts['kind'], 'cuts.kind', CUTS))
  if (kind === 'quantile') reader.integer(cuts?.['highPercent'], 'cuts.highPercent', { min: 1, max: 99 })
  if (!cuts || (kind !== 'fixed' && kind !== 'scores')) return
  for (const key of ['recencyDays', 'frequency', 'amountFen'] as const) {
    const [min, max] = key === 'amountFen' ? [0, Number.MAX_SAFE_INTEGER] : BOUNDS[key]
    if (kind === 'fixed') reader.integer(cuts[key], `cuts.${key}`, { min, max })
    else checkBounds(reader, cuts[key], `cuts.${key}`, { min, max })
  }
}

/** Four ascending bounds between five scores. */
function checkBounds(reader: RuleReader, value: unknown, path: string, limits: { min: number; max: number }): void {
  const bounds = reader.list(value, path, { min: 4, max: 4 })
  const numbers = bounds.map((bound, index) => reader.integer(bound, `${path}[${index}]`, limits))
  numbers.forEach((bound, index) => {
    const before = numbers[index - 1]
    if (typeof before === 'number' && bound !== null && bound <= before)
      reader.fault(`${path}[${index}]`, 'backwards', '四条分界线应由小到大')
  })
}
