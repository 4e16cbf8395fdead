import {
  propertiesOf,
  type Condition,
  type EventDeclaration,
  type Measure,
  type RuleProperty,
  type ValueKind,
  type ValueTest,
} from '@guiyi/shared'

type Op = ValueTest['op']

const numberOps: [Op, string][] = [
  ['>=', '大于等于'],
  ['>', '大于'],
  ['<=', '小于等于'],
  ['<', '小于'],
  ['=', '等于'],
  ['!=', '不等于'],
  ['between', '介于'],
]
const presence: [Op, string][] = [
  ['exists', '有值'],
  ['missing', '没有值'],
]

const ops: Record<ValueKind, [Op, string][]> = {
  text: [['is', '是'], ['is-not', '不是'], ['contains', '包含文字'], ...presence],
  list: [['is', '含其中之一'], ['all-of', '同时含'], ['is-not', '都不含'], ['contains', '包含文字'], ...presence],
  boolean: [['is', '是'], ...presence],
  number: [...numberOps, ...presence],
  money: [...numberOps, ...presence],
  date: [
    ['within-past-days', '在过去'],
    ['within-next-days', '在未来'],
    ['anniversary-within-days', '周年日在未来'],
    ['on-or-after', '不早于'],
    ['on-or-before', '不晚于'],
    ...presence,
  ],
}

export type Presence = 'both' | 'exists' | 'none'

const askedPresence: Record<Presence, readonly Op[]> = { both: ['exists', 'missing'], exists: ['exists'], none: [] }

/** The comparisons that a kind of value understands, with those about there being a value at all that are asked. */
export function opOptions(kind: ValueKind, asked: Presence = 'both'): { value: Op; label: string }[] {
  return ops[kind]
    .filter(([op]) => (op !== 'exists' && op !== 'missing') || askedPresence[asked].includes(op))
    .map(([value, label]) => ({ value, label }))
}

/** An unfinished test with the first or the given comparison; numbers not filled in are NaN, which validation refuses. */
export function emptyTest(kind: ValueKind, op: Op = ops[kind][0]?.[0] ?? 'exists'): ValueTest {
  switch (op) {
    case 'is':
    case 'is-not':
    case 'all-of':
      return { op, values: [] }
    case 'contains':
      return { op, text: '' }
    case 'exists':
    case 'missing':
      return { op }
    case 'between':
      return { op, from: Number.NaN, to: Number.NaN }
    case 'on-or-after':
    case 'on-or-before':
      return { op, date: '' }
    case 'within-past-days':
    case 'within-next-days':
    case 'anniversary-within-days':
      return { op, days: 30 }
    default:
      return { op, value: Number.NaN }
  }
}

export interface MeasureOption {
  key: string
  label: string
  measure: Measure
  /** What kind of value it yields. */
  kind: ValueKind
  unit: string
}

const plain: MeasureOption[] = [
  { key: 'count', label: '次数', measure: { of: 'count' }, kind: 'number', unit: '次' },
  { key: 'days', label: '天数', measure: { of: 'days' }, kind: 'number', unit: '天' },
  { key: 'days-since-last', label: '距最近一次的天数', measure: { of: 'days-since-last' }, kind: 'number', unit: '天' },
  { key: 'days-since-first', label: '距第一次的天数', measure: { of: 'days-since-first' }, kind: 'number', unit: '天' },
]

const sums = [
  ['sum', '合计'],
  ['avg', '平均'],
  ['max', '最大'],
  ['min', '最小'],
] as const

export const isJoined = (property: RuleProperty): boolean => property.key.includes('.')

export function measureKey(measure: Measure): string {
  return 'property' in measure ? `${measure.of}:${measure.property}` : measure.of
}

/** Everything that can be computed from a person's events of this kind. */
export function measureOptions(event: EventDeclaration | undefined): MeasureOption[] {
  if (!event) return plain
  const properties = propertiesOf(event)
  const numeric = properties.filter(({ type }) => type === 'number' || type === 'money')
  const make = (
    of: 'sum' | 'avg' | 'max' | 'min' | 'values' | 'first' | 'last',
    property: RuleProperty,
    label: string,
    kind: ValueKind,
    unit = '',
  ) => {
    const measure: Measure = { of, property: property.key }
    return { key: measureKey(measure), label, measure, kind, unit }
  }
  return [
    ...plain,
    ...numeric.flatMap((property) =>
      sums.map(([of, word]) => make(of, property, `${property.label}${word}`, property.type)),
    ),
    ...properties
      .filter(({ type }) => type === 'text' || type === 'list')
      .map((property) => make('values', property, `${property.label}种数`, 'number', '种')),
    ...properties
      .filter((property) => property.type === 'text' && !isJoined(property))
      .flatMap((property) => [
        make('first', property, `第一次的${property.label}`, 'text'),
        make('last', property, `最近一次的${property.label}`, 'text'),
      ]),
  ]
}

const PLACES: [RegExp, string | ((index: string) => string)][] = [
  [/\bsteps\[(\d+)\]/, (index) => `第 ${Number(index) + 1} 步`],
  [/\banchor\b/, '起点行为'],
  [/\brelation\b/, '前后行为'],
  [/\bwhere\[(\d+)\]/, (index) => `第 ${Number(index) + 1} 个筛选`],
]

/** Which part of a condition a path below it points at: `.steps[1].where[0].test` → 第 2 步的第 1 个筛选. */
export function placeOf(path: string): string {
  const places = PLACES.flatMap(([pattern, name]) => {
    const found = pattern.exec(path)
    return found ? [typeof name === 'string' ? name : name(found[1] ?? '0')] : []
  })
  return places.join('的')
}

export const CONDITION_KINDS: Record<Condition['kind'], string> = {
  event: '行为事件',
  sequence: '行为序列',
  attribute: '基本属性',
  tag: '客户标签',
  segment: '分群',
  audience: '人群包',
  follows: '公众号关注',
  'work-contact': '企微好友',
  identity: '身份标识',
  consent: '授权同意',
  reachable: '可触达',
}
