import type { Actor, ConsumerActor } from '../../../platform/context'
import { AppError } from '../../../platform/errors'

/** A route for consumers only ever sees consumers; the guard saw to it. */
export function consumerOf(actor: Actor): ConsumerActor {
  if (actor.kind !== 'consumer') throw new AppError('NOT_LOGGED_IN')
  return actor
}
