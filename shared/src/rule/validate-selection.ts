import { findEvent, findProperty, type RuleCatalog, type ValueKind } from './catalog'
import { pathTo, type RuleReader } from './problem'
import { RULE_LIMITS, type Measure } from './types'

const NUMBER_OPS = ['=', '!=', '>', '>=', '<', '<=', 'between'] as const
const TEXT_OPS = ['is', 'is-not', 'contains', 'exists', 'missing'] as const
const DATE_OPS = [
  'on-or-after',
  'on-or-before',
  'within-past-days',
  'within-next-days',
  'anniversary-within-days',
  'exists',
  'missing',
] as const

const OPS: Record<ValueKind, readonly string[]> = {
  text: TEXT_OPS,
  boolean: ['is', 'is-not', 'exists', 'missing'],
  number: [...NUMBER_OPS, 'exists', 'missing'],
  money: [...NUMBER_OPS, 'exists', 'missing'],
  date: DATE_OPS,
}

/** Checks a test against the kind of value it is put to. */
export function checkTest(reader: RuleReader, value: unknown, path: string, kind: ValueKind): void {
  const test = reader.object(value, path)
  if (!test) return
  const op = test['op']
  if (typeof op !== 'string' || !OPS[kind].includes(op)) {
    reader.fault(`${path}.op`, '这个比较方式不适用于这类值')
    return
  }
  if (op === 'exists' || op === 'missing') return
  if (op === 'is' || op === 'is-not') {
    const values = reader.list(test['values'], `${path}.values`, { min: 1, max: RULE_LIMITS.values })
    values.forEach((item, index) => reader.text(item, `${path}.values[${index}]`, RULE_LIMITS.textLength))
  } else if (op === 'contains') {
    reader.text(test['text'], `${path}.text`, RULE_LIMITS.textLength)
  } else if (op === 'between') {
    const from = reader.number(test['from'], `${path}.from`)
    const to = reader.number(test['to'], `${path}.to`)
    if (from !== null && to !== null && from > to) reader.fault(`${path}.to`, '区间的终点不能小于起点')
  } else if (op.startsWith('on-or-')) {
    reader.day(test['date'], `${path}.date`)
  } else if (op.endsWith('-days')) {
    reader.integer(test['days'], `${path}.days`, { min: 0, max: RULE_LIMITS.pastDays })
  } else {
    reader.number(test['value'], `${path}.value`)
  }
}

/** Checks event, window and property filters. @returns the event's name when it is a known one */
export function checkSelection(
  reader: RuleReader,
  node: Record<string, unknown>,
  path: string,
  catalog: RuleCatalog,
): string | null {
  checkWindow(reader, node['window'], pathTo(path, 'window'))
  const name = reader.text(node['event'], pathTo(path, 'event'), 64)
  if (name === null) return null
  if (!findEvent(catalog, name)) {
    reader.fault(pathTo(path, 'event'), `没有名为「${name}」的事件`)
    return null
  }
  if (node['where'] !== undefined) {
    const filters = reader.list(node['where'], pathTo(path, 'where'), { min: 0, max: 20 })
    filters.forEach((item, index) => {
      const at = pathTo(path, `where[${index}]`)
      const filter = reader.object(item, at)
      const kind = filter && checkProperty(reader, filter['property'], `${at}.property`, name, catalog)
      if (filter && kind) checkTest(reader, filter['test'], `${at}.test`, kind)
    })
  }
  return name
}

function checkWindow(reader: RuleReader, value: unknown, path: string): void {
  const window = reader.object(value, path)
  if (!window) return
  const kind = reader.oneOf(window['kind'], `${path}.kind`, ['past', 'fixed', 'ever'])
  if (kind === 'past') reader.integer(window['days'], `${path}.days`, { min: 1, max: RULE_LIMITS.pastDays })
  if (kind !== 'fixed') return
  const from = reader.day(window['from'], `${path}.from`)
  const to = reader.day(window['to'], `${path}.to`)
  if (from !== null && to !== null && from > to) reader.fault(`${path}.to`, '结束日期不能早于开始日期')
}

/** @returns how the property's values are tested, or null when it is unknown */
export function checkProperty(
  reader: RuleReader,
  value: unknown,
  path: string,
  event: string,
  catalog: RuleCatalog,
): ValueKind | null {
  const key = reader.text(value, path, 64)
  if (key === null) return null
  const property = findProperty(catalog, event, key)
  if (!property) reader.fault(path, `事件「${findEvent(catalog, event)?.label ?? event}」没有属性「${key}」`)
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
  if (isDimension(measure['property']) && of !== 'values') {
    reader.fault(`${path}.property`, '一次行为可能有多个维度值，这里不能使用')
    return null
  }
  if (of === 'values') return 'number'
  if (of === 'first' || of === 'last') return kind
  if (kind === 'number' || kind === 'money') return kind
  reader.fault(`${path}.property`, '只有数字和金额可以这样计算')
  return null
}

function isDimension(property: unknown): boolean {
  return property === 'content.tag' || property === 'product.category'
}
