import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { LoginAttempt } from './login-attempt.entity'

const WINDOW_MINUTES = 15
const LIMIT_PER_USERNAME_AND_IP = 8
const LIMIT_PER_IP = 40

/** Slows down the guessing of passwords: a few failures per user name and address, more per address alone. */
@Injectable()
export class LoginThrottle {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws LOGIN_THROTTLED when too many attempts failed within a quarter of an hour */
  async check(username: string, ip: string): Promise<void> {
    for (const { key, limit } of this.counters(username, ip)) {
      const row = await this.db.repo(LoginAttempt).findOneBy({ keyHash: key })
      if (!row || row.failures < limit) continue
      const leftMs = row.windowStartedAt.getTime() + WINDOW_MINUTES * 60_000 - this.clock.now().getTime()
      if (leftMs > 0) throw new AppError('LOGIN_THROTTLED', { params: { minutes: Math.ceil(leftMs / 60_000) } })
    }
  }

  async failed(username: string, ip: string): Promise<void> {
    const now = this.clock.now()
    const windowStart = new Date(now.getTime() - WINDOW_MINUTES * 60_000)
    for (const { key } of this.counters(username, ip)) {
      await this.db.query(
        `INSERT INTO login_attempt (key_hash, failures, window_started_at) VALUES (?, 1, ?)
         ON DUPLICATE KEY UPDATE failures = IF(window_started_at < ?, 1, failures + 1),
           window_started_at = IF(window_started_at < ?, VALUES(window_started_at), window_started_at)`,
        [key, now, windowStart, windowStart],
      )
    }
  }

  async succeeded(username: string, ip: string): Promise<void> {
    const [own] = this.counters(username, ip)
    if (own) await this.db.repo(LoginAttempt).delete({ keyHash: own.key })
  }

  private counters(username: string, ip: string): { key: string; limit: number }[] {
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
    return [
      { key: hash(`${username.toLowerCase()}\0${ip}`), limit: LIMIT_PER_USERNAME_AND_IP },
      { key: hash(`ip\0${ip}`), limit: LIMIT_PER_IP },
    ]
  }
}
