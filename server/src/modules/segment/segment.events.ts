/** People who entered or left a segment, at most 500 a time. */
export interface SegmentChanged {
  segmentId: number
  /** ISO 8601 in UTC. */
  at: string
  entered: number[]
  left: number[]
}

declare module '../../platform/outbox' {
  interface DomainEventMap {
    'segment.changed': SegmentChanged
  }
}

export const SEGMENT_EVENTS = ['segment.changed'] as const
export const PEOPLE_PER_EVENT = 500
