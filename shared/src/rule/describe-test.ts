import type { NamedValue, ValueKind } from './catalog'
import type { NumberTest, PlainWindow, ValueTest } from './types'

const SIGNS: Record<string, string> = { '=': '=', '!=': '≠', '>': '>', '>=': '≥', '<': '<', '<=': '≤' }

/** Fen as 元, without needless decimals: 600000 → `6 000`, 1050 → `10.5`. */
export function yuan(fen: number): string {
  return grouped(fen / 100)
}

/** A number with thin groups of three: 12345.6 → `12 345.6`. */
export function grouped(value: number): string {
  const [whole = '', fraction] = String(Math.round(value * 100) / 100).split('.')
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ' ')
  return fraction === undefined ? groups : `${groups}.${fraction}`
}

/** `≥ 6 000 元`, `在 3 到 5 次之间`: the number in the unit of what is measured. */
export function describeNumberTest(test: NumberTest, money: boolean, unit: string): string {
  const show = (value: number): string => (money ? yuan(value) : grouped(value))
  const suffix = money ? ' 元' : unit === '' ? '' : ` ${unit}`
  if (test.op === 'between') return `在 ${show(test.from)} 到 ${show(test.to)}${suffix}之间`
  return `${SIGNS[test.op] ?? test.op} ${show(test.value)}${suffix}`
}

/** What a test says about the value named before it: `为 女`, `在过去 7 天内`, of a list `含 干皮 或 油皮`. */
export function describeValueTest(test: ValueTest, kind: ValueKind, options: readonly NamedValue[] = []): string {
  const label = (value: string): string =>
    options.find((option) => option.value === value)?.label ??
    (kind === 'boolean' ? (value === 'true' ? '是' : '否') : value)
  switch (test.op) {
    case 'is':
      return `${kind === 'list' ? '含' : '为'} ${test.values.map(label).join(' 或 ')}`
    case 'is-not':
      return `${kind === 'list' ? '不含' : '不为'} ${test.values.map(label).join('、')}`
    case 'all-of':
      return `同时含 ${test.values.map(label).join('、')}`
    case 'contains':
      return `包含「${test.text}」`
    case 'exists':
      return '有值'
    case 'missing':
      return '没有值'
    case 'on-or-after':
      return `不早于 ${test.date}`
    case 'on-or-before':
      return `不晚于 ${test.date}`
    case 'within-past-days':
      return `在过去 ${test.days} 天内`
    case 'within-next-days':
      return `在未来 ${test.days} 天内`
    case 'anniversary-within-days':
      return test.days === 0 ? '的周年日是今天' : `的周年日在 ${test.days} 天内到来`
    default:
      return describeNumberTest(test, kind === 'money', '')
  }
}

/** `过去 30 天` (calendar days), `过去 30×24 小时`, `2026-01-01 至 2026-01-31`, `历史上`. */
export function describeStretch(window: PlainWindow): string {
  if (window.kind === 'past') return `过去 ${window.days}${window.unit === 'day' ? ' 天' : '×24 小时'}`
  return window.kind === 'fixed' ? `${window.from} 至 ${window.to}` : '历史上'
}
