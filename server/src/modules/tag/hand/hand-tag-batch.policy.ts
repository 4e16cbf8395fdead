import { StateMachine } from '../../../platform/state-machine'

/** `set` makes these the only values, `add` keeps the others, `remove` takes these away (all when none are named). */
export const BATCH_MODES = ['set', 'add', 'remove'] as const
export type BatchMode = (typeof BATCH_MODES)[number]

/** Customers by their public ids, or whoever is in a segment when the work begins. */
export type BatchSource = { kind: 'list'; ids: string[] } | { kind: 'segment'; segmentId: number }

/** A line that could not be worked on. */
export interface BatchReject {
  id: string
  reason: string
}

export type BatchState = 'running' | 'done' | 'cancelled' | 'failed'
type BatchAction = 'finish' | 'cancel' | 'fail'

/** The life of a batch. */
export const batchLife = new StateMachine<BatchState, BatchAction>('hand-tag-batch', {
  initial: 'running',
  states: ['running', 'done', 'cancelled', 'failed'],
  transitions: [
    { action: 'finish', from: ['running'], to: 'done' },
    { action: 'cancel', from: ['running'], to: 'cancelled' },
    { action: 'fail', from: ['running'], to: 'failed' },
  ],
})

/** A person's values after the batch. An exclusive tag has room for one: the last of the values. */
export function valuesAfter(
  mode: BatchMode,
  values: readonly string[],
  present: readonly string[],
  multiple: boolean,
): string[] {
  if (mode === 'remove') return values.length === 0 ? [] : present.filter((value) => !values.includes(value))
  if (!multiple) return values.slice(-1)
  return [...new Set(mode === 'add' ? [...present, ...values] : values)]
}
