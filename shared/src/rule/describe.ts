import { attributeKind, findEvent, findProperty, type NamedValue, type RuleCatalog, type ValueKind } from './catalog'
import { describeNumberTest, describeValueTest, describeWindow, grouped, yuan } from './describe-test'
import {
  RFM_GROUPS,
  type Condition,
  type EventCondition,
  type EventSelection,
  type Measure,
  type NumberTest,
  type RuleNode,
  type TagRule,
} from './types'

const CHANNELS = { official_account: '公众号', work: '企业微信', sms: '短信' } as const
const PURPOSES = { marketing: '营销信息', phone: '使用手机号', profile: '完善资料' } as const
const ROLLING = '（“过去 N 天”从此刻往前按每天 24 小时滚动计算）'

/**
 * One Chinese sentence that says what the rule means.
 * @param names resolves keys to what people read; unknown keys are shown as they are
 */
export function describeRule(rule: RuleNode, names: RuleCatalog): string {
  return explainRolling(describeNode(rule, names, false))
}

/** One Chinese sentence that says how a tag's values come about. */
export function describeTagRule(rule: TagRule, names: RuleCatalog): string {
  return explainRolling(TAG_RULES[rule.kind](rule as never, names))
}

/** One condition without the explanation of windows, for a list of conditions. */
export function describeCondition(condition: Condition, names: RuleCatalog): string {
  return CONDITIONS[condition.kind](condition as never, names)
}

function explainRolling(sentence: string): string {
  return /过去 \d+ 天/.test(sentence) ? sentence + ROLLING : sentence
}

function describeNode(node: RuleNode, names: RuleCatalog, nested: boolean): string {
  if (node.kind === 'not') return describeNot(node.of, names)
  if (node.kind !== 'all' && node.kind !== 'any') return describeCondition(node, names)
  const parts = node.of.map((child) => describeNode(child, names, node.of.length > 1))
  const sentence = parts.join(node.kind === 'all' ? ' 且 ' : ' 或 ')
  return nested && parts.length > 1 ? `（${sentence}）` : sentence
}

/** Says the opposite of a condition in plain words where there are some. */
function describeNot(node: RuleNode, names: RuleCatalog): string {
  const said = describeNode(node, names, false)
  switch (node.kind) {
    case 'event':
      if (node.measure.of !== 'count') break
      if (isOccurrence(node.test)) return said.replace('做过「', '没有做过「')
      if (isAbsence(node.test)) return said.replace('没有做过「', '做过「')
      break
    case 'identity':
      return `没${said}`
    case 'follows':
    case 'consent':
      return `未${said}`
    case 'work-contact':
    case 'reachable':
    case 'segment':
      return `不${said}`
    case 'tag':
      return node.values.length === 0 ? `没${said}` : said.replace('」为 ', '」不为 ')
    default:
  }
  return `不满足（${said}）`
}

const labelOf = (values: readonly NamedValue[], value: string): string =>
  values.find((known) => known.value === value)?.label ?? value

type Describe<T> = (node: T, names: RuleCatalog) => string

const CONDITIONS: { [K in Condition['kind']]: Describe<Extract<Condition, { kind: K }>> } = {
  event: describeEvent,
  attribute: ({ attribute, test }, names) => {
    const known = names.attributes.find(({ key }) => key === attribute)
    return `${known?.label ?? attribute}${describeValueTest(test, known ? attributeKind(known.type) : 'text', known?.options)}`
  },
  identity: ({ identity, scope }, names) =>
    `有${labelOf(names.identities, identity)}${scope === undefined ? '' : `（${labelOf(names.officialAccounts, scope)}）`}`,
  follows: ({ account }, names) =>
    `关注公众号${account === undefined ? '' : `「${labelOf(names.officialAccounts, account)}」`}`,
  'work-contact': ({ member }, names) =>
    member === undefined ? '是企微好友' : `是「${labelOf(names.workMembers, member)}」的企微好友`,
  consent: ({ purpose }) => `同意${PURPOSES[purpose]}`,
  reachable: ({ channel }) => `可通过${CHANNELS[channel]}触达`,
  tag: ({ tagId, values }, names) => {
    const name = names.tags.find(({ id }) => id === tagId)?.name ?? `#${tagId}`
    return values.length === 0 ? `有标签「${name}」` : `标签「${name}」为 ${values.join(' 或 ')}`
  },
  segment: ({ segmentId }, names) =>
    `属于分群「${names.segments.find(({ id }) => id === segmentId)?.name ?? `#${segmentId}`}」`,
}

/** `过去 30 天「购买商品」（品类为 茶饮）` */
function describeSelection(selection: EventSelection, names: RuleCatalog): string {
  const event = findEvent(names, selection.event)?.label ?? selection.event
  const filters = (selection.where ?? []).map(({ property, test }) => {
    const known = findProperty(names, selection.event, property)
    return `${known?.label ?? property}${describeValueTest(test, known?.type ?? 'text')}`
  })
  return `${describeWindow(selection.window)}「${event}」${filters.length === 0 ? '' : `（${filters.join('，')}）`}`
}

