import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import { PERMISSIONS } from '@guiyi/shared'
import type { FastifyRequest } from 'fastify'
import { ActorContext, type Actor, type ConsumerActor, type StaffActor } from '../context'
import { AppError } from '../errors'
import { ACCESS, type Access } from './access'

type Reader<A extends Actor> = (request: FastifyRequest) => Promise<A | null>

/** Who can tell from a request who sends it; the modules that own sessions and tokens register here at start-up. */
@Injectable()
export class Authenticators {
  staff: Reader<StaffActor> = () => Promise.resolve(null)
  consumer: Reader<ConsumerActor> = () => Promise.resolve(null)
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Denies unless the route declares who may come in and the request proves to be from such a one. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticators: Authenticators,
    private readonly actors: ActorContext,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ])
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    this.actors.setRequestId(request.id)
    if (!access) throw new AppError('FORBIDDEN', { params: { permission: '此地址未声明访问权限' } })
    if (access.kind === 'public') return true
    const actor =
      access.kind === 'consumer'
        ? await this.authenticators.consumer(request)
        : await this.authenticators.staff(request)
    if (!actor) throw new AppError('NOT_LOGGED_IN')
    if (actor.kind === 'staff') {
      refuseCrossSite(request)
      const needed = access.kind === 'staff' ? [access.permission, ...access.also] : []
      const missing = needed.find((permission) => !actor.permissions.includes(permission))
      if (missing) throw new AppError('FORBIDDEN', { params: { permission: PERMISSIONS[missing] } })
    }
    request.actor = actor
    this.actors.set(actor)
    return true
  }
}

/**
 * A cookie alone must not act: a changing request also carries a header that a foreign page cannot send without our
 * consent, and, where the browser tells, comes from our own origin.
 * @throws CROSS_SITE_REQUEST
 */
export function refuseCrossSite(request: FastifyRequest): void {
  if (SAFE_METHODS.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  const sameSite = site === undefined || site === 'same-origin' || site === 'none'
  if (request.headers['x-requested-with'] !== 'guiyi' || !sameSite) throw new AppError('CROSS_SITE_REQUEST')
}
