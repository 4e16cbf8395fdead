import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { In, LessThanOrEqual } from 'typeorm'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { JobRegistry } from '../../../platform/jobs'
import { LOGGER, type Logger } from '../../../platform/logger'
import { Evaluations, MaterialisedValues } from '../../rule'
import { ChangeTagState } from '../commands/change-tag-state'
import { Tag } from '../tag.entity'
import { TagUsers } from './tag-users'

export const TAG_VALIDITY_JOB = 'tag.validity'
const EVERY_SECONDS = 300

/** Begins tags whose time has come and ends those whose time is over: unused ones retire, used ones pause. */
@Injectable()
export class TagValidityJob implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly users: TagUsers,
    private readonly changeState: ChangeTagState,
    private readonly evaluations: Evaluations,
    private readonly values: MaterialisedValues,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.registry.register({ kind: TAG_VALIDITY_JOB, handler: () => this.run() })
    this.registry.every(TAG_VALIDITY_JOB, EVERY_SECONDS)
  }

  async run(): Promise<void> {
    await this.end()
    await this.begin()
  }

  private async end(): Promise<void> {
    const over = await this.db
      .repo(Tag)
      .findBy({ state: In(['published', 'paused']), validUntil: LessThanOrEqual(this.clock.now()) })
    for (const tag of over) {
      const used = (await this.users.of(tag.id)).length > 0
      // What stands on it would silently lose its people; it keeps the last values until somebody has changed the users.
      if (used && tag.state === 'paused') continue
      await this.endOne(tag, used)
    }
  }

  private async endOne({ id }: Tag, used: boolean): Promise<void> {
    try {
      await this.changeState.run(id, used ? 'pause' : 'retire')
      this.logger.info({ tag: id, used }, used ? '标签有效期已到，仍在使用，已暂停' : '标签有效期已到，已下线')
    } catch (error) {
      // Somebody moved it, or began to use it, at this very moment: the next round sees how it stands then.
      if (!(error instanceof AppError)) throw error
    }
  }

  private async begin(): Promise<void> {
    const begun = await this.db
      .repo(Tag)
      .findBy({ state: 'published', method: 'rule', validFrom: LessThanOrEqual(this.clock.now()) })
    const rows = await this.values.ownerRows(
      'tag',
      begun.map(({ id }) => id),
    )
    for (const { id, validFrom } of begun) {
      const evaluatedAt = rows.get(id)?.evaluatedAt ?? null
      if (validFrom && (evaluatedAt === null || evaluatedAt < validFrom))
        await this.db.transaction(() => this.evaluations.requestAll('tag', id))
    }
  }
}
