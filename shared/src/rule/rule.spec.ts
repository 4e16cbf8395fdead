import { BUILT_IN_EVENTS } from '../events'
import {
  dependenciesOfRule,
  dependenciesOfTagRule,
  describeRule,
  describeTagRule,
  referencesOf,
  validateRule,
  validateTagRule,
  type RuleCatalog,
  type RuleNode,
  type TagRule,
} from '.'

const catalog: RuleCatalog = {
  events: BUILT_IN_EVENTS,
  attributes: [
    { key: 'gender', label: '性别', type: 'enum', options: [{ value: 'female', label: '女' }] },
    { key: 'birthday', label: '生日', type: 'date' },
  ],
  identities: [
    { value: 'phone', label: '手机号', scopes: [] },
    { value: 'openid', label: '微信', scopes: [{ value: 'wx0ff1c1a1acc00001', label: '谷雨集' }] },
  ],
  officialAccounts: [{ value: 'wx0ff1c1a1acc00001', label: '谷雨集' }],
  workMembers: [{ value: 'linxiaoyu@ww0ff1c1a1c0rp0001', label: '林晓雨' }],
  tags: [
    { id: 7, name: '偏好', values: ['敏感肌', '抗老'] },
    { id: 8, name: '累计消费', values: [], type: 'money' },
  ],
  segments: [{ id: 3, name: '老客' }],
  audiences: [{ id: 5, name: '会员日' }],
}

const past30 = { kind: 'past', days: 30, unit: 'day' } as const
const didNotBuy: RuleNode = {
  kind: 'event',
  event: 'purchase',
  window: past30,
  measure: { of: 'count' },
  test: { op: '=', value: 0 },
}

describe('describeRule', () => {
  it('says the walk’s segment as an operator would', () => {
    const rule: RuleNode = {
      kind: 'all',
      of: [
        { kind: 'follows' },
        { kind: 'identity', identity: 'phone' },
        { kind: 'tag', tagId: 7, values: ['敏感肌'] },
        didNotBuy,
      ],
    }
    expect(describeRule(rule, catalog)).toBe(
      '关注公众号 且 有手机号 且 标签「偏好」为 敏感肌 且 过去 30 天没有做过「购买商品」（“过去 N 天”按自然日计算，含今天）',
    )
  })

  it('says who is subscribed to a template', () => {
    const rule: RuleNode = {
      kind: 'event',
      event: 'answer_subscribe_message',
      where: [{ property: 'template_id', test: { op: 'is', values: ['tpl-1'] } }],
      window: { kind: 'ever' },
      measure: { of: 'last', property: 'result' },
      test: { op: 'is', values: ['同意'] },
    }
    expect(validateRule(rule, catalog)).toMatchObject({ ok: true })
    expect(describeRule(rule, catalog)).toBe('历史上「订阅消息授权」（模板为 tpl-1）的最近一次结果为 同意')
  })

  it('puts nested groups in brackets and shows fen as yuan', () => {
    const amount: RuleNode = {
      kind: 'event',
      event: 'purchase',
      window: { kind: 'fixed', from: '2026-01-01', to: '2026-01-31' },
      where: [{ property: 'product.category', test: { op: 'is', values: ['护肤', '茶饮'] } }],
      measure: { of: 'sum', property: 'amount' },
      test: { op: '>=', value: 600_050 },
    }
    const rule: RuleNode = {
      kind: 'all',
      of: [
        { kind: 'any', of: [amount, { kind: 'segment', segmentId: 3 }] },
        { kind: 'not', of: { kind: 'work-contact' } },
      ],
    }
    expect(describeRule(rule, catalog)).toBe(
      '（2026-01-01 至 2026-01-31「购买商品」（商品品类为 护肤 或 茶饮）的金额合计 ≥ 6 000.5 元 或 属于分群「老客」） 且 不是企微好友',
    )
  })

  it.each<[RuleNode, string]>([
    [{ ...didNotBuy, test: { op: '>=', value: 1 } }, '过去 30 天没有做过「购买商品」'],
    [didNotBuy, '过去 30 天做过「购买商品」'],
    [{ ...didNotBuy, test: { op: '>=', value: 3 } }, '不满足（过去 30 天「购买商品」的次数 ≥ 3 次）'],
    [{ kind: 'identity', identity: 'phone' }, '没有手机号'],
    [{ kind: 'follows', account: 'wx0ff1c1a1acc00001' }, '未关注公众号「谷雨集」'],
    [{ kind: 'tag', tagId: 7, values: [] }, '没有标签「偏好」'],
    [{ kind: 'tag', tagId: 7, values: ['敏感肌'] }, '标签「偏好」不为 敏感肌'],
    [{ kind: 'segment', segmentId: 3 }, '不属于分群「老客」'],
    [{ kind: 'audience', audienceId: 5 }, '不属于人群包「会员日」'],
    [{ kind: 'reachable', channel: 'sms' }, '不可通过短信触达'],
    [{ kind: 'all', of: [{ kind: 'follows' }, { kind: 'work-contact' }] }, '不满足（关注公众号 且 是企微好友）'],
  ])('says the opposite of %j plainly', (of, sentence) => {
    expect(describeRule({ kind: 'not', of }, catalog).replace(/（“.*$/, '')).toBe(sentence)
  })

  it('says how a tag comes about', () => {
    const rule: TagRule = {
      kind: 'preference',
      event: 'read_content',
      window: { kind: 'past', days: 90, unit: 'day' },
      by: 'content.tag',
      score: { of: 'count' },
      top: 3,
    }
    expect(describeTagRule(rule, catalog)).toContain(
      '过去 90 天「阅读内容」中按次数最高的前 3 个内容标签（相同时按名称排序）',
    )
  })
})

