import type { Actor, ConsumerActor, StaffActor } from '../context'
import { AppError } from '../errors'

/** The member of staff behind a request; a route for staff sees nobody else. @throws NOT_LOGGED_IN */
export function staffOf(actor: Actor): StaffActor {
  if (actor.kind !== 'staff') throw new AppError('NOT_LOGGED_IN')
  return actor
}

/** The consumer behind a request; a route for consumers sees nobody else. @throws NOT_LOGGED_IN */
export function consumerOf(actor: Actor): ConsumerActor {
  if (actor.kind !== 'consumer') throw new AppError('NOT_LOGGED_IN')
  return actor
}
