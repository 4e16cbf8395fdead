import { findEvent, findProperty, type EventCatalog, type RuleCatalog, type ValueKind } from './catalog'
import { describeStretch, describeValueTest } from './describe-test'
import {
  isAnchored,
  type EventRelation,
  type EventSelection,
  type EventStep,
  type Measure,
  type TimeWindow,
} from './types'

/**
 * `过去 30 天「购买商品」（品类为 茶饮，此前 7 天内有「阅读内容」）`
 * @param verb stands before the event: `做过`
 */
export function describeSelection(selection: EventSelection, names: RuleCatalog, verb = ''): string {
  const relation = selection.relation ? [describeRelation(selection.relation, names)] : []
  return `${describeWindow(selection.window, names)}${verb}${describeStep(selection, names, relation)}`
}

/** `「购买商品」（品类为 茶饮）` */
export function describeStep({ event, where = [] }: EventStep, names: RuleCatalog, further: string[] = []): string {
  const filters = where.map(({ property, test }) => {
    const known = findProperty(names, event, property)
    return `${known?.label ?? property}${describeValueTest(test, known?.type ?? 'text')}`
  })
  const said = [...filters, ...further]
  return `「${findEvent(names, event)?.label ?? event}」${said.length === 0 ? '' : `（${said.join('，')}）`}`
}

/** `过去 30 天`, `过去 30×24 小时`, `2026-01-01 至 2026-01-31`, `历史上`, `首次「阅读内容」之后 7 天内`. */
function describeWindow(window: TimeWindow, names: RuleCatalog): string {
  if (!isAnchored(window)) return describeStretch(window)
  const { anchor, days } = window
  const within = anchor.window.kind === 'ever' ? '' : describeStretch(anchor.window)
  const which = anchor.which === 'first' ? '首次' : '最近一次'
  const side = window.kind === 'since-event' ? '之后' : '之前'
  return `${within}${which}${describeStep(anchor, names)}${side}${days === undefined ? '' : ` ${days} 天内`}`
}

const RELATIONS: Record<EventRelation['kind'], (days: number, step: string) => string> = {
  'preceded-by': (days, step) => `此前 ${days} 天内有${step}`,
  'not-preceded-by': (days, step) => `此前 ${days} 天内没有${step}`,
  'followed-by': (days, step) => `此后 ${days} 天内有${step}`,
  'not-followed-by': (days, step) => `此后 ${days} 天内没有${step}`,
}

const describeRelation = (relation: EventRelation, names: RuleCatalog): string =>
  RELATIONS[relation.kind](relation.days, describeStep(relation, names))

/** `的次数`, `的金额合计` */
export function describeMeasure(measure: Measure, event: string, names: RuleCatalog): string {
  if (!('property' in measure)) return PLAIN_MEASURES[measure.of]
  const property = findProperty(names, event, measure.property)?.label ?? measure.property
  return PROPERTY_MEASURES[measure.of](property)
}

/** What kind of value a measure yields. */
export function measureKind(measure: Measure, event: string, names: EventCatalog): ValueKind {
  if (!('property' in measure) || measure.of === 'values') return 'number'
  return findProperty(names, event, measure.property)?.type ?? 'text'
}

/** What a measured number counts: `次`, `天`, `个`, or '' for what a property holds. */
export function unitOf(measure: Measure): string {
  if (measure.of === 'count') return '次'
  if (measure.of.startsWith('days')) return '天'
  return measure.of === 'values' ? '个' : ''
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
