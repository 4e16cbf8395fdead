import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { RuleDependencies } from '@guiyi/shared'
import { AudienceEngine, chunks } from '../../../platform/audience-engine'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { JobRegistry } from '../../../platform/jobs'
import { EVENT_ENGINE_TABLE } from '../../event'
import { Moment } from '../compiler/moment'
import type { MaterialisedOwner } from '../materialised/materialised-delta.entity'
import { MaterialisedValues } from '../materialised/materialised-values'
import type { Evaluated } from './evaluated'
import { Evaluations } from './evaluations'

export const SWEEP_JOB = 'rule.sweep'
const EVERY_SECONDS = 60
const PEOPLE_AT_ONCE = 2000

type RollingWindow = RuleDependencies['windows'][number]

/**
 * Time passing changes values without any event: a purchase leaves the 30-day window, a future-dated one begins to
 * count. Finds the people whose boundary lay between the last sweep and now, and evaluates only those. Rules that move
 * with the calendar itself (birthdays, days since) are evaluated for everyone once a day of Asia/Shanghai.
 */
@Injectable()
export class SweepJob implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly evaluations: Evaluations,
    private readonly values: MaterialisedValues,
    private readonly engine: AudienceEngine,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.register({ kind: SWEEP_JOB, handler: () => this.sweep() })
    this.registry.every(SWEEP_JOB, EVERY_SECONDS)
  }

  /** One sweep over everything that is kept up to date. */
  async sweep(): Promise<void> {
    const active = await this.evaluations.active()
    for (const kind of ['tag', 'segment'] as const) {
      const owners = active.filter((owner) => owner.kind === kind)
      const rows = await this.values.ownerRows(
        kind,
        owners.map(({ id }) => id),
      )
      for (const owner of owners) await this.sweepOne(owner, rows.get(owner.id))
    }
  }

  private async sweepOne(owner: Evaluated, row: MaterialisedOwner | undefined): Promise<void> {
    // Before the first evaluation of everyone there is nothing to correct.
    if (!row?.sweptAt || !row.evaluatedAt) return
    const now = this.clock.now()
    if (owner.dependencies.daily && new Moment(row.evaluatedAt).today < new Moment(now).today) {
      await this.db.transaction(() => this.evaluations.requestAll(owner.kind, owner.id))
    }
    const people = new Set<number>()
    for (const window of owner.dependencies.windows) {
      for (const id of await this.crossed(window, row.sweptAt, now)) people.add(id)
    }
    for (const part of chunks([...people], PEOPLE_AT_ONCE)) await this.evaluations.evaluateSome([owner], part, 'time')
    await this.db.query('UPDATE materialised_owner SET swept_at = ? WHERE owner_kind = ? AND owner_id = ?', [
      now,
      owner.kind,
      owner.id,
    ])
  }

  /** Whose event left the window, or began to count, in (from, to]. */
  private async crossed({ event, days, unit }: RollingWindow, from: Date, to: Date): Promise<number[]> {
    const between = (name: string): string =>
      `occurred_at BETWEEN fromUnixTimestamp64Milli({${name}From:Int64}) AND fromUnixTimestamp64Milli({${name}To:Int64})`
    const begins = (at: Date): number => new Moment(at).bounds({ kind: 'past', days, unit }).from ?? 0
    // A window of calendar days stands still until midnight.
    const leaving = days > 0 && begins(from) < begins(to)
    const rows = await this.engine.query<{ customer_id: number }>(
      `SELECT DISTINCT customer_id FROM ${EVENT_ENGINE_TABLE.name} WHERE name = {event:String} AND (${between('new')}${leaving ? ` OR ${between('old')}` : ''})`,
      {
        event,
        newFrom: from.getTime(),
        newTo: to.getTime(),
        ...(leaving ? { oldFrom: begins(from), oldTo: begins(to) } : {}),
      },
    )
    return rows.map(({ customer_id }) => customer_id)
  }
}
