import { findEvent, findProperty, isJoinedProperty, type RuleCatalog, type ValueKind } from './catalog'
import { pathTo, type RuleReader } from './problem'
import { RULE_LIMITS, type EventRelation, type Measure, type PlainWindow, type TimeWindow } from './types'

type Fields = Record<string, unknown>

const NUMBER_OPS = ['=', '!=', '>', '>=', '<', '<=', 'between', 'exists', 'missing'] as const

const OPS: Record<ValueKind, readonly string[]> = {
  text: ['is', 'is-not', 'contains', 'exists', 'missing'],
  list: ['is', 'is-not', 'all-of', 'contains', 'exists', 'missing'],
  boolean: ['is', 'is-not', 'exists', 'missing'],
  number: NUMBER_OPS,
  money: NUMBER_OPS,
  date: [
    'on-or-after',
    'on-or-before',
    'within-past-days',
    'within-next-days',
    'anniversary-within-days',
    'exists',
    'missing',
  ],
}

/** Checks a test against the kind of value it is put to. */
export function checkTest(reader: RuleReader, value: unknown, path: string, kind: ValueKind): void {
  const test = reader.object(value, path)
  if (!test) return
  const op = test['op']
  if (typeof op !== 'string' || !OPS[kind].includes(op)) {
    reader.fault(`${path}.op`, 'wrong-comparison', '这个比较方式不适用于这类值')
    return
  }
  if (op === 'exists' || op === 'missing') return
  if (op === 'is' || op === 'is-not' || op === 'all-of') {
    const values = reader.list(test['values'], `${path}.values`, { min: 1, max: RULE_LIMITS.values })
    values.forEach((item, index) => reader.text(item, `${path}.values[${index}]`, RULE_LIMITS.textLength))
  } else if (op === 'contains') {
    reader.text(test['text'], `${path}.text`, RULE_LIMITS.textLength)
  } else if (op === 'between') {
    const from = reader.number(test['from'], `${path}.from`)
    const to = reader.number(test['to'], `${path}.to`)
    if (from !== null && to !== null && from > to) reader.fault(`${path}.to`, 'backwards', '区间的终点不能小于起点')
  } else if (op.startsWith('on-or-')) {
    reader.day(test['date'], `${path}.date`)
  } else if (op.endsWith('-days')) {
    reader.integer(test['days'], `${path}.days`, { min: 0, max: RULE_LIMITS.pastDays })
  } else {
    reader.number(test['value'], `${path}.value`)
  }
}

/** Checks event, window, property filters and relation. @returns the event's name when it is a known one */
export function checkSelection(reader: RuleReader, node: Fields, path: string, catalog: RuleCatalog): string | null {
  checkWindow(reader, node['window'], pathTo(path, 'window'), catalog)
  if (node['relation'] !== undefined) checkRelation(reader, node['relation'], pathTo(path, 'relation'), catalog)
  return checkStep(reader, node, path, catalog)
}

/** Checks event and property filters. @returns the event's name when it is a known one */
export function checkStep(reader: RuleReader, node: Fields, path: string, catalog: RuleCatalog): string | null {
  const name = node['event'] === '' ? noEvent(reader, path) : reader.text(node['event'], pathTo(path, 'event'), 64)
  const known = name === null ? undefined : findEvent(catalog, name)
  if (name !== null && !known) reader.fault(pathTo(path, 'event'), 'unknown-event', `没有名为「${name}」的事件`)
  const filters =
    node['where'] === undefined
      ? []
      : reader.list(node['where'], pathTo(path, 'where'), { min: 0, max: RULE_LIMITS.filters })
  filters.forEach((item, index) => {
    const at = pathTo(path, `where[${index}]`)
    const filter = reader.object(item, at)
    // Without an event nothing can be said about its properties.
    if (!filter || !known) return
    const kind = checkProperty(reader, filter['property'], `${at}.property`, known.name, catalog)
    if (kind) checkTest(reader, filter['test'], `${at}.test`, kind)
  })
  return known?.name ?? null
}

function noEvent(reader: RuleReader, path: string): null {
  reader.fault(pathTo(path, 'event'), 'required', '请选择行为')
  return null
}

/** Checks a list of steps or sources; each is handed on with its path and its event when that is known. */
export function checkSteps(
  reader: RuleReader,
  value: unknown,
  path: string,
  limits: { min: number; max: number },
  catalog: RuleCatalog,
  further: (step: Fields, path: string, event: string | null) => void = () => undefined,
): void {
  reader.list(value, path, limits).forEach((item, index) => {
    const at = `${path}[${index}]`
    const step = reader.object(item, at)
    if (step) further(step, at, checkStep(reader, step, at, catalog))
  })
}

const RELATIONS: EventRelation['kind'][] = ['preceded-by', 'not-preceded-by', 'followed-by', 'not-followed-by']

