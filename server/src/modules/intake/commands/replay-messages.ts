import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { AppError } from '../../../platform/errors'
import type { ReplayBody, ReplayReply } from '../intake.dto'
import { ReplayFilteredJob } from '../jobs/replay-filtered.job'
import { ReplayableMessages } from '../replayable-messages'

/**
 * Gives messages that had no effect another row of tries: chosen ones at once, those that fit a filter by a job. One that
 * is done is never handled again: its effect is there. One that is being handled right now is left alone too.
 */
@Injectable()
export class ReplayMessages {
  constructor(
    private readonly messages: ReplayableMessages,
    private readonly job: ReplayFilteredJob,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws REPLAY_NOTHING when neither ids nor a filter are given */
  async run({ ids, filter }: ReplayBody): Promise<ReplayReply> {
    if (ids?.length) {
      const replayed = await this.messages.renew(ids)
      this.audit.describe({ action: 'intake.replay', after: { ids, replayed } })
      return { replayed, skipped: ids.length - replayed, jobId: null }
    }
    if (!filter) throw new AppError('REPLAY_NOTHING')
    const jobId = await this.job.enqueue(filter)
    this.audit.describe({ action: 'intake.replay', after: { filter, jobId } })
    return { replayed: 0, skipped: 0, jobId }
  }
}
