import { declaredValuesOf, type TagRule, type TagValueShape } from '@guiyi/shared'
import { AppError } from '../../platform/errors'
import { StateMachine } from '../../platform/state-machine'
import type { Tag } from './tag.entity'

export const TAG_KINDS = ['fact', 'model', 'predictive'] as const
export type TagKind = (typeof TAG_KINDS)[number]

export const TAG_METHODS = ['hand', 'rule'] as const
export type TagMethod = (typeof TAG_METHODS)[number]

export type TagState = 'draft' | 'published' | 'paused' | 'retired'
export type TagAction = 'publish' | 'pause' | 'resume' | 'retire' | 'remove'

export const STATE_LABELS: Record<TagState, string> = {
  draft: '草稿',
  published: '已发布',
  paused: '已暂停',
  retired: '已下线',
}
const ACTION_LABELS: Record<TagAction, string> = {
  publish: '发布',
  pause: '暂停',
  resume: '恢复',
  retire: '下线',
  remove: '删除',
}

/** The life of a tag. Removing ends it without a state of its own, so it leads nowhere else. */
export const tagLife = new StateMachine<TagState, TagAction>('tag', {
  initial: 'draft',
  states: ['draft', 'published', 'paused', 'retired'],
  transitions: [
    { action: 'publish', from: ['draft', 'published', 'paused'], to: 'published' },
    { action: 'pause', from: ['published'], to: 'paused' },
    { action: 'resume', from: ['paused'], to: 'published' },
    { action: 'retire', from: ['published', 'paused'], to: 'retired' },
    { action: 'remove', from: ['draft'], to: 'draft' },
  ],
})

/** @returns the state after `action` @throws TAG_STATE_FORBIDS */
export function nextState(tag: Tag, action: TagAction): TagState {
  const next = tagLife.next(tag.state, action)
  if (!next)
    throw new AppError('TAG_STATE_FORBIDS', {
      params: { state: STATE_LABELS[tag.state], action: ACTION_LABELS[action] },
    })
  return next
}

/** The values that a tag can have, as far as its definition tells. */
export const declaredValues = (tag: Pick<Tag, 'handValues'>, rule: TagRule | null): string[] =>
  tag.handValues ?? (rule ? declaredValuesOf(rule) : [])

/** Whether a published tag is computed at this time. */
export const hasBegun = ({ validFrom }: Pick<Tag, 'validFrom'>, now: Date): boolean =>
  validFrom === null || validFrom <= now

/** Whether the values are numbers, so that a distribution can be summed up. */
export const isNumeric = ({ type }: Pick<TagValueShape, 'type'>): boolean => type === 'number' || type === 'money'

/** @throws TAG_VALUE_UNKNOWN for a value that the tag does not offer */
export function refuseUnknownValues(tag: Tag, values: readonly string[]): void {
  const unknown = values.find((value) => !tag.handValues?.includes(value))
  if (unknown !== undefined)
    throw new AppError('TAG_VALUE_UNKNOWN', { field: 'values', params: { name: tag.name, value: unknown } })
}