describe('validateRule', () => {
  const pathsOf = (input: unknown): string[] => {
    const result = validateRule(input, catalog)
    return result.ok ? [] : result.problems.map(({ path }) => path)
  }

  it('accepts what it describes', () => {
    expect(validateRule(didNotBuy, catalog)).toEqual({ ok: true, rule: didNotBuy })
  })

  it.each([
    ['no rule at all', null, ['']],
    ['an unknown condition', { kind: 'sql', text: '1=1' }, ['kind']],
    ['an empty group', { kind: 'all', of: [] }, ['of']],
    ['no event', { ...didNotBuy, event: '' }, ['event']],
    ['an unknown event', { ...didNotBuy, event: 'fly_to_moon' }, ['event']],
    ['a window of no days', { ...didNotBuy, window: { kind: 'past', days: 0 } }, ['window.days']],
    [
      'a window that ends before it begins',
      { ...didNotBuy, window: { kind: 'fixed', from: '2026-02-01', to: '2026-01-01' } },
      ['window.to'],
    ],
    [
      'a day that does not exist',
      { ...didNotBuy, window: { kind: 'fixed', from: '2026-02-30', to: '2026-03-01' } },
      ['window.from'],
    ],
    ['a sum of text', { ...didNotBuy, measure: { of: 'sum', property: 'channel' } }, ['measure.property']],
    ['a text test on a number', { ...didNotBuy, test: { op: 'contains', text: '1' } }, ['test.op']],
    [
      'an unknown property',
      { ...didNotBuy, where: [{ property: 'colour', test: { op: 'exists' } }] },
      ['where[0].property'],
    ],
    [
      'a dimension that the event cannot be joined to',
      { ...didNotBuy, event: 'login_mini_program', where: [{ property: 'content.tag', test: { op: 'exists' } }] },
      ['where[0].property'],
    ],
    [
      'a date test on an enum',
      { kind: 'attribute', attribute: 'gender', test: { op: 'within-past-days', days: 3 } },
      ['test.op'],
    ],
    [
      'a missing tag deep inside',
      { kind: 'any', of: [didNotBuy, { kind: 'not', of: { kind: 'tag', tagId: 9, values: [] } }] },
      ['of[1].of.tagId'],
    ],
  ])('names the faulty node of %s', (_, input, paths) => {
    expect(pathsOf(input)).toEqual(paths)
  })

  it.each([
    [
      'a fixed window that begins tomorrow',
      { window: { kind: 'fixed', from: '2026-11-21', to: '2026-11-30' } },
      'window.from',
      'window-in-future',
    ],
    [
      'an anchor in the future',
      {
        window: {
          kind: 'since-event',
          anchor: {
            which: 'first',
            event: 'purchase',
            window: { kind: 'fixed', from: '2027-01-01', to: '2027-01-02' },
          },
        },
      },
      'window.anchor.window.from',
      'window-in-future',
    ],
    [
      'an anchor on an unknown event',
      { window: { kind: 'since-event', anchor: { which: 'last', event: 'x', window: { kind: 'ever' } } } },
      'window.anchor.event',
      'unknown-event',
    ],
    [
      'a relation to an unknown property',
      {
        relation: {
          kind: 'preceded-by',
          days: 3,
          event: 'purchase',
          where: [{ property: 'x', test: { op: 'exists' } }],
        },
      },
      'relation.where[0].property',
      'unknown-property',
    ],
    [
      'an empty list of values',
      { where: [{ property: 'channel', test: { op: 'is', values: [] } }] },
      'where[0].test.values',
      'too-few',
    ],
    [
      'several values asked of a text',
      { where: [{ property: 'channel', test: { op: 'all-of', values: ['jd'] } }] },
      'where[0].test.op',
      'wrong-comparison',
    ],
    ['a word that nobody reads', { weigth: 3 }, 'weigth', 'unknown-field'],
    [
      'such a word deep inside',
      {
        window: {
          kind: 'since-event',
          anchor: { which: 'last', event: 'purchase', window: { kind: 'ever', days: 3 } },
        },
      },
      'window.anchor.window.days',
      'unknown-field',
    ],
    ['a property of a count', { measure: { of: 'count', property: 'channel' } }, 'measure.property', 'unknown-field'],
    ['weeks', { window: { kind: 'past', days: 3, unit: 'week' } }, 'window.unit', 'not-an-option'],
  ])('says what is wrong with %s', (_, change, path, code) => {
    const result = validateRule({ ...didNotBuy, ...change }, catalog, new Date('2026-11-20T15:59:59.000Z'))
    expect(result).toMatchObject({ ok: false, problems: [{ path, code }] })
  })

  it.each([
    [
      'a value that the tag does not have',
      { kind: 'tag', tagId: 7, values: ['抗老', '控油'] },
      'values[1]',
      'unknown-value',
    ],
    ['a number of a text', { kind: 'tag', tagId: 7, values: [], test: { op: '>', value: 1 } }, 'test', 'wrong-type'],
    [
      'a day of money',
      { kind: 'tag', tagId: 8, values: [], test: { op: 'on-or-after', date: '2026-01-01' } },
      'test.op',
      'wrong-comparison',
    ],
    [
      'no value as a test',
      { kind: 'tag', tagId: 8, values: [], test: { op: 'missing' } },
      'test.op',
      'wrong-comparison',
    ],
    ['an account nobody has', { kind: 'identity', identity: 'openid', scope: 'wx9' }, 'scope', 'unknown-account'],
    [
      'an account of a phone',
      { kind: 'identity', identity: 'phone', scope: 'wx0ff1c1a1acc00001' },
      'scope',
      'unknown-account',
    ],
  ])('refuses %s', (_, rule, path, code) => {
    expect(validateRule(rule, catalog)).toMatchObject({ ok: false, problems: [{ path, code }] })
  })

  it('lets a window begin today in Asia/Shanghai', () => {
    const window = { kind: 'fixed', from: '2026-11-21', to: '2026-11-30' }
    expect(validateRule({ ...didNotBuy, window }, catalog, new Date('2026-11-20T16:00:00.000Z')).ok).toBe(true)
  })

  it('refuses bottomless nesting', () => {
    let rule: RuleNode = didNotBuy
    for (let depth = 0; depth < 200; depth += 1) rule = { kind: 'not', of: rule }
    expect(pathsOf(rule)).toHaveLength(1)
  })
})

