import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { JobRegistry, type JobContext } from '../../../platform/jobs'
import { heldWhere, type HeldFilter } from './held-filter'
import { Quarantine } from './quarantine'

export const REPLAY_JOB = 'event.replay-quarantine'

export interface ReplayPayload {
  filter: HeldFilter
}

const AT_ONCE = 500

/** Judges held events again, oldest first, in small transactions; may be cancelled between them. */
@Injectable()
export class ReplayQuarantineJob implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly quarantine: Quarantine,
    private readonly jobs: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.jobs.register<ReplayPayload>({
      kind: REPLAY_JOB,
      keep: true,
      handler: ({ filter }, context) => this.run(filter, context),
    })
  }

  private async run(filter: HeldFilter, context: JobContext): Promise<{ replayed: number; held: number }> {
    const { sql, params } = heldWhere(filter)
    const [range] = await this.db.query<{ total: string; last: string | null }[]>(
      `SELECT COUNT(*) AS total, MAX(id) AS last FROM quarantined_event WHERE ${sql}`,
      params,
    )
    const total = Number(range?.total ?? 0)
    const outcome = { replayed: 0, held: 0 }
    for (let after = 0; ;) {
      const rows = await this.db.query<{ id: string }[]>(
        `SELECT id FROM quarantined_event WHERE ${sql} AND id > ? AND id <= ? ORDER BY id LIMIT ?`,
        [...params, after, Number(range?.last ?? 0), AT_ONCE],
      )
      const ids = rows.map(({ id }) => Number(id))
      const last = ids.at(-1)
      if (last === undefined) return outcome
      const { replayed, held } = await this.quarantine.replay(ids)
      outcome.replayed += replayed
      outcome.held += held
      after = last
      await context.progress(outcome.replayed + outcome.held, total)
      if (await context.cancelled()) throw new AppError('CANCELLED')
    }
  }
}