function checkRelation(reader: RuleReader, value: unknown, path: string, catalog: RuleCatalog): void {
  const relation = reader.object(value, path)
  if (!relation) return
  reader.oneOf(relation['kind'], `${path}.kind`, RELATIONS)
  checkDays(reader, relation['days'], `${path}.days`)
  checkStep(reader, relation, path, catalog)
}

/** A number of days into the past. */
export function checkDays(reader: RuleReader, value: unknown, path: string): number | null {
  return reader.integer(value, path, { min: 1, max: RULE_LIMITS.pastDays })
}

const PLAIN_WINDOWS: PlainWindow['kind'][] = ['past', 'fixed', 'ever']
const WINDOWS: TimeWindow['kind'][] = [...PLAIN_WINDOWS, 'since-event', 'before-event']

function checkWindow(reader: RuleReader, value: unknown, path: string, catalog: RuleCatalog): void {
  const window = reader.object(value, path)
  const kind = window && reader.oneOf(window['kind'], `${path}.kind`, WINDOWS)
  if (!kind) return
  if (kind !== 'since-event' && kind !== 'before-event') {
    checkStretch(reader, window, kind, path)
    return
  }
  if (window['days'] !== undefined) checkDays(reader, window['days'], `${path}.days`)
  const anchor = reader.object(window['anchor'], `${path}.anchor`)
  if (!anchor) return
  reader.oneOf(anchor['which'], `${path}.anchor.which`, ['first', 'last'])
  checkPlainWindow(reader, anchor['window'], `${path}.anchor.window`)
  checkStep(reader, anchor, `${path}.anchor`, catalog)
}

/** Checks a window that is the same for everybody. */
export function checkPlainWindow(reader: RuleReader, value: unknown, path: string): void {
  const window = reader.object(value, path)
  const kind = window && reader.oneOf(window['kind'], `${path}.kind`, PLAIN_WINDOWS)
  if (kind) checkStretch(reader, window, kind, path)
}

function checkStretch(reader: RuleReader, window: Fields, kind: PlainWindow['kind'], path: string): void {
  if (kind === 'past') {
    checkDays(reader, window['days'], `${path}.days`)
    if (window['unit'] !== undefined) reader.oneOf(window['unit'], `${path}.unit`, ['day'])
  }
  if (kind !== 'fixed') return
  const from = reader.day(window['from'], `${path}.from`)
  const to = reader.day(window['to'], `${path}.to`)
  if (from !== null && to !== null && from > to) reader.fault(`${path}.to`, 'backwards', '结束日期不能早于开始日期')
  if (from !== null && from > reader.today)
    reader.fault(`${path}.from`, 'window-in-future', '时间范围不能在未来，那里还没有发生任何行为')
}

/** @returns how the property's values are tested, or null when it is unknown */
export function checkProperty(
  reader: RuleReader,
  value: unknown,
  path: string,
  event: string,
  catalog: RuleCatalog,
): ValueKind | null {
  const key = reader.text(value, path, RULE_LIMITS.textLength)
  if (key === null) return null
  const property = findProperty(catalog, event, key)
  if (!property)
    reader.fault(path, 'unknown-property', `事件「${findEvent(catalog, event)?.label ?? event}」没有属性「${key}」`)
  return property?.type ?? null
}

const PLAIN_MEASURES = ['count', 'days', 'days-since-first', 'days-since-last'] as const
const NUMBER_MEASURES = ['sum', 'avg', 'max', 'min'] as const
const ANY_MEASURES = ['values', 'first', 'last'] as const

/** Checks a measure. @returns the kind of value that it yields, or null when it is faulty */
export function checkMeasure(
  reader: RuleReader,
  value: unknown,
  path: string,
  event: string,
  catalog: RuleCatalog,
): ValueKind | null {
  const measure = reader.object(value, path)
  if (!measure) return null
  const of = reader.oneOf<Measure['of']>(measure['of'], `${path}.of`, [
    ...PLAIN_MEASURES,
    ...NUMBER_MEASURES,
    ...ANY_MEASURES,
  ])
  if (of === null) return null
  if (PLAIN_MEASURES.some((word) => word === of)) return 'number'
  const kind = checkProperty(reader, measure['property'], `${path}.property`, event, catalog)
  if (kind === null) return null
  if (of === 'values') return 'number'
  if (isJoinedProperty(String(measure['property']))) {
    reader.fault(`${path}.property`, 'several-values', '一次行为可能有多个维度值，这里不能使用')
    return null
  }
  if ((of === 'first' || of === 'last') && kind !== 'list') return kind
  if (kind === 'number' || kind === 'money') return kind
  reader.fault(`${path}.property`, 'wrong-type', '只有数字和金额可以这样计算')
  return null
}
