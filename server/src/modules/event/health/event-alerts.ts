import { createHash } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { IsNull } from 'typeorm'
import { Clock } from '../../../platform/clock'
import { CONFIG, type Config } from '../../../platform/config'
import { Database, type UpdateResultHeader } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { LOGGER, type Logger } from '../../../platform/logger'
import { workCalls } from '../../../wechat'
import { AccountService, WechatClients } from '../../account'
import { StaffService } from '../../staff'
import { EventAlert } from './event-alert.entity'
import type { Finding } from './finding'

const SHOWN = 100

const keyOf = ({ kind, event, property = '' }: Finding): string =>
  createHash('sha256').update(`${kind} ${event} ${property}`.trimEnd()).digest('hex')

/** Turns findings into alerts: one per trouble while it lasts, told once, to the person who answers for the event. */
@Injectable()
export class EventAlerts {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly staff: StaffService,
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Open alerts of a person and of nobody, and what was over within the last ones, the newest first. */
  async of(staffId: number): Promise<EventAlert[]> {
    return this.db
      .repo(EventAlert)
      .createQueryBuilder('alert')
      .where('alert.staffId = :staffId OR alert.staffId IS NULL', { staffId })
      .orderBy('alert.resolvedAt IS NULL', 'DESC')
      .addOrderBy('alert.id', 'DESC')
      .take(SHOWN)
      .getMany()
  }

  /** Writes findings down and tells those who have not been told. */
  async settle(findings: readonly Finding[]): Promise<void> {
    const now = this.clock.now()
    for (const finding of findings) await this.note(finding, now)
    const open = new Set(findings.map(keyOf))
    const alerts = await this.db.repo(EventAlert).findBy({ resolvedAt: IsNull() })
    for (const alert of alerts) {
      if (alert.openKey !== null && open.has(alert.openKey)) await this.tell(alert, now)
      else await this.db.repo(EventAlert).update({ id: alert.id }, { resolvedAt: now, openKey: null })
    }
  }

  /** Keeps an alert quiet, also when the same trouble comes back meanwhile. @throws NOT_FOUND */
  async mute(id: number, hours: number): Promise<void> {
    const mutedUntil = hours === 0 ? null : new Date(this.clock.now().getTime() + hours * 3_600_000)
    await this.change(id, { mutedUntil, readAt: this.clock.now() })
  }

  /** @throws NOT_FOUND */
  async read(id: number): Promise<void> {
    await this.change(id, { readAt: this.clock.now() })
  }

  private async change(id: number, change: Partial<EventAlert>): Promise<void> {
    const { affected } = await this.db.repo(EventAlert).update({ id }, change)
    if (affected === 0) throw new AppError('NOT_FOUND', { params: { what: '提醒' } })
  }

  private async note(finding: Finding, now: Date): Promise<void> {
    const mutedUntil = await this.mutedUntil(finding, now)
    await this.db.query(
      `INSERT INTO event_alert (kind, event, property, open_key, sentence, staff_id, opened_at, last_found_at, muted_until)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE sentence = VALUES(sentence), staff_id = VALUES(staff_id),
         last_found_at = VALUES(last_found_at), findings = findings + 1`,
      [
        finding.kind,
        finding.event,
        finding.property ?? '',
        keyOf(finding),
        finding.sentence.slice(0, 200),
        finding.staffId,
        now,
        now,
        mutedUntil,
      ],
    )
  }

  /** A trouble that was muted and comes back stays muted. */
  private async mutedUntil({ kind, event, property = '' }: Finding, now: Date): Promise<Date | null> {
    const [row] = await this.db.query<{ until: Date | null }[]>(
      'SELECT MAX(muted_until) AS until FROM event_alert WHERE kind = ? AND event = ? AND property = ? AND muted_until > ?',
      [kind, event, property, now],
    )
    return row?.until ?? null
  }

  private async tell(alert: EventAlert, now: Date): Promise<void> {
    const muted = alert.mutedUntil !== null && alert.mutedUntil > now
    if (muted || alert.notifiedAt !== null || alert.staffId === null) return
    const userid = (await this.staff.byIds([alert.staffId])).get(alert.staffId)?.workUserid
    const [account] = await this.accounts.list('work')
    const agentid = account?.settings.agentId
    if (!userid || !account || !agentid) return
    const claimed = await this.db.query<UpdateResultHeader>(
      'UPDATE event_alert SET notified_at = ? WHERE id = ? AND notified_at IS NULL',
      [now, alert.id],
    )
    if (claimed.affectedRows !== 1) return
    try {
      const client = await this.clients.work(account.id)
      await client.call(workCalls.sendAppMessage, {
        touser: userid,
        agentid,
        msgtype: 'text',
        text: { content: `【埋点提醒】${alert.sentence}\n${this.config.publicUrl}/event-definitions/health` },
      })
    } catch (error) {
      // The bell in the console still rings; a message that may have arrived is not sent again.
      this.logger.warn({ err: error, alert: alert.id }, '埋点提醒没有发到企业微信')
    }
  }
}