describe('validateTagRule', () => {
  const pathsOf = (input: unknown): string[] => {
    const result = validateTagRule(input, catalog)
    return result.ok ? [] : result.problems.map(({ path }) => path)
  }

  it('names doubled values and faulty tiers', () => {
    const tiers = [
      { value: '高', when: didNotBuy },
      { value: '高', when: { kind: 'all', of: [{ ...didNotBuy, event: 'x' }] } },
    ]
    expect(pathsOf({ kind: 'tiers', tiers })).toEqual(['tiers[1].value', 'tiers[1].when.of[0].event'])
  })

  it('takes at most fifty tiers', () => {
    const tiers = Array.from({ length: 51 }, (_, index) => ({ value: String(index), when: didNotBuy }))
    expect(pathsOf({ kind: 'tiers', tiers })).toEqual(['tiers'])
    expect(pathsOf({ kind: 'tiers', tiers: tiers.slice(1) })).toEqual([])
  })

  it.each([
    [
      'a half-life of nothing',
      {
        kind: 'interest',
        sources: [{ event: 'purchase', by: 'channel', weight: 1 }],
        window: past30,
        halfLifeDays: 0,
        top: 3,
        atLeast: 0,
      },
      'halfLifeDays',
      'division-by-nothing',
    ],
    [
      'a model without events',
      { kind: 'interest', sources: [], window: past30, halfLifeDays: 7, top: 3, atLeast: 0 },
      'sources',
      'too-few',
    ],
    [
      'a full score for no day',
      {
        kind: 'activity',
        events: [{ event: 'purchase' }],
        days: 7,
        silentDays: 30,
        activeDays: 0,
        recencyWeight: 50,
        cuts: { high: 60, medium: 30 },
      },
      'activeDays',
      'division-by-nothing',
    ],
    [
      'somebody lost before she is silent',
      { kind: 'lifecycle', event: 'purchase', newDays: 7, matureCount: 3, silentDays: 90, lostDays: 90 },
      'lostDays',
      'backwards',
    ],
    [
      'bounds that do not rise',
      {
        kind: 'rfm',
        event: 'purchase',
        window: past30,
        amount: 'amount',
        cuts: { kind: 'scores', recencyDays: [7, 30, 30, 90], frequency: [1, 2, 3, 4], amountFen: [0, 1, 2, 3] },
      },
      'cuts.recencyDays[2]',
      'backwards',
    ],
    ['a model of the moon', { kind: 'horoscope' }, 'kind', 'unknown-kind'],
  ])('says what is wrong with %s', (_, rule, path, code) => {
    expect(validateTagRule(rule, catalog)).toMatchObject({ ok: false, problems: [{ path, code }] })
  })

  it('wants money for RFM', () => {
    const rule = {
      kind: 'rfm',
      event: 'purchase',
      window: { kind: 'ever' },
      amount: 'channel',
      cuts: { recencyDays: 30, frequency: 3, amountFen: 50_000 },
    }
    expect(pathsOf(rule)).toEqual(['amount'])
    expect(pathsOf({ ...rule, amount: 'amount' })).toEqual([])
  })
})

