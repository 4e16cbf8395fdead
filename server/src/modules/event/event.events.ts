export interface EventsRecorded {
  eventIds: number[]
  customerIds: number[]
}

declare module '../../platform/outbox' {
  interface DomainEventMap {
    'event.recorded': EventsRecorded
  }
}

export const EVENT_EVENTS = ['event.recorded'] as const
