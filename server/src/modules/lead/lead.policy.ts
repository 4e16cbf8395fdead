import type { StaffActor } from '../../platform/context'

/** How many open leads one sales can do justice to. */
export const OPEN_LEADS_PER_SALES = 300

/** Whose leads an actor may see: everybody's, or one's own and the pool's. */
export const seesAll = (actor: StaffActor): boolean => actor.permissions.includes('lead.read-all')

/** One's own, the pool's, or any for those who see all. */
export const maySee = (actor: StaffActor, lead: { ownerId: number | null }): boolean =>
  seesAll(actor) || lead.ownerId === null || lead.ownerId === actor.staffId

/** Only the owner works on a lead, or somebody who may assign it. */
export const mayFollow = (actor: StaffActor, lead: { ownerId: number | null }): boolean =>
  lead.ownerId === actor.staffId || actor.permissions.includes('lead.assign')
