import { BUILT_IN_EVENTS } from '../events'
import {
  describeRule,
  describeTagRule,
  RULE_SCHEMA,
  TAG_RULE_SCHEMA,
  validateRule,
  validateTagRule,
  type EventCondition,
  type RuleCatalog,
  type RuleFault,
  type RuleNode,
  type TagRule,
} from '.'
import type { JsonSchema } from './schema-words'

const catalog: RuleCatalog = {
  events: BUILT_IN_EVENTS,
  attributes: [{ key: 'hobby', label: '爱好', type: 'list' }],
  identities: [{ value: 'phone', label: '手机号' }],
  officialAccounts: [{ value: 'wx0', label: '谷雨集' }],
  workMembers: [{ value: 'chenmo@ww0', label: '陈默' }],
  tags: [
    { id: 7, name: '偏好', values: [] },
    { id: 8, name: '累计消费', values: [], type: 'money' },
    { id: 9, name: '首购日', values: [], type: 'date' },
    { id: 10, name: '次数', values: [], type: 'number', unit: '次' },
  ],
  segments: [{ id: 3, name: '老客' }],
  audiences: [{ id: 5, name: '会员日' }],
  productParameters: ['净含量'],
}
const NOW = new Date('2026-11-20T04:00:00.000Z')

const past = (days: number): { kind: 'past'; days: number; unit: 'day' } => ({ kind: 'past', days, unit: 'day' })
const bought: EventCondition = {
  kind: 'event',
  event: 'purchase',
  window: past(30),
  measure: { of: 'count' },
  test: { op: '>=', value: 1 },
}
const sensitive = { property: 'content.tag', test: { op: 'is' as const, values: ['敏感肌'] } }
const read = { event: 'read_content', where: [sensitive] }

/** Every kind of condition, with the sentence that says it. */
const SAMPLE_RULES: [RuleNode, string][] = [
  [bought, '过去 30 天做过「购买商品」'],
  [{ ...bought, window: { kind: 'past', days: 2 } }, '过去 2×24 小时做过「购买商品」'],
  [
    {
      ...bought,
      window: { kind: 'since-event', days: 7, anchor: { which: 'first', window: { kind: 'ever' }, ...read } },
    },
    '首次「阅读内容」（内容标签含 敏感肌）之后 7 天内做过「购买商品」',
  ],
  [
    {
      ...bought,
      window: { kind: 'before-event', anchor: { which: 'last', window: past(90), event: 'claim_coupon' } },
      measure: { of: 'sum', property: 'amount' },
      test: { op: 'between', from: 10_000, to: 50_000 },
    },
    '过去 90 天最近一次「领取优惠券」之前「购买商品」的金额合计 在 100 到 500 元之间',
  ],
  [
    { ...bought, window: { kind: 'ever' }, relation: { kind: 'preceded-by', days: 7, ...read } },
    '历史上做过「购买商品」（此前 7 天内有「阅读内容」（内容标签含 敏感肌））',
  ],
  [
    { ...bought, event: 'view_product', relation: { kind: 'not-followed-by', days: 3, event: 'purchase' } },
    '过去 30 天做过「浏览商品」（此后 3 天内没有「购买商品」）',
  ],
  [
    {
      kind: 'sequence',
      steps: [read, { event: 'claim_coupon' }, { event: 'purchase' }],
      window: { kind: 'fixed', from: '2026-10-01', to: '2026-10-31' },
      days: 7,
    },
    '2026-10-01 至 2026-10-31依次做过「阅读内容」（内容标签含 敏感肌） → 「领取优惠券」 → 「购买商品」（首尾相隔不超过 7 天）',
  ],
  [
    {
      ...bought,
      where: [
        { property: 'product.param:净含量', test: { op: 'is', values: ['50ml'] } },
        { property: 'product.category', test: { op: 'exists' } },
      ],
      measure: { of: 'days-since-last' },
      test: { op: '<=', value: 3 },
    },
    '过去 30 天「购买商品」（商品净含量为 50ml，商品品类有值）的最近一次距今 ≤ 3 天',
  ],
  [{ kind: 'tag', tagId: 8, values: [], test: { op: '>=', value: 55_000 } }, '标签「累计消费」 ≥ 550 元'],
  [{ kind: 'tag', tagId: 10, values: [], test: { op: 'between', from: 1, to: 3 } }, '标签「次数」 在 1 到 3 次之间'],
  [{ kind: 'tag', tagId: 9, values: [], test: { op: 'within-past-days', days: 7 } }, '标签「首购日」在过去 7 天内'],
  [{ kind: 'attribute', attribute: 'hobby', test: { op: 'all-of', values: ['茶', '瑜伽'] } }, '爱好同时含 茶、瑜伽'],
  [
    {
      kind: 'any',
      of: [
        {
          kind: 'all',
          of: [
            { kind: 'identity', identity: 'phone' },
            { kind: 'follows', account: 'wx0' },
          ],
        },
        { kind: 'not', of: { kind: 'work-contact', member: 'chenmo@ww0' } },
        { kind: 'consent', purpose: 'marketing' },
        { kind: 'reachable', channel: 'sms' },
        { kind: 'tag', tagId: 7, values: ['敏感肌'] },
        { kind: 'segment', segmentId: 3 },
        { kind: 'audience', audienceId: 5 },
      ],
    },
    '（有手机号 且 关注公众号「谷雨集」） 或 不是「陈默」的企微好友 或 同意营销信息 或 可通过短信触达 或 标签「偏好」为 敏感肌 或 属于分群「老客」 或 属于人群包「会员日」',
  ],
]

