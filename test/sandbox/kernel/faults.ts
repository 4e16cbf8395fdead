import { PlatformError } from './errors'
import { isObject, type JsonObject } from './json'

/** For calls: delay, errcode, status, drop (before anything happened), drop-after (it happened, the answer is lost). */
const CALL_EFFECTS = ['delay', 'errcode', 'status', 'drop', 'drop-after'] as const
/** For callbacks: sent twice, overtaken by the next, late, or never sent at all. */
const CALLBACK_EFFECTS = ['duplicate', 'reorder', 'callback-delay', 'callback-drop'] as const

const LONGEST_DELAY_MS = 600_000

export const FAULT_EFFECTS = [...CALL_EFFECTS, ...CALLBACK_EFFECTS] as const
export type FaultEffect = (typeof FAULT_EFFECTS)[number]

export interface Fault {
  id: number
  effect: FaultEffect
  /** Only paths containing this text, where `*` stands for anything; empty means all. Callback faults match the callback's URL path. */
  path: string
  /** For delay and callback-delay. */
  milliseconds: number
  /** For errcode, for example -1, 45009 or 40001. */
  errcode: number
  /** For status, for example 429 or 502. */
  status: number
  /** How likely it strikes, 0 to 1. */
  probability: number
  /** How many more times it strikes; absent means until it is removed. */
  times?: number
}

/** Switches for misbehaviour, set over the control API. */
export class Faults {
  private faults: Fault[] = []
  private nextId = 1

  /** `dice` gives numbers from 0 up to 1. */
  constructor(private readonly dice: () => number = Math.random) {}

  list(): Fault[] {
    return this.faults
  }

  /** Accepts one fault, or `{faults: [...]}` to set several at once; raises 40058 and sets none when one is wrong. */
  addAll(input: JsonObject): Fault[] {
    const made = Array.isArray(input.faults) ? input.faults.filter(isObject).map(readFault) : [readFault(input)]
    const added = made.map((fault) => ({ ...fault, id: this.nextId++ }))
    this.faults.push(...added)
    return added
  }

  remove(id: number): boolean {
    const before = this.faults.length
    this.faults = this.faults.filter((fault) => fault.id !== id)
    return this.faults.length < before
  }

  clear(): void {
    this.faults = []
  }

  /** The first fault of these effects that applies to the path and wins its throw; counts it as struck once. */
  strike(path: string, effects: readonly FaultEffect[]): Fault | undefined {
    const fault = this.faults.find(
      (item) => effects.includes(item.effect) && matches(path, item.path) && this.dice() < item.probability,
    )
    if (fault?.times !== undefined) {
      fault.times -= 1
      if (fault.times <= 0) this.remove(fault.id)
    }
    return fault
  }
}

function readFault(input: JsonObject): Omit<Fault, 'id'> {
  const effect = FAULT_EFFECTS.find((known) => known === input.effect)
  if (effect === undefined) throw new PlatformError(40058, `effect must be one of ${FAULT_EFFECTS.join(', ')}`)
  const times = input.times === undefined ? {} : { times: whole(input, 'times', 1, 1, 1_000_000) }
  return {
    effect,
    path: typeof input.path === 'string' ? input.path : '',
    milliseconds: number(input, 'milliseconds', 3000, 0, LONGEST_DELAY_MS),
    errcode: whole(input, 'errcode', -1, -1_000_000, 1_000_000_000),
    status: whole(input, 'status', 502, 200, 599),
    probability: number(input, 'probability', 1, 0, 1),
    ...times,
  }
}

function matches(path: string, pattern: string): boolean {
  let from = 0
  for (const part of pattern.split('*')) {
    const found = path.indexOf(part, from)
    if (found < 0) return false
    from = found + part.length
  }
  return true
}

function number(input: JsonObject, field: string, fallback: number, least: number, most: number): number {
  const value = input[field] ?? fallback
  if (typeof value !== 'number' || !(value >= least && value <= most))
    throw new PlatformError(40058, `${field} must be between ${least} and ${most}`)
  return value
}

function whole(input: JsonObject, field: string, fallback: number, least: number, most: number): number {
  const value = number(input, field, fallback, least, most)
  if (!Number.isInteger(value)) throw new PlatformError(40058, `${field} must be a whole number`)
  return value
}
