/**
 * What is wrong with a node. The first row are faults of the tree's shape, which the JSON schema (RULE_SCHEMA) finds
 * as well; the others need the installation's dictionary, the calendar, or two fields together.
 */
export type RuleFault =
  // prettier-ignore
  | 'not-an-object'
  | 'not-a-list'
  | 'too-few'
  | 'too-many'
  | 'required'
  | 'too-long'
  | 'not-an-option'
  | 'not-a-number'
  | 'out-of-range'
  | 'not-a-day'
  | 'unknown-field'
  | 'unknown-kind'
  | 'unknown-event'
  | 'unknown-property'
  | 'unknown-attribute'
  | 'unknown-identity'
  | 'unknown-account'
  | 'unknown-member'
  | 'unknown-tag'
  | 'unknown-value'
  | 'unknown-segment'
  | 'unknown-audience'
  | 'wrong-comparison'
  | 'wrong-type'
  | 'several-values'
  | 'too-deep'
  | 'too-large'
  | 'doubled'
  | 'backwards'
  | 'window-in-future'
  | 'division-by-nothing'
  | 'refers-to-itself'

/** One fault of a rule, at the node it concerns (`tiers[1].when.of[0].test`); an empty path is the rule itself. */
export interface RuleProblem {
  path: string
  code: RuleFault
  message: string
}

/** The path of a field below a node; the root's path is empty. */
export const pathTo = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)

type Fields = Record<string, unknown>

/** Walks an untrusted tree and notes what is wrong where. */
export class RuleReader {
  readonly problems: RuleProblem[] = []

  /** @param today the calendar day in Asia/Shanghai, `YYYY-MM-DD` */
  constructor(readonly today: string) {}

  fault(path: string, code: RuleFault, message: string): void {
    this.problems.push({ path, code, message })
  }

  /** The value as an object with string keys, or a fault. */
  object(value: unknown, path: string): Fields | null {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
    this.fault(path, 'not-an-object', '这里应是一个条件')
    return null
  }

  list(value: unknown, path: string, limits: { min: number; max: number }): unknown[] {
    if (!Array.isArray(value)) {
      this.fault(path, 'not-a-list', '这里应是一个列表')
      return []
    }
    if (value.length < limits.min)
      this.fault(path, 'too-few', limits.min === 1 ? '至少需要一项' : `至少需要 ${limits.min} 项`)
    if (value.length > limits.max) this.fault(path, 'too-many', `最多 ${limits.max} 项`)
    return value.slice(0, limits.max)
  }

  text(value: unknown, path: string, maxLength: number): string | null {
    if (typeof value !== 'string' || value.trim() === '') this.fault(path, 'required', '请填写')
    else if (value.length > maxLength) this.fault(path, 'too-long', `最多 ${maxLength} 个字`)
    else return value
    return null
  }

  oneOf<T extends string>(value: unknown, path: string, words: readonly T[]): T | null {
    const found = words.find((word) => word === value)
    if (found === undefined) this.fault(path, 'not-an-option', '请从给定的选项中选择')
    return found ?? null
  }

  number(value: unknown, path: string): number | null {
    if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value
    this.fault(path, 'not-a-number', '请填写数字')
    return null
  }

  integer(value: unknown, path: string, limits: { min: number; max: number }): number | null {
    const number = this.number(value, path)
    if (number === null) return null
    if (Number.isInteger(number) && number >= limits.min && number <= limits.max) return number
    this.fault(path, 'out-of-range', `应为 ${limits.min} 到 ${limits.max} 的整数`)
    return null
  }

  /** A number above zero, up to `max`. */
  positive(value: unknown, path: string, max: number): number | null {
    const number = this.number(value, path)
    if (number === null) return null
    if (number > 0 && number <= max) return number
    this.fault(path, 'out-of-range', `应大于 0，不超过 ${max}`)
    return null
  }

  /** A calendar day `YYYY-MM-DD` that exists. */
  day(value: unknown, path: string): string | null {
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
      const time = Date.parse(`${value}T00:00:00Z`)
      if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(value)) return value
    }
    this.fault(path, 'not-a-day', '日期应写作 2026-01-31 的样子')
    return null
  }
}
