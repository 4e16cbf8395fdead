import { Injectable, type OnModuleInit } from '@nestjs/common'
import { LessThanOrEqual } from 'typeorm'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { JobRegistry } from '../../../platform/jobs'
import { SetHandTag } from '../commands/set-hand-tag'
import { HandTag } from '../hand/hand-tag.entity'
import { TagService } from '../tag.service'

export const EXPIRE_HAND_TAGS_JOB = 'tag.expire-hand-set'
const EVERY_SECONDS = 300
const AT_ONCE = 500

/** Takes away hand-set values whose time is over. */
@Injectable()
export class ExpireHandTagsJob implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly db: Database,
    private readonly tags: TagService,
    private readonly setHandTag: SetHandTag,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.register({ kind: EXPIRE_HAND_TAGS_JOB, handler: () => this.run() })
    this.registry.every(EXPIRE_HAND_TAGS_JOB, EVERY_SECONDS)
  }

  async run(): Promise<void> {
    for (;;) {
      const due = await this.db
        .repo(HandTag)
        .find({ where: { expiresAt: LessThanOrEqual(this.clock.now()) }, order: { id: 'ASC' }, take: AT_ONCE })
      if (due.length === 0) return
      for (const { id, tagId, customerId } of due) {
        const tag = await this.tags.get(tagId)
        await this.setHandTag.change(tag, [customerId], { act: 'expire' }, async () => {
          await this.db.repo(HandTag).delete({ id })
        })
      }
    }
  }
}