function describeEvent(condition: EventCondition, names: RuleCatalog): string {
  const { measure, test } = condition
  const selection = describeSelection(condition, names)
  if (measure.of === 'count' && isOccurrence(test)) return selection.replace('「', '做过「')
  if (measure.of === 'count' && isAbsence(test)) return selection.replace('「', '没有做过「')
  const kind = measureKind(condition, names)
  const name = describeMeasure(measure, condition.event, names)
  const said = isNumberTest(test)
    ? ` ${describeNumberTest(test, kind === 'money', unitOf(measure))}`
    : describeValueTest(test, kind)
  return `${selection}${name}${said}`
}

const isOccurrence = (test: { op: string; value?: unknown }): boolean =>
  (test.op === '>=' && test.value === 1) || (test.op === '>' && test.value === 0)

const isAbsence = (test: { op: string; value?: unknown }): boolean =>
  (test.op === '=' && test.value === 0) || (test.op === '<' && test.value === 1)

const isNumberTest = (test: EventCondition['test']): test is NumberTest => 'value' in test || 'from' in test

function measureKind(selection: EventSelection & { measure: Measure }, names: RuleCatalog): ValueKind {
  const { measure } = selection
  if (!('property' in measure) || measure.of === 'values') return 'number'
  return findProperty(names, selection.event, measure.property)?.type ?? 'text'
}

function describeMeasure(measure: Measure, event: string, names: RuleCatalog): string {
  if (!('property' in measure)) return PLAIN_MEASURES[measure.of]
  const property = findProperty(names, event, measure.property)?.label ?? measure.property
  return PROPERTY_MEASURES[measure.of](property)
}

const PLAIN_MEASURES: Record<Exclude<Measure, { property: string }>['of'], string> = {
  count: '的次数',
  days: '的天数',
  'days-since-first': '的首次距今',
  'days-since-last': '的最近一次距今',
}

const PROPERTY_MEASURES: Record<Extract<Measure, { property: string }>['of'], (property: string) => string> = {
  sum: (property) => `的${property}合计`,
  avg: (property) => `的${property}平均值`,
  max: (property) => `的${property}最大值`,
  min: (property) => `的${property}最小值`,
  values: (property) => `的不同${property}数`,
  first: (property) => `的首次${property}`,
  last: (property) => `的最近一次${property}`,
}

function unitOf(measure: Measure): string {
  if (measure.of === 'count') return '次'
  if (measure.of.startsWith('days')) return '天'
  return measure.of === 'values' ? '个' : ''
}

const TAG_RULES: { [K in TagRule['kind']]: Describe<Extract<TagRule, { kind: K }>> } = {
  tiers: ({ tiers, otherwise }, names) => {
    const parts = tiers.map(({ value, when }) => `${describeNode(when, names, false)} → ${value}`)
    return `${[...parts, ...(otherwise === undefined ? [] : [`其余 → ${otherwise}`])].join('；')}${tiers.length > 1 ? '（自上而下，先满足者为准）' : ''}`
  },
  metric: (rule, names) => `${describeSelection(rule, names)}${describeMeasure(rule.measure, rule.event, names)}`,
  feature: (rule, names) => {
    const which = rule.which === 'first' ? '首次' : '最近一次'
    const { take } = rule
    if (take.of === 'date') return `${describeSelection(rule, names)}的${which}日期`
    if (take.of === 'days-since') return `${describeSelection(rule, names)}的${which}距今天数`
    return `${describeSelection(rule, names)}的${which}${findProperty(names, rule.event, take.property)?.label ?? take.property}`
  },
  preference: (rule, names) => {
    const by = findProperty(names, rule.event, rule.by)?.label ?? rule.by
    const { score } = rule
    const money = score.of === 'sum' && findProperty(names, rule.event, score.property)?.type === 'money'
    const measured =
      score.of === 'count' ? '次数' : `${findProperty(names, rule.event, score.property)?.label ?? score.property}合计`
    const atLeast =
      rule.atLeast === undefined ? '' : `，且不少于 ${money ? `${yuan(rule.atLeast)} 元` : grouped(rule.atLeast)}`
    return `${describeSelection(rule, names)}中按${measured}最高的前 ${rule.top} 个${by}${atLeast}（相同时按名称排序）`
  },
  distribution: (rule, names) => {
    const of = { days: '的天数', hour: '最常发生的时段（小时）', weekday: '最常发生在周几' }[rule.of]
    return `${describeSelection(rule, names)}${of}`
  },
  rfm: (rule, names) => {
    const { recencyDays, frequency, amountFen } = rule.cuts
    const cuts = `最近一次在 ${recencyDays} 天以内、次数 ≥ ${frequency}、金额 ≥ ${yuan(amountFen)} 元`
    return `按${describeSelection(rule, names)}的近度、频度、金额（${cuts}）分为 ${Object.keys(RFM_GROUPS).length} 组`
  },
}