const purchases = { event: 'purchase', window: past(365) }

/** Every kind of tag rule, with what its sentence must contain. */
const SAMPLE_TAG_RULES: [TagRule, string][] = [
  [
    { kind: 'tiers', tiers: [{ value: '买过', when: bought }], otherwise: '没买过' },
    '做过「购买商品」 → 买过；其余 → 没买过',
  ],
  [{ kind: 'metric', ...purchases, measure: { of: 'avg', property: 'amount' } }, '过去 365 天「购买商品」的金额平均值'],
  [
    { kind: 'feature', ...purchases, which: 'first', take: { of: 'property', property: 'channel' } },
    '过去 365 天「购买商品」的首次渠道',
  ],
  [
    {
      kind: 'preference',
      ...purchases,
      by: 'product.category',
      score: { of: 'sum', property: 'amount' },
      top: 3,
      atLeast: 10_000,
      weight: 2,
      halfLifeDays: 30,
      also: [{ event: 'view_product', by: 'product.category', score: { of: 'count' }, weight: 0.5 }],
    },
    '过去 365 天「购买商品」（每次 ×2）、「浏览商品」（每次 ×0.5）中按金额合计、越近分值越高（每 30 天减半）最高的前 3 个商品品类',
  ],
  [{ kind: 'distribution', ...purchases, of: 'hour' }, '过去 365 天「购买商品」最常发生的时段（小时）'],
  [
    { kind: 'rfm', ...purchases, amount: 'amount', cuts: { recencyDays: 30, frequency: 3, amountFen: 50_000 } },
    '（最近一次在 30 天以内、次数 ≥ 3、金额 ≥ 500 元）分为 8 组',
  ],
  [{ kind: 'rfm', ...purchases, amount: 'amount', cuts: { kind: 'mean' } }, '（各与全体均值相比）分为 8 组'],
  [
    { kind: 'rfm', ...purchases, amount: 'amount', cuts: { kind: 'quantile', highPercent: 20 } },
    '（各取全体中较好的 20% 为高）分为 8 组',
  ],
  [
    { kind: 'rfm', ...purchases, amount: 'amount', cuts: { kind: 'quintiles' } },
    '（各按全体五等分打 1–5 分）分为 11 组',
  ],
  [
    {
      kind: 'rfm',
      ...purchases,
      amount: 'amount',
      cuts: { kind: 'scores', recencyDays: [7, 30, 90, 180], frequency: [2, 3, 5, 8], amountFen: [0, 100, 200, 300] },
    },
    '近度以 7、30、90、180 天，频度以 2、3、5、8 次，金额以 0、1、2、3 元为界打 1–5 分',
  ],
  [
    {
      kind: 'activity',
      events: [{ event: 'login_mini_program' }, read],
      days: 30,
      silentDays: 60,
      activeDays: 10,
      recencyWeight: 40,
      cuts: { high: 70, medium: 40 },
    },
    '按「登录小程序」或「阅读内容」（内容标签含 敏感肌）的活跃分（满分 100：最近一次的远近占 40，过去 30 天的活跃天数占 60，满 10 天得满分）：≥ 70 分 → 高活跃；≥ 40 分 → 中活跃；其余 → 低活跃；超过 60 天没有行为 → 沉默',
  ],
  [
    { kind: 'lifecycle', event: 'purchase', newDays: 30, matureCount: 5, silentDays: 90, lostDays: 180 },
    '超过 180 天没有 → 流失；超过 90 天没有 → 沉默；累计 ≥ 5 次 → 成熟；首次在 30 天以内 → 新客；其余 → 成长',
  ],
  [
    {
      kind: 'interest',
      sources: [
        { ...read, by: 'content.tag', weight: 1 },
        { event: 'purchase', by: 'product.category', weight: 5 },
      ],
      window: { kind: 'ever' },
      halfLifeDays: 30,
      top: 5,
      atLeast: 1.5,
    },
    '「购买商品」的商品品类（每次 ×5）累计兴趣分（每 30 天减半），取 ≥ 1.5 分的前 5 个',
  ],
]

