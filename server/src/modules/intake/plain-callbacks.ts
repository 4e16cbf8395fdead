import { createHash } from 'node:crypto'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../platform/clock'
import { answeredWithin, Database, isRecordAway, SidePool } from '../../platform/database'
import { JobRegistry } from '../../platform/jobs'
import { WINDOW_SECONDS } from './callback-accounts'
import { LocalJournal } from './journal/local-journal'

const FORGET_JOB = 'intake.forget-plain-callbacks'
const FORGET_EVERY_SECONDS = 600
/** A timestamp may lie one window ahead of us and stay fresh for one more. */
const KEPT_SECONDS = WINDOW_SECONDS * 2
const FORGOTTEN_AT_ONCE = 5_000
/** The platforms hang up after five seconds, and the message itself needs its time too. */
const RECORD_ANSWERS_WITHIN_MS = 1_000

const sha256 = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/**
 * Where messages come in the clear, a platform signs time and nonce and not the message, so whoever has seen one request
 * could send another message under its signature. All processes together let one signature stand for one message.
 */
@Injectable()
export class PlainCallbacks implements OnModuleInit {
  constructor(
    private readonly side: SidePool,
    private readonly db: Database,
    private readonly journal: LocalJournal,
    private readonly clock: Clock,
    private readonly jobs: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ kind: FORGET_JOB, handler: () => this.forget() })
    this.jobs.every(FORGET_JOB, FORGET_EVERY_SECONDS)
  }

  /**
   * Whether another message came under this signature before; keeps this one otherwise. Cannot know, and says no, while the record is away: what
   * platforms send must be kept then.
   */
  async stoodForAnother(accountId: number, signature: string, message: Buffer): Promise<boolean> {
    if (this.journal.carries) return false
    const id = sha256(`${accountId}:${signature}`)
    const own = sha256(message)
    try {
      return (await answeredWithin(RECORD_ANSWERS_WITHIN_MS, this.firstUnder(id, own))) !== own
    } catch (error) {
      if (isRecordAway(error)) return false
      throw error
    }
  }

  /** The message that came first, which may be this one. */
  private async firstUnder(id: string, message: string): Promise<string | undefined> {
    await this.side.query(
      'INSERT INTO plain_callback (id, message, seen_at) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE id = id',
      [id, message, this.clock.now()],
    )
    const [row] = await this.side.query<{ message: string }[]>('SELECT message FROM plain_callback WHERE id = ?', [id])
    return row?.message
  }

  private async forget(): Promise<void> {
    const until = new Date(this.clock.now().getTime() - KEPT_SECONDS * 1000)
    for (let left = FORGOTTEN_AT_ONCE; left === FORGOTTEN_AT_ONCE;) {
      const { affectedRows } = await this.db.query<{ affectedRows: number }>(
        'DELETE FROM plain_callback WHERE seen_at < ? LIMIT ?',
        [until, FORGOTTEN_AT_ONCE],
      )
      left = affectedRows
    }
  }
}
