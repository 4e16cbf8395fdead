import { Injectable } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { SecretBox } from '../../../platform/secret-box'
import { EventService } from '../event.service'
import type { Misfit } from '../misfit'
import type { ReadEvent } from '../event.policy'
import { EventJudge, type TrackedEvent } from './event-judge'
import { QuarantinedEvent } from './quarantined-event.entity'

const PURPOSE = 'quarantined-event'
const ROWS_AT_ONCE = 500
const FAULTS_KEPT = 20

/** What a quarantined event says, beside the columns of its row. */
interface HeldBody {
  channel: string
  time: string
  properties: Record<string, unknown>
}

export interface ReplayOutcome {
  /** Became events. */
  replayed: number
  /** Still do not fit. */
  held: number
}

/** Keeps events that do not fit, and lets them go once they do. */
@Injectable()
export class Quarantine {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly box: SecretBox,
    private readonly judge: EventJudge,
    private readonly events: EventService,
  ) {}

  /** Keeps events with their misfit, in the running transaction. */
  async hold(events: readonly TrackedEvent[]): Promise<void> {
    for (let start = 0; start < events.length; start += ROWS_AT_ONCE) {
      const rows = events.slice(start, start + ROWS_AT_ONCE).map((tracked) => this.rowOf(tracked))
      await this.db.repo(QuarantinedEvent).insert(rows)
    }
  }

  /**
   * Judges held events again and records those that fit now. Row locks and one transaction: however often and by
   * however many it is asked for, each event is recorded once.
   */
  async replay(ids: readonly number[]): Promise<ReplayOutcome> {
    if (ids.length === 0) return { replayed: 0, held: 0 }
    return this.db.separateTransaction(async () => {
      const rows = await this.db
        .repo(QuarantinedEvent)
        .createQueryBuilder('held')
        .where("held.id IN (:...ids) AND held.state = 'held'", { ids })
        .orderBy('held.id')
        .setLock('pessimistic_write')
        .getMany()
      const read: ReadEvent[] = []
      const done: number[] = []
      const judgements = await this.judge.judge(rows.map((row) => this.open(row)))
      for (const [index, row] of rows.entries()) {
        const judged = judgements[index]
        if (!judged) continue
        if ('event' in judged) {
          read.push(judged.event)
          done.push(row.id)
        } else {
          const found = foundIn(judged.misfits, judged.readAs)
          if (JSON.stringify([found.faults, found.readAs]) !== JSON.stringify([row.faults, row.readAs]))
            await this.db.repo(QuarantinedEvent).update({ id: row.id }, found)
        }
      }
      await this.events.recordRead(read)
      if (done.length > 0)
        await this.db.query("UPDATE quarantined_event SET state = 'replayed', settled_at = ? WHERE id IN (?)", [
          this.clock.now(),
          done,
        ])
      return { replayed: done.length, held: rows.length - done.length }
    })
  }

  /** What was sent. */
  open(row: QuarantinedEvent): TrackedEvent {
    const { channel, time, properties } = JSON.parse(this.box.open(row.body, PURPOSE)) as HeldBody
    return {
      sourceId: row.sourceId,
      channel,
      identityId: row.identityId,
      dedupKey: row.dedupKey,
      event: row.event,
      time,
      properties,
      receivedAt: row.receivedAt,
    }
  }

  private rowOf(tracked: TrackedEvent): Partial<QuarantinedEvent> {
    const { channel, time, properties, misfits = [], readAs = tracked.event } = tracked
    const body: HeldBody = { channel, time, properties }
    return {
      sourceId: tracked.sourceId,
      identityId: tracked.identityId,
      dedupKey: tracked.dedupKey,
      event: tracked.event,
      ...foundIn(misfits, readAs),
      body: this.box.seal(JSON.stringify(body), PURPOSE),
      occurredAt: new Date(time),
      receivedAt: tracked.receivedAt,
    }
  }
}

/** What a judgement writes into the row. */
function foundIn(
  misfits: readonly Misfit[],
  readAs: string,
): Pick<QuarantinedEvent, 'reason' | 'property' | 'detail' | 'readAs' | 'faults'> {
  const [first] = misfits
  return {
    reason: first?.kind ?? 'unknown_event',
    property: first?.property ?? '',
    detail: (first?.reason ?? '').slice(0, 200),
    readAs: readAs.slice(0, 64),
    faults: misfits.slice(0, FAULTS_KEPT).map(({ kind, property }) => ({ kind, property })),
  }
}