/** Faults that the schema has to find as well. A day that does not exist is one that a pattern cannot tell. */
const OF_SHAPE: RuleFault[] = [
  'not-an-object',
  'not-a-list',
  'too-few',
  'too-many',
  'required',
  'too-long',
  'not-an-option',
  'not-a-number',
  'out-of-range',
  'unknown-field',
]

/** The keywords that our schemas use, as draft 2020-12 defines them. */
function accepts(schema: JsonSchema, value: unknown, root: JsonSchema): boolean {
  const { $ref } = schema
  if ($ref !== undefined) {
    const defined = (root['$defs'] as Record<string, JsonSchema>)[$ref.slice('#/$defs/'.length)]
    return defined !== undefined && accepts(defined, value, root)
  }
  if (schema.const !== undefined && value !== schema.const) return false
  if (schema.enum && !schema.enum.includes(value as string)) return false
  if (schema.anyOf && !schema.anyOf.some((one) => accepts(one, value, root))) return false
  switch (schema.type) {
    case 'object': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
      const fields = value as Record<string, unknown>
      if (schema.required?.some((key) => !(key in fields))) return false
      if (
        schema.additionalProperties === false &&
        Object.keys(fields).some((key) => !(key in (schema.properties ?? {})))
      )
        return false
      return Object.entries(schema.properties ?? {}).every(
        ([key, one]) => !(key in fields) || accepts(one, fields[key], root),
      )
    }
    case 'array':
      if (
        !Array.isArray(value) ||
        value.length < (schema.minItems ?? 0) ||
        value.length > (schema.maxItems ?? Infinity)
      )
        return false
      return value.every((item) => accepts(schema.items ?? {}, item, root))
    case 'string':
      if (
        typeof value !== 'string' ||
        value.length < (schema.minLength ?? 0) ||
        value.length > (schema.maxLength ?? Infinity)
      )
        return false
      return schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value)
    case 'integer':
    case 'number':
      if (typeof value !== 'number' || (schema.type === 'integer' && !Number.isInteger(value))) return false
      if (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity)) return false
      return schema.exclusiveMinimum === undefined || value > schema.exclusiveMinimum
    default:
      return true
  }
}

/** Every copy of a tree with one place left out or replaced. */
function* broken(tree: unknown): Generator<unknown> {
  for (const replacement of [null, 0, -1, 1.5, 'x', '', ' ', [], {}, true, 1e300]) yield replacement
  if (Array.isArray(tree)) {
    for (const [index, item] of tree.entries()) {
      yield tree.filter((_, at) => at !== index)
      for (const other of broken(item)) yield tree.map((old: unknown, at) => (at === index ? other : old))
    }
    yield Array.from({ length: 600 }, () => tree[0] as unknown)
  } else if (typeof tree === 'object' && tree !== null) {
    yield { ...tree, weigth: 2 }
    for (const [key, value] of Object.entries(tree)) {
      yield Object.fromEntries(Object.entries(tree).filter(([other]) => other !== key))
      for (const other of broken(value)) yield { ...tree, [key]: other }
    }
  }
}

describe('the sentence', () => {
  it.each(SAMPLE_RULES)('of %j', (rule, sentence) => {
    expect(describeRule(rule, catalog).replace(/（“.*$/, '')).toBe(sentence)
  })

  it.each(SAMPLE_TAG_RULES)('of %j', (rule, part) => {
    expect(describeTagRule(rule, catalog)).toContain(part)
  })
})

describe.each([
  ['RULE_SCHEMA', RULE_SCHEMA, validateRule, SAMPLE_RULES.map(([rule]): unknown => rule)],
  ['TAG_RULE_SCHEMA', TAG_RULE_SCHEMA, validateTagRule, SAMPLE_TAG_RULES.map(([rule]): unknown => rule)],
] as const)('%s', (_, schema, validate, samples) => {
  it('accepts every sample, as the validation does', () => {
    for (const sample of samples) {
      expect({ sample, result: validate(sample, catalog, NOW) }).toEqual({ sample, result: { ok: true, rule: sample } })
      expect({ sample, accepted: accepts(schema, sample, schema) }).toEqual({ sample, accepted: true })
    }
  })

  it('agrees with the validation about the shape of broken rules', () => {
    let refused = 0
    for (const sample of samples) {
      for (const rule of broken(sample)) {
        const result = validate(rule, catalog, NOW)
        const accepted = accepts(schema, rule, schema)
        const ofShape = !result.ok && result.problems.some(({ code }) => OF_SHAPE.includes(code))
        // Whatever is valid has the right shape, and a fault of shape is one to both.
        expect({ rule, result, accepted }).toEqual({ rule, result, accepted: result.ok || (accepted && !ofShape) })
        if (!accepted) refused += 1
      }
    }
    expect(refused).toBeGreaterThan(1000)
  })
})
