import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { ActorContext } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Evaluations, RuleChecker } from '../../rule'
import { nextState } from '../tag.policy'
import { TagService } from '../tag.service'
import { TagVersion } from '../tag-version.entity'
import { Tag } from '../tag.entity'

export interface Published {
  tag: Tag
  /** The job that computes everyone's values; null for tags set by hand. */
  jobId: number | null
}

/** Puts a tag's rule in force as a new version and has everyone's values computed. */
@Injectable()
export class PublishTag {
  constructor(
    private readonly db: Database,
    private readonly tags: TagService,
    private readonly checker: RuleChecker,
    private readonly evaluations: Evaluations,
    private readonly actors: ActorContext,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, TAG_STATE_FORBIDS, TAG_RULE_MISSING, RULE_INVALID, TAG_REFERS_TO_ITSELF */
  async run(id: number): Promise<Published> {
    return this.db.transaction(async () => {
      const tag = await this.lock(id)
      const state = nextState(tag, 'publish')
      const rule = tag.method === 'rule' ? await this.checkedRule(tag) : null
      const version = tag.version + 1
      const actor = this.actors.current()
      const publishedBy = actor.kind === 'staff' ? actor.staffId : null
      await this.db.repo(TagVersion).insert({ tagId: id, version, rule, publishedAt: this.clock.now(), publishedBy })
      await this.db.repo(Tag).update({ id }, { state, version })
      this.audit.describe({
        action: 'tag.publish',
        target: { kind: 'tag', id, name: tag.name },
        after: { version, rule },
      })
      const jobId = rule ? await this.evaluations.requestAll('tag', id) : null
      return { tag: await this.tags.get(id), jobId }
    })
  }

  private async lock(id: number): Promise<Tag> {
    await this.tags.get(id)
    return this.db.repo(Tag).findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_write' } })
  }

  private async checkedRule(tag: Tag): Promise<NonNullable<Tag['draftRule']>> {
    if (!tag.draftRule) throw new AppError('TAG_RULE_MISSING')
    const rule = await this.checker.tagRule(tag.draftRule)
    await this.tags.refuseCircle(rule, tag.id)
    return rule
  }
}
