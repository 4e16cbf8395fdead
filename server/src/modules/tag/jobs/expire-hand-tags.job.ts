import { Injectable, type OnModuleInit } from '@nestjs/common'
import { In, LessThanOrEqual } from 'typeorm'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { JobRegistry } from '../../../platform/jobs'
import { SetHandTag } from '../commands/set-hand-tag'
import { HandTag } from '../hand/hand-tag.entity'
import { TagService } from '../tag.service'

export const EXPIRE_HAND_TAGS_JOB = 'tag.expire-hand-set'
const EVERY_SECONDS = 300
const AT_ONCE = 500

/** Takes away hand-set values whose time is over, those of one tag together. */
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
      const over = LessThanOrEqual(this.clock.now())
      const due = await this.db
        .repo(HandTag)
        .find({ where: { expiresAt: over }, order: { expiresAt: 'ASC', id: 'ASC' }, take: AT_ONCE })
      if (due.length === 0) return
      for (const tagId of new Set(due.map((row) => row.tagId))) {
        const own = due.filter((row) => row.tagId === tagId)
        const customerIds = [...new Set(own.map(({ customerId }) => customerId))]
        await this.setHandTag.change(await this.tags.get(tagId), customerIds, { act: 'expire' }, async () => {
          // Whoever was given more time meanwhile keeps the value.
          await this.db.repo(HandTag).delete({ id: In(own.map(({ id }) => id)), expiresAt: over })
        })
      }
    }
  }
}
