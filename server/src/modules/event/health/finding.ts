import type { EventAlertKind } from './event-alert.entity'

/** One trouble with an event, as a look at it found it. */
export interface Finding {
  kind: EventAlertKind
  event: string
  /** Key of the property that it is about, when it is about one. */
  property?: string
  /** Chinese, with the numbers. */
  sentence: string
  /** Who answers for the event. */
  staffId: number | null
}
