import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import type { ConsumerActor } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { Authenticators } from '../../../platform/http'
import { TrackRefusals } from './track-refusals'
import { TrackSources, type OpenSource } from './track-sources'

export type TrackSender = { kind: 'consumer'; actor: ConsumerActor } | { kind: 'source'; source: OpenSource }

declare module 'fastify' {
  interface FastifyRequest {
    trackSender?: TrackSender
  }
}

const KEY = /^(?:Bearer )?(gyk_[\w-]{20,60})$/

/** Finds out who reports events, before anything that was sent is looked at. */
@Injectable()
export class TrackGuard implements CanActivate {
  constructor(
    private readonly sources: TrackSources,
    private readonly authenticators: Authenticators,
    private readonly refusals: TrackRefusals,
  ) {}

  /** @throws NOT_LOGGED_IN, TRACK_KEY_INVALID, TRACK_ORIGIN_FORBIDDEN */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Querystring: { key?: unknown } }>>()
    request.trackSender = await this.senderOf(request)
    return true
  }

  private async senderOf(request: FastifyRequest<{ Querystring: { key?: unknown } }>): Promise<TrackSender> {
    const { authorization, origin } = request.headers
    const given = authorization ?? request.query.key
    const key = typeof given === 'string' ? KEY.exec(given)?.[1] : undefined
    if (key === undefined) {
      const actor = await this.authenticators.consumer(request)
      if (!actor) throw new AppError(given === undefined || authorization ? 'NOT_LOGGED_IN' : 'TRACK_KEY_INVALID')
      return { kind: 'consumer', actor }
    }
    const source = await this.sources.byKey(key)
    if (!source) throw new AppError('TRACK_KEY_INVALID')
    if (source.origins && origin !== undefined && !source.origins.includes(origin)) {
      const refused = new AppError('TRACK_ORIGIN_FORBIDDEN')
      this.refusals.note(source.id, refused, null, origin)
      throw refused
    }
    return { kind: 'source', source }
  }
}
