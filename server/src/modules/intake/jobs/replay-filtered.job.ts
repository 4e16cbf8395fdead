import { createHash } from 'node:crypto'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { JobRegistry, Jobs, type JobContext } from '../../../platform/jobs'
import type { RawMessageFilter } from '../intake.dto'
import { ReplayableMessages } from '../replayable-messages'

const REPLAY_JOB = 'intake.replay'
const AT_ONCE = 500

interface ReplayPayload {
  filter: RawMessageFilter
}

/** Gives all messages that fit a filter another row of tries, oldest first and some at a time; may be cancelled in between. */
@Injectable()
export class ReplayFilteredJob implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly registry: JobRegistry,
    private readonly messages: ReplayableMessages,
  ) {}

  onModuleInit(): void {
    this.registry.register<ReplayPayload>({
      kind: REPLAY_JOB,
      keep: true,
      handler: ({ filter }, context) => this.run(filter, context),
    })
  }

  /** @returns the id of the job, which may have been under way for the same filter */
  async enqueue(filter: RawMessageFilter): Promise<number> {
    const hash = createHash('sha256').update(JSON.stringify(filter)).digest('hex')
    return this.jobs.enqueue(REPLAY_JOB, { filter } satisfies ReplayPayload, { key: `${REPLAY_JOB}:${hash}` })
  }

  /** The id of the youngest job that has not ended, or null. */
  async underWay(): Promise<number | null> {
    const [job] = await this.db.query<{ id: string }[]>(
      "SELECT id FROM job WHERE kind = ? AND state IN ('pending', 'running') ORDER BY id DESC LIMIT 1",
      [REPLAY_JOB],
    )
    return job ? Number(job.id) : null
  }

  private async run(filter: RawMessageFilter, context: JobContext): Promise<{ replayed: number }> {
    const { total, lastId } = await this.messages.range(filter)
    let replayed = 0
    for (let after = 0; ;) {
      const ids = await this.messages.next(filter, after, lastId, AT_ONCE)
      const last = ids.at(-1)
      if (last === undefined) return { replayed }
      replayed += await this.messages.renew(ids)
      after = last
      await context.progress(replayed, total)
      if (await context.cancelled()) throw new AppError('CANCELLED')
    }
  }
}
