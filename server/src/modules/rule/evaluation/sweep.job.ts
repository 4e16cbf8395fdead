import { Injectable, type OnModuleInit } from '@nestjs/common'
import { chunks } from '../../../platform/audience-engine'
import { Clock, startOfShanghaiDay } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { JobRegistry } from '../../../platform/jobs'
import { Moment } from '../compiler/moment'
import type { MaterialisedOwner } from '../materialised/materialised-delta.entity'
import type { OwnerKind } from '../materialised/materialised-tables'
import { MaterialisedValues } from '../materialised/materialised-values'
import type { Evaluated } from './evaluated'
import { Evaluations } from './evaluations'
import { Looks } from './looks'
import { boundaryAt, WindowBoundaries, windowKey, type Crossings, type RollingWindow } from './window-boundaries'

export const SWEEP_JOB = 'rule.sweep'
const EVERY_SECONDS = 60
const PEOPLE_AT_ONCE = 1000
const AGAIN_MS = 100

/** Something that has been evaluated for everyone, and up to when the passing of time has been accounted for. */
interface Swept {
  owner: Evaluated
  from: Date
  evaluatedAt: Date
}

/**
 * Time passing changes values without any event: a purchase leaves the 30-day window, a future-dated one begins to
 * count. Finds the people whose boundary lay between the last sweep and now, for all tags and segments with one look at
 * the events, and has only those evaluated. Rules that move with the calendar itself (birthdays, days since) are evaluated
 * for everyone once a day of Asia/Shanghai.
 */
@Injectable()
export class SweepJob implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly evaluations: Evaluations,
    private readonly values: MaterialisedValues,
    private readonly boundaries: WindowBoundaries,
    private readonly looks: Looks,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.register({ kind: SWEEP_JOB, handler: (_, context) => this.sweep(() => context.cancelled()) })
    this.registry.every(SWEEP_JOB, EVERY_SECONDS)
  }

  /**
   * One sweep over everything that is kept up to date. Its people are looked at by the feed.
   * @param stopped whether to leave off; the next sweep then finds the same people again
   */
  async sweep(stopped: () => Promise<boolean> = () => Promise.resolve(false)): Promise<void> {
    const now = this.clock.now()
    const swept = await this.evaluated()
    await this.requestDaily(swept, now)
    const windows = swept.flatMap(({ owner, from }) => windowsOf(owner).map((window) => ({ ...window, from })))
    const crossed = windows.length === 0 ? new Map<string, Crossings>() : await this.boundaries.crossed(windows, now)
    const people = new Set(swept.flatMap((one) => concerned(one, crossed)))
    for (const part of chunks([...people], PEOPLE_AT_ONCE)) {
      // At midnight they can be many, and those to whom something happens meanwhile must not wait for all of them.
      while (await this.looks.waiting('time')) {
        if (await stopped()) return
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      }
      await this.looks.ask('time', part)
    }
    await this.remember(swept, now)
  }

  /** Before the first evaluation of everyone there is nothing to correct. */
  private async evaluated(): Promise<Swept[]> {
    const active = await this.evaluations.active()
    const rows = new Map<string, MaterialisedOwner>()
    for (const kind of KINDS) {
      const ids = active.filter((owner) => owner.kind === kind).map(({ id }) => id)
      for (const [id, row] of await this.values.ownerRows(kind, ids)) rows.set(`${kind}:${id}`, row)
    }
    return active.flatMap((owner) => {
      const { sweptAt = null, evaluatedAt = null } = rows.get(`${owner.kind}:${owner.id}`) ?? {}
      return sweptAt && evaluatedAt ? [{ owner, from: sweptAt, evaluatedAt }] : []
    })
  }

  /** What is being evaluated already, or waits for it, is not asked for again; what somebody has stopped, not on that day. */
  private async requestDaily(swept: readonly Swept[], now: Date): Promise<void> {
    const { today } = new Moment(now)
    const midnight = new Date(startOfShanghaiDay(today))
    const due = swept.filter(
      ({ owner, evaluatedAt }) => owner.dependencies.daily && new Moment(evaluatedAt).today < today,
    )
    for (const kind of KINDS) {
      const ids = due.filter(({ owner }) => owner.kind === kind).map(({ owner }) => owner.id)
      const running = await this.evaluations.running(kind, ids)
      const stopped = ids.length === 0 ? new Set<number>() : await this.evaluations.stoppedSince(kind, midnight)
      for (const id of ids)
        if (!running.has(id) && !stopped.has(id)) await this.db.transaction(() => this.evaluations.requestAll(kind, id))
    }
  }

  private async remember(swept: readonly Swept[], now: Date): Promise<void> {
    for (const kind of KINDS) {
      const ids = swept.filter(({ owner }) => owner.kind === kind).map(({ owner }) => owner.id)
      if (ids.length === 0) continue
      await this.db.query(
        'UPDATE materialised_owner SET swept_at = GREATEST(swept_at, ?) WHERE owner_kind = ? AND owner_id IN (?)',
        [now, kind, ids],
      )
    }
  }
}

const KINDS: readonly OwnerKind[] = ['tag', 'segment']

/** Its windows; an event that begins to count matters to each of them. */
function windowsOf({ dependencies }: Evaluated): RollingWindow[] {
  return dependencies.windows.flatMap((window) => [window, { event: window.event, days: 0 }])
}

/** Who crossed a boundary of one of its windows since it was last swept. */
function concerned({ owner, from }: Swept, crossed: ReadonlyMap<string, Crossings>): number[] {
  return windowsOf(owner).flatMap((window) => {
    const begins = boundaryAt(window, from)
    return [...(crossed.get(windowKey(window)) ?? [])].filter(([, at]) => at >= begins).map(([id]) => id)
  })
}
