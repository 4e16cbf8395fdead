import { formatFen, formatPercent } from '../../lib/format'
import type { Effect } from './api/get-effect'

const points = (share: number): string => `${Math.abs(share * 100).toFixed(1)} 个百分点`
const signed = (share: number): string => `${share >= 0 ? '+' : '−'}${Math.abs(share * 100).toFixed(1)}`

/** What may honestly be said about the rates: a claim only where the interval leaves zero out. */
export function verdictSentence({ effect, event }: { effect: Effect; event: string }): string {
  const { verdict, rateDifference: difference, reached, control } = effect
  if (verdict === 'nothing-to-compare' || !difference) {
    return reached.people === 0
      ? '没有人被触达，无从比较。'
      : `触达组有 ${formatPercent(reached.rate)} 的人${event}。没有对照组，无法知道其中多少是这次群发带来的。`
  }
  if (reached.converted + control.converted === 0) return `两组都还没有人${event}，看不出差别。`
  const range = `95% 区间 ${signed(difference.low)} ~ ${signed(difference.high)} 个百分点`
  if (verdict === 'better') {
    return `这次群发有效：触达组的${event}转化率比对照组高 ${points(difference.value)}（${range}）。`
  }
  if (verdict === 'worse') {
    return `这次群发起了反作用：触达组的${event}转化率比对照组低 ${points(difference.value)}（${range}）。`
  }
  const small = Math.min(reached.people, control.people) < 100 ? `，两组人数还少（对照组 ${control.people} 人）` : ''
  return `还看不出差别：触达组与对照组相差 ${signed(difference.value)} 个百分点，${range}，包含 0${small}。`
}

/** The difference in spending per person, or why nothing can be said. */
export function amountSentence(difference: Effect['amountDifferenceFen']): string {
  if (!difference) return '人均金额无法比较：每组至少需要两个人。'
  const { value, low, high } = difference
  if (value === 0 && low === 0 && high === 0) return '两组的人均消费都还是 0。'
  const range = `95% 区间 ${formatFen(Math.round(low))} ~ ${formatFen(Math.round(high))}`
  if (low > 0) return `每触达一个人，多带来 ${formatFen(Math.round(value))} 的消费（${range}）。`
  if (high < 0) return `每触达一个人，消费反而少 ${formatFen(Math.round(-value))}（${range}）。`
  return `人均消费相差 ${formatFen(Math.round(value))}，${range}，还不能说有差别。`
}
