import type { Actor, StaffActor } from '../../platform/context'
import { AppError } from '../../platform/errors'

/** How many open leads one sales can do justice to. */
export const OPEN_LEADS_PER_SALES = 300

/** Whose leads an actor may see: everybody's, or one's own and the pool's. */
export const seesAll = (actor: StaffActor): boolean => actor.permissions.includes('lead.read-all')

/** A route for staff only ever sees staff. @throws NOT_LOGGED_IN */
export function staffOf(actor: Actor): StaffActor {
  if (actor.kind !== 'staff') throw new AppError('NOT_LOGGED_IN')
  return actor
}

/** One's own, the pool's, or any for those who see all. */
export const maySee = (actor: StaffActor, lead: { ownerId: number | null }): boolean =>
  seesAll(actor) || lead.ownerId === null || lead.ownerId === actor.staffId

/** Only the owner works on a lead, or somebody who may assign it. */
export const mayFollow = (actor: StaffActor, lead: { ownerId: number | null }): boolean =>
  lead.ownerId === actor.staffId || actor.permissions.includes('lead.assign')
