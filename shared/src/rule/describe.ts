import { attributeKind, type NamedValue, type RuleCatalog, type ValueKind } from './catalog'
import { describeMeasure, describeSelection, describeStep, measureKind, unitOf } from './describe-selection'
import { describeTag } from './describe-tag'
import { describeNumberTest, describeStretch, describeValueTest } from './describe-test'
import type { TagRule } from './tag-types'
import type { Condition, EventCondition, EventStep, NumberTest, RuleNode, SequenceCondition, ValueTest } from './types'

const CHANNELS = { official_account: '公众号', work: '企业微信', sms: '短信' } as const
const PURPOSES = { marketing: '营销信息', phone: '使用手机号', profile: '完善资料' } as const
const CALENDAR = '（“过去 N 天”按自然日计算，含今天）'

/**
 * One Chinese sentence that says what the rule means.
 * @param names resolves keys to what people read; unknown keys are shown as they are
 */
export function describeRule(rule: RuleNode, names: RuleCatalog): string {
  return explainDays(describeNode(rule, names, false))
}

/** One Chinese sentence that says how a tag's values come about. */
export function describeTagRule(rule: TagRule, names: RuleCatalog): string {
  return explainDays(describeTag(rule, names, (node) => describeNode(node, names, false)))
}

/** One condition without the explanation of windows, for a list of conditions. */
export function describeCondition(condition: Condition, names: RuleCatalog): string {
  return CONDITIONS[condition.kind](condition as never, names)
}

/** `「登录小程序」或「阅读内容」（内容标签含 敏感肌）` */
export function describeEvents(events: readonly EventStep[], names: RuleCatalog): string {
  return events.map((event) => describeStep(event, names)).join('或')
}

function explainDays(sentence: string): string {
  // Of a date it is said as «在过去 N 天内», which looks as far back as the whole N days before today.
  return /(?<!在)过去 \d+ 天/.test(sentence) ? sentence + CALENDAR : sentence
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
    case 'event': {
      const occurrence = occurrenceOf(node)
      if (occurrence !== null) return describeSelection(node, names, occurrence ? '没有做过' : '做过')
      break
    }
    case 'sequence':
      return describeSequence(node, names, '没有依次做过')
    case 'identity':
      return `没${said}`
    case 'follows':
    case 'consent':
      return `未${said}`
    case 'work-contact':
    case 'reachable':
    case 'segment':
    case 'audience':
      return `不${said}`
    case 'tag':
      if (node.test) break
      return node.values.length === 0 ? `没${said}` : said.replace('」为 ', '」不为 ')
    default:
  }
  return `不满足（${said}）`
}

const labelOf = (values: readonly NamedValue[], value: string): string =>
  values.find((known) => known.value === value)?.label ?? value

const scopesOf = (names: RuleCatalog, identity: string): readonly NamedValue[] =>
  names.identities.find(({ value }) => value === identity)?.scopes ?? []

type Describe<T> = (node: T, names: RuleCatalog) => string

const CONDITIONS: { [K in Condition['kind']]: Describe<Extract<Condition, { kind: K }>> } = {
  event: describeEvent,
  sequence: (condition, names) => describeSequence(condition, names, '依次做过'),
  attribute: ({ attribute, test }, names) => {
    const known = names.attributes.find(({ key }) => key === attribute)
    return `${known?.label ?? attribute}${describeValueTest(test, known ? attributeKind(known.type) : 'text', known?.options)}`
  },
  identity: ({ identity, scope }, names) =>
    `有${labelOf(names.identities, identity)}${scope === undefined ? '' : `（${labelOf(scopesOf(names, identity), scope)}）`}`,
  follows: ({ account }, names) =>
    `关注公众号${account === undefined ? '' : `「${labelOf(names.officialAccounts, account)}」`}`,
  'work-contact': ({ member }, names) =>
    member === undefined ? '是企微好友' : `是「${labelOf(names.workMembers, member)}」的企微好友`,
  consent: ({ purpose }) => `同意${PURPOSES[purpose]}`,
  reachable: ({ channel }) => `可通过${CHANNELS[channel]}触达`,
  tag: ({ tagId, values, test }, names) => {
    const tag = names.tags.find(({ id }) => id === tagId)
    const name = `标签「${tag?.name ?? `#${tagId}`}」`
    if (values.length === 0 && !test) return `有${name}`
    const said = [
      ...(values.length === 0 ? [] : [`为 ${values.join(' 或 ')}`]),
      ...(test ? [describeMeasured(test, tag?.type ?? 'text', tag?.unit ?? '')] : []),
    ]
    return `${name}${said.join('且')}`
  },
  segment: ({ segmentId }, names) =>
    `属于分群「${names.segments.find(({ id }) => id === segmentId)?.name ?? `#${segmentId}`}」`,
  audience: ({ audienceId }, names) =>
    `属于人群包「${names.audiences.find(({ id }) => id === audienceId)?.name ?? `#${audienceId}`}」`,
}

function describeEvent(condition: EventCondition, names: RuleCatalog): string {
  const { measure, test } = condition
  const occurrence = occurrenceOf(condition)
  if (occurrence !== null) return describeSelection(condition, names, occurrence ? '做过' : '没有做过')
  const kind = measureKind(measure, condition.event, names)
  const said = describeMeasured(test, kind, unitOf(measure))
  return `${describeSelection(condition, names)}${describeMeasure(measure, condition.event, names)}${said}`
}

/** What a test says of something computed: ` ≥ 6 000 元`, `为 面霜`. */
const describeMeasured = (test: ValueTest, kind: ValueKind, unit: string): string =>
  isNumberTest(test) ? ` ${describeNumberTest(test, kind === 'money', unit)}` : describeValueTest(test, kind)

function describeSequence({ steps, window, days }: SequenceCondition, names: RuleCatalog, verb: string): string {
  const said = steps.map((step) => describeStep(step, names)).join(' → ')
  return `${describeStretch(window)}${verb}${said}（首尾相隔不超过 ${days} 天）`
}

/** Whether the condition only asks if it happened at all (true) or did not (false); null when it asks more. */
function occurrenceOf({ measure, test }: EventCondition): boolean | null {
  if (measure.of !== 'count' || !('value' in test)) return null
  const { op, value } = test
  if ((op === '>=' && value === 1) || (op === '>' && value === 0)) return true
  return (op === '=' && value === 0) || (op === '<' && value === 1) ? false : null
}

const isNumberTest = (test: ValueTest): test is NumberTest => 'value' in test || 'from' in test
