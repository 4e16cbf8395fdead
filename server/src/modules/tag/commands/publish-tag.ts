import { Injectable } from '@nestjs/common'
import { givesSeveral, type TagRule } from '@guiyi/shared'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { ActorContext } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Evaluations, RuleChecker } from '../../rule'
import { hasBegun, nextState } from '../tag.policy'
import { TagService } from '../tag.service'
import { TagVersion } from '../tag-version.entity'
import { Tag } from '../tag.entity'

export interface Published {
  tag: Tag
  /** The job that computes everyone's values; null for tags set by hand, and before the tag's validity begins. */
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

  /** @throws NOT_FOUND, TAG_STATE_FORBIDS, TAG_RULE_MISSING, RULE_INVALID, TAG_REFERS_TO_ITSELF, TAG_VALIDITY_INVALID */
  async run(id: number, note = ''): Promise<Published> {
    return this.db.transaction(async () => {
      const tag = await this.lock(id)
      return this.publish(tag, tag.draftRule, { note, restoredFrom: null })
    })
  }

  /**
   * Puts the rule of an older version in force again, as a new version; it is also what the editor shows then.
   * @throws NOT_FOUND, TAG_VERSION_UNKNOWN, TAG_VERSION_IN_FORCE, TAG_NOT_RULE_BASED, and whatever `run` throws
   */
  async restore(id: number, version: number, note = ''): Promise<Published> {
    return this.db.transaction(async () => {
      const tag = await this.lock(id)
      if (tag.method === 'hand') throw new AppError('TAG_NOT_RULE_BASED', { params: { name: tag.name } })
      const old = await this.db.repo(TagVersion).findOneBy({ tagId: id, version })
      if (!old) throw new AppError('TAG_VERSION_UNKNOWN', { params: { version } })
      if (version === tag.version) throw new AppError('TAG_VERSION_IN_FORCE', { params: { version } })
      await this.db.repo(Tag).update({ id }, { draftRule: old.rule })
      return this.publish(tag, old.rule, { note, restoredFrom: version })
    })
  }

  private async publish(
    tag: Tag,
    draft: TagRule | null,
    how: Pick<TagVersion, 'note' | 'restoredFrom'>,
  ): Promise<Published> {
    const { id } = tag
    const now = this.clock.now()
    const state = nextState(tag, 'publish')
    if (tag.validUntil && tag.validUntil <= now) throw new AppError('TAG_VALIDITY_INVALID', { field: 'validUntil' })
    const rule = tag.method === 'rule' ? await this.checkedRule(tag, draft) : null
    const version = tag.version + 1
    const actor = this.actors.current()
    const publishedBy = actor.kind === 'staff' ? actor.staffId : null
    await this.db.repo(TagVersion).insert({ tagId: id, version, rule, publishedAt: now, publishedBy, ...how })
    await this.db.repo(Tag).update({ id }, { state, version, ...(rule ? { multiple: givesSeveral(rule) } : {}) })
    this.audit.describe({
      action: how.restoredFrom === null ? 'tag.publish' : 'tag.restore',
      target: { kind: 'tag', id, name: tag.name },
      after: { version, rule, ...how },
    })
    const jobId = rule && hasBegun(tag, now) ? await this.evaluations.requestAll('tag', id) : null
    return { tag: await this.tags.get(id), jobId }
  }

  private async lock(id: number): Promise<Tag> {
    await this.tags.get(id)
    return this.db.repo(Tag).findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_write' } })
  }

  private async checkedRule(tag: Tag, draft: TagRule | null): Promise<TagRule> {
    if (!draft) throw new AppError('TAG_RULE_MISSING')
    const rule = await this.checker.tagRule(draft)
    await this.tags.refuseCircle(rule, tag.id)
    return rule
  }
}
