import { findEvent, findProperty, type EventCatalog, type TagValueType, type ValueKind } from './catalog'
import { moneyOf } from '../money'
import { measureKind, unitOf } from './describe-selection'
import { grouped } from './describe-test'
import { ACTIVITY_LEVELS, LIFECYCLE_STAGES, RFM_GROUPS, RFM_SCORE_GROUPS, type TagRule } from './tag-types'

/** The values that a rule can give, in the order in which people read them; none when they are not known beforehand. */
export function declaredValuesOf(rule: TagRule): string[] {
  switch (rule.kind) {
    case 'tiers': {
      const values = [...rule.tiers.map(({ value }) => value), rule.otherwise ?? '']
      return [...new Set(values.filter((value) => value.trim() !== ''))]
    }
    case 'rfm':
      return rule.cuts.kind === 'scores' || rule.cuts.kind === 'quintiles'
        ? [...RFM_SCORE_GROUPS]
        : Object.values(RFM_GROUPS)
    case 'activity':
      return [...ACTIVITY_LEVELS]
    case 'lifecycle':
      return [...LIFECYCLE_STAGES]
    default:
      return []
  }
}

/** Whether a person may have several values of such a tag. */
export const givesSeveral = (rule: TagRule): boolean =>
  (rule.kind === 'preference' || rule.kind === 'interest') && rule.top > 1

/**
 * What a tag with this rule is by nature: read off what happened (事实), or a judgement by a method that groups people
 * (模型). Estimates of the future (预测) have no rule yet.
 */
export const natureOf = ({ kind }: Pick<TagRule, 'kind'>): 'fact' | 'model' =>
  kind === 'rfm' || kind === 'activity' || kind === 'lifecycle' || kind === 'interest' ? 'model' : 'fact'

/** What the values of a tag are, and how they are read. */
export interface TagValueShape {
  type: TagValueType
  /** What a number counts: `次`, `天`, `个`; '' when it has no such word. */
  unit: string
  /** The values are numbers of products or contents, which people know by name. */
  names?: 'product' | 'content'
}

/** @param rule null for tags that are set by hand */
export function valueShapeOf(rule: TagRule | null, catalog: EventCatalog): TagValueShape {
  const text: TagValueShape = { type: 'text', unit: '' }
  switch (rule?.kind) {
    case 'metric':
      return { type: typeOf(measureKind(rule.measure, rule.event, catalog)), unit: unitOf(rule.measure) }
    case 'distribution':
      return rule.of === 'days' ? { type: 'number', unit: '天' } : text
    case 'feature': {
      const { take, event } = rule
      if (take.of === 'date') return { ...text, type: 'date' }
      if (take.of === 'days-since') return { type: 'number', unit: '天' }
      const kind = findProperty(catalog, event, take.property)?.type ?? 'text'
      return { type: typeOf(kind), unit: '', ...namesOf([{ event, by: take.property }], catalog) }
    }
    case 'preference':
      return { ...text, ...namesOf([rule, ...(rule.also ?? [])], catalog) }
    case 'interest':
      return { ...text, ...namesOf(rule.sources, catalog) }
    default:
      return text
  }
}

/** A value as people read it: `¥550.00`, `1 200 次`, `是`; other values are what they are. */
export function shownValue(value: string, { type, unit }: TagValueShape): string {
  const number = Number(value)
  if (type === 'boolean') return value === 'true' ? '是' : '否'
  if ((type !== 'money' && type !== 'number') || Number.isNaN(number)) return value
  if (type === 'money') return moneyOf(number)
  return unit === '' ? grouped(number) : `${grouped(number)} ${unit}`
}

/** Of a list each item is a value. */
const typeOf = (kind: ValueKind): TagValueType => (kind === 'list' ? 'text' : kind)

/** What all of the properties point at, when they point at the same. */
function namesOf(
  properties: readonly { event: string; by: string }[],
  catalog: EventCatalog,
): Pick<TagValueShape, 'names'> {
  const types = properties.map(({ event, by }) => {
    return findEvent(catalog, event)?.properties.find(({ key }) => key === by)?.type
  })
  const [first] = types
  if (first !== 'product' && first !== 'content') return {}
  return types.every((type) => type === first) ? { names: first } : {}
}
