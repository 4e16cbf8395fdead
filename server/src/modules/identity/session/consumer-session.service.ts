import { createHash, randomBytes } from 'node:crypto'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { Clock } from '../../../platform/clock'
import type { ConsumerActor } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { Authenticators } from '../../../platform/http'
import { JobRegistry } from '../../../platform/jobs'
import { ConsumerSession } from './consumer-session.entity'

const LIFE_SECONDS = 30 * 86_400

export interface OpenedSession {
  token: string
  expiresInSeconds: number
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Sessions of consumers: an opaque bearer token, its hash in the database. */
@Injectable()
export class ConsumerSessionService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly authenticators: Authenticators,
    private readonly jobs: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.authenticators.consumer = (request) => this.read(request)
    this.jobs.register({
      kind: 'identity.forget-expired-sessions',
      handler: () => this.db.query('DELETE FROM consumer_session WHERE expires_at < ?', [this.clock.now()]),
    })
    this.jobs.every('identity.forget-expired-sessions', 3600)
  }

  /** @param identityId the mini-program identity that logged in */
  async open(identityId: number, accountId: number): Promise<OpenedSession> {
    const token = randomBytes(32).toString('base64url')
    const expiresAt = new Date(this.clock.now().getTime() + LIFE_SECONDS * 1000)
    await this.db.repo(ConsumerSession).insert({ tokenHash: hashOf(token), identityId, accountId, expiresAt })
    return { token, expiresInSeconds: LIFE_SECONDS }
  }

  private async read(request: FastifyRequest): Promise<ConsumerActor | null> {
    const token = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1]
    if (!token) return null
    const [session] = await this.db.query<{ identityId: string; accountId: string; customerId: string | null }[]>(
      `SELECT s.identity_id AS identityId, s.account_id AS accountId, i.customer_id AS customerId
       FROM consumer_session s JOIN identity i ON i.id = s.identity_id WHERE s.token_hash = ? AND s.expires_at > ?`,
      [hashOf(token), this.clock.now()],
    )
    if (!session?.customerId) return null
    return {
      kind: 'consumer',
      customerId: Number(session.customerId),
      identityId: Number(session.identityId),
      accountId: Number(session.accountId),
    }
  }
}
