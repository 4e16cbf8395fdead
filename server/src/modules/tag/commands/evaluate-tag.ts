import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Evaluations } from '../../rule'
import { hasBegun, STATE_LABELS } from '../tag.policy'
import { TagService } from '../tag.service'
import type { Tag } from '../tag.entity'

/** Computes everyone's values of a published tag once more, or stops doing so; people who were done keep the new values. */
@Injectable()
export class EvaluateTag {
  constructor(
    private readonly db: Database,
    private readonly tags: TagService,
    private readonly evaluations: Evaluations,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** @returns the id of the job that does it @throws NOT_FOUND, TAG_NOT_RULE_BASED, TAG_STATE_FORBIDS before its validity and while it is not published */
  async start(id: number): Promise<number> {
    const tag = await this.computed(id, '重新计算')
    this.audit.describe({ action: 'tag.evaluate', target: { kind: 'tag', id, name: tag.name } })
    return this.db.transaction(() => this.evaluations.requestAll('tag', id))
  }

  /** @throws NOT_FOUND, TAG_NOT_RULE_BASED, TAG_STATE_FORBIDS, TAG_NOT_COMPUTING when nothing is being computed */
  async cancel(id: number): Promise<void> {
    const tag = await this.computed(id, '取消计算')
    this.audit.describe({ action: 'tag.cancel-evaluation', target: { kind: 'tag', id, name: tag.name } })
    if (!(await this.evaluations.cancelAll('tag', id))) throw new AppError('TAG_NOT_COMPUTING')
  }

  private async computed(id: number, action: string): Promise<Tag> {
    const tag = await this.tags.get(id)
    if (tag.method !== 'rule') throw new AppError('TAG_NOT_RULE_BASED', { params: { name: tag.name } })
    if (tag.state !== 'published' || !hasBegun(tag, this.clock.now()))
      throw new AppError('TAG_STATE_FORBIDS', { params: { state: STATE_LABELS[tag.state], action } })
    return tag
  }
}
