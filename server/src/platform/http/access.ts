import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common'
import type { Permission } from '@guiyi/shared'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../context'
import { AppError } from '../errors'

/** How a route may be reached. A route that declares nothing is refused. */
export type Access =
  | { kind: 'staff'; permission: Permission; also: readonly Permission[] }
  | { kind: 'any-staff' }
  | { kind: 'consumer' }
  | { kind: 'public'; reason: string }

export const ACCESS = 'guiyi:access'
export const OWN_TRANSACTIONS = 'guiyi:own-transactions'
export const READS_ONLY = 'guiyi:reads-only'

/** For staff who hold the permission, and the further ones where a reply shows more than the first covers. */
export const Allow = (permission: Permission, ...also: Permission[]): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { kind: 'staff', permission, also } satisfies Access)

/** For every logged-in member of staff: one's own session and profile. */
export const AllowAnyStaff = (): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { kind: 'any-staff' } satisfies Access)

/** For a consumer with a mini-program bearer token. */
export const AllowConsumer = (): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { kind: 'consumer' } satisfies Access)

/** For everybody; the reason stands in the code because it needs one. */
export const Public = (reason: string): MethodDecorator & ClassDecorator =>
  SetMetadata(ACCESS, { kind: 'public', reason } satisfies Access)

/** Leaves transactions to the handler, because it calls the outside world between them. The audit row follows its success. */
export const OwnTransactions = (reason: string): MethodDecorator => SetMetadata(OWN_TRANSACTIONS, reason)

/** For a POST that changes nothing and only needs a body to ask with: no transaction and no audit row. */
export const ReadsOnly = (reason: string): MethodDecorator => SetMetadata(READS_ONLY, reason)

declare module 'fastify' {
  interface FastifyRequest {
    actor?: Actor
  }
}

/** The actor of the request, whatever its kind. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>()
  if (!actor) throw new AppError('NOT_LOGGED_IN')
  return actor
})