describe('dependencies', () => {
  it('collects events, windows, dimensions, tags and segments', () => {
    const found = dependenciesOfRule({
      kind: 'all',
      of: [
        { ...didNotBuy, where: [{ property: 'product.category', test: { op: 'is', values: ['护肤'] } }] },
        { kind: 'tag', tagId: 7, values: [] },
        { kind: 'segment', segmentId: 3 },
      ],
    })
    expect(found).toMatchObject({
      product: true,
      content: false,
      windows: [{ event: 'purchase', days: 30 }],
      daily: false,
    })
    expect([...found.events, ...found.tags, ...found.segments]).toEqual(['purchase', 7, 3])
  })

  it('watches the other events that a condition hangs on, and when «not followed» becomes true', () => {
    const found = dependenciesOfRule({
      ...didNotBuy,
      window: {
        kind: 'since-event',
        anchor: {
          which: 'first',
          event: 'read_content',
          window: { kind: 'past', days: 90, unit: 'day' },
          where: [{ property: 'content.tag', test: { op: 'is', values: ['敏感肌'] } }],
        },
      },
      relation: { kind: 'not-followed-by', event: 'claim_coupon', days: 3 },
    })
    expect([...found.events].sort()).toEqual(['claim_coupon', 'purchase', 'read_content'])
    expect(found.content).toBe(true)
    expect(found.windows).toEqual(
      expect.arrayContaining([
        { event: 'read_content', days: 90, unit: 'day' },
        { event: 'purchase', days: 3 },
      ]),
    )
    const steps = [{ event: 'read_content' }, { event: 'purchase' }]
    expect(dependenciesOfRule({ kind: 'sequence', steps, window: past30, days: 7 }).windows).toEqual([
      { event: 'read_content', days: 30, unit: 'day' },
      { event: 'purchase', days: 30, unit: 'day' },
    ])
  })

  it('finds the nodes that name tags and segments', () => {
    const when: RuleNode = {
      kind: 'all',
      of: [didNotBuy, { kind: 'not', of: { kind: 'segment', segmentId: 3 } }, { kind: 'tag', tagId: 7, values: [] }],
    }
    expect(referencesOf({ kind: 'tiers', tiers: [{ value: '是', when }] })).toEqual([
      { kind: 'segment', id: 3, path: 'tiers[0].when.of[1].of' },
      { kind: 'tag', id: 7, path: 'tiers[0].when.of[2]' },
    ])
  })

  it('knows which answers move with the calendar', () => {
    const birthday: RuleNode = {
      kind: 'attribute',
      attribute: 'birthday',
      test: { op: 'anniversary-within-days', days: 7 },
    }
    expect(dependenciesOfRule(birthday).daily).toBe(true)
    const since: TagRule = {
      kind: 'feature',
      event: 'purchase',
      window: { kind: 'ever' },
      which: 'first',
      take: { of: 'days-since' },
    }
    expect(dependenciesOfTagRule(since).daily).toBe(true)
  })
})
