/** Values of a tag that changed: the whole list before and after, at most 500 people a time. */
export interface TagChanged {
  tagId: number
  /** ISO 8601 in UTC. */
  at: string
  changes: { customerId: number; before: string[]; after: string[] }[]
}

declare module '../../platform/outbox' {
  interface DomainEventMap {
    'tag.changed': TagChanged
  }
}

export const TAG_EVENTS = ['tag.changed'] as const
export const PEOPLE_PER_EVENT = 500
