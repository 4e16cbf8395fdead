/** Why an event does not fit the tracking plan. */
export const MISFIT_KINDS = [
  'unknown_event',
  'paused_event',
  'unknown_property',
  'property_type',
  'property_missing',
  'property_option',
  'unknown_reference',
  'time_future',
  'time_past',
] as const
export type MisfitKind = (typeof MISFIT_KINDS)[number]

/** What is wrong with an event, and at which property. */
export interface Misfit {
  kind: MisfitKind
  /** Key of the property at fault; '' when it is the event or its time. */
  property: string
  /** A Chinese sentence without the event's name. */
  reason: string
}

/** The first of them is the one that is named; the others are counted too. */
export type Misfits = [Misfit, ...Misfit[]]

/** Thrown while an event is read, and caught there. */
export class MisfitError extends Error {
  constructor(readonly misfit: Misfit) {
    super(misfit.kind)
  }
}

export const misfit = (kind: MisfitKind, property: string, reason: string): MisfitError =>
  new MisfitError({ kind, property, reason })
