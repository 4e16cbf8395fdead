import { createHash, randomBytes } from 'node:crypto'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { ROLE_PERMISSIONS } from '@guiyi/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Clock } from '../../../platform/clock'
import { CONFIG, type Config } from '../../../platform/config'
import type { StaffActor } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { Authenticators } from '../../../platform/http'
import { JobRegistry } from '../../../platform/jobs'
import { Staff } from '../staff.entity'
import { StaffSession } from './session.entity'

const LIFE_HOURS = 12
/** `lastSeenAt` is for people to read; writing it more often would cost a commit per request. */
const SEEN_EVERY_MS = 5 * 60_000

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Sessions of staff: an opaque secret in an HttpOnly cookie, its hash in the database. */
@Injectable()
export class SessionService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly authenticators: Authenticators,
    private readonly jobs: JobRegistry,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.authenticators.staff = (request) => this.read(request)
    this.jobs.register({
      kind: 'staff.forget-expired-sessions',
      handler: () => this.db.query('DELETE FROM staff_session WHERE expires_at < ?', [this.clock.now()]),
    })
    this.jobs.every('staff.forget-expired-sessions', 3600)
  }

  /**
   * The `__Host-` prefix binds the cookie to this host and to HTTPS; over plain HTTP browsers would refuse it. The
   * sidebar has a cookie of its own, so that opening it leaves whoever is logged in to the console beside it alone.
   */
  private cookieName(request: FastifyRequest): string {
    const name = request.headers['x-guiyi-surface'] === 'sidebar' ? 'guiyi-sidebar' : 'guiyi-session'
    return this.config.secureCookies ? `__Host-${name}` : name
  }

  /** Opens a session and puts its cookie on the reply. */
  async open(staff: Staff, via: StaffSession['via'], request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const token = randomBytes(32).toString('base64url')
    const now = this.clock.now()
    const expiresAt = new Date(now.getTime() + LIFE_HOURS * 3_600_000)
    await this.db
      .repo(StaffSession)
      .insert({ tokenHash: hashOf(token), staffId: staff.id, via, ip: request.ip, lastSeenAt: now, expiresAt })
    await this.db.repo(Staff).update({ id: staff.id }, { lastLoginAt: now })
    void reply.setCookie(this.cookieName(request), token, {
      path: '/',
      httpOnly: true,
      secure: this.config.secureCookies,
      // The sidebar is framed by 企业微信, which is cross-site; without HTTPS browsers allow only Lax.
      sameSite: this.config.secureCookies ? 'none' : 'lax',
      expires: expiresAt,
    })
  }

  async close(sessionId: number, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.db.repo(StaffSession).delete({ id: sessionId })
    void reply.clearCookie(this.cookieName(request), { path: '/' })
  }

  /** Ends every session of one member of staff, except `keep`. */
  async closeAll(staffId: number, keep?: number): Promise<void> {
    await this.db.query('DELETE FROM staff_session WHERE staff_id = ? AND id <> ?', [staffId, keep ?? 0])
  }

  private async read(request: FastifyRequest): Promise<StaffActor | null> {
    const token = request.cookies[this.cookieName(request)]
    if (!token) return null
    const session = await this.db.repo(StaffSession).findOneBy({ tokenHash: hashOf(token) })
    const now = this.clock.now()
    if (!session || session.expiresAt <= now) return null
    const staff = await this.db.repo(Staff).findOneBy({ id: session.staffId })
    if (!staff || staff.disabled) return null
    if (now.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY_MS) {
      await this.db.repo(StaffSession).update({ id: session.id }, { lastSeenAt: now })
    }
    return {
      kind: 'staff',
      staffId: staff.id,
      name: staff.name,
      role: staff.role,
      permissions: ROLE_PERMISSIONS[staff.role],
      sessionId: session.id,
    }
  }
}
