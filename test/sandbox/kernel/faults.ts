import { PlatformError } from './errors'
import { isObject, type JsonObject } from './json'

/** For calls: delay, errcode, status, drop (before anything happened), drop-after (it happened, the answer is lost). */
const CALL_EFFECTS = ['delay', 'errcode', 'status', 'drop', 'drop-after'] as const
/** For callbacks: sent twice, overtaken by the next, late, or never sent at all. */
const CALLBACK_EFFECTS = ['duplicate', 'reorder', 'callback-delay', 'callback-drop'] as const

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

  add(input: JsonObject): Fault {
    const effect = FAULT_EFFECTS.find((known) => known === input.effect)
    if (effect === undefined) throw new PlatformError(40058, `effect must be one of ${FAULT_EFFECTS.join(', ')}`)
    const probability = numberOr(input.probability, 1)
    if (probability < 0 || probability > 1) throw new PlatformError(40058, 'probability must be between 0 and 1')
    const fault: Fault = {
      id: this.nextId++,
      effect,
      path: typeof input.path === 'string' ? input.path : '',
      milliseconds: numberOr(input.milliseconds, 3000),
      errcode: numberOr(input.errcode, -1),
      status: numberOr(input.status, 502),
      probability,
      ...(typeof input.times === 'number' ? { times: input.times } : {}),
    }
    this.faults.push(fault)
    return fault
  }

  /** Accepts one fault, or `{faults: [...]}` to set several at once. */
  addAll(input: JsonObject): Fault[] {
    if (!Array.isArray(input.faults)) return [this.add(input)]
    return input.faults.filter(isObject).map((item) => this.add(item))
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

function matches(path: string, pattern: string): boolean {
  let from = 0
  for (const part of pattern.split('*')) {
    const found = path.indexOf(part, from)
    if (found < 0) return false
    from = found + part.length
  }
  return true
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback
}
