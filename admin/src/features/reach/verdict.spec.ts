import type { Effect } from './api/get-effect'
import { amountSentence, verdictSentence } from './verdict'

type Arm = Effect['reached']

const arm = (people: number, converted: number): Arm => ({
  people,
  converted,
  rate: people === 0 ? null : converted / people,
  rateLow: 0,
  rateHigh: 1,
  amountFen: 0,
  amountPerPersonFen: 0,
})

const effect = (parts: Partial<Effect>): Effect => ({
  conversionEvent: 'purchase',
  conversionDays: 7,
  from: '2026-11-01T00:00:00.000Z',
  to: '2026-11-08T00:00:00.000Z',
  elapsedDays: 7,
  complete: true,
  reached: arm(1000, 120),
  control: arm(200, 10),
  rateDifference: { value: 0.07, low: 0.03, high: 0.1 },
  amountDifferenceFen: null,
  verdict: 'better',
  days: [],
  ...parts,
})

const said = (parts: Partial<Effect>): string => verdictSentence({ effect: effect(parts), event: '购买商品' })

describe('verdictSentence', () => {
  it('claims an effect only for the verdicts that carry one, with the interval beside it', () => {
    expect(said({})).toBe(
      '这次群发有效：触达组的购买商品转化率比对照组高 7.0 个百分点（95% 区间 +3.0 ~ +10.0 个百分点）。',
    )
    expect(said({ verdict: 'worse', rateDifference: { value: -0.05, low: -0.08, high: -0.01 } })).toContain(
      '起了反作用：触达组的购买商品转化率比对照组低 5.0 个百分点（95% 区间 −8.0 ~ −1.0 个百分点）',
    )
  })

  it('says that nothing can be told while the interval holds zero, and that few people are why', () => {
    const undecided = { verdict: 'undecided', rateDifference: { value: 0.02, low: -0.03, high: 0.06 } } as const
    expect(said(undecided)).toMatch(/^还看不出差别.*包含 0。$/)
    expect(said({ ...undecided, control: arm(12, 1) })).toContain('对照组 12 人')
    expect(said({ ...undecided, reached: arm(100, 0), control: arm(10, 0) })).toBe(
      '两组都还没有人购买商品，看不出差别。',
    )
  })

  it('does not credit the campaign when there is nobody to compare with', () => {
    const alone = { verdict: 'nothing-to-compare', rateDifference: null } as const
    expect(said({ ...alone, control: arm(0, 0) })).toContain('无法知道其中多少是这次群发带来的')
    expect(said({ ...alone, reached: arm(0, 0) })).toBe('没有人被触达，无从比较。')
  })
})

describe('amountSentence', () => {
  it('speaks of more or less money only when the interval leaves zero out', () => {
    expect(amountSentence({ value: 1250.4, low: 300, high: 2200 })).toBe(
      '每触达一个人，多带来 ¥12.50 的消费（95% 区间 ¥3.00 ~ ¥22.00）。',
    )
    expect(amountSentence({ value: -500, low: -900, high: -100 })).toContain('消费反而少 ¥5.00')
    expect(amountSentence({ value: 100, low: -50, high: 250 })).toContain('还不能说有差别')
    expect(amountSentence({ value: 0, low: 0, high: 0 })).toBe('两组的人均消费都还是 0。')
    expect(amountSentence(null)).toContain('无法比较')
  })
})
