import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Database } from '../../../platform/database'
import { Evaluations } from '../../rule'
import { TagUsers } from '../life/tag-users'
import { nextState, type TagAction } from '../tag.policy'
import { TagService } from '../tag.service'
import { Tag } from '../tag.entity'

/**
 * Pauses (values stay as they are), resumes (everyone is evaluated again) or retires a tag (everyone loses its values,
 * the history stays).
 */
@Injectable()
export class ChangeTagState {
  constructor(
    private readonly db: Database,
    private readonly tags: TagService,
    private readonly users: TagUsers,
    private readonly evaluations: Evaluations,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, TAG_STATE_FORBIDS, TAG_IN_USE */
  async run(id: number, action: Extract<TagAction, 'pause' | 'resume' | 'retire'>): Promise<Tag> {
    return this.db.transaction(async () => {
      const before = await this.tags.get(id)
      const tag = await this.db.repo(Tag).findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_write' } })
      const state = nextState(tag, action)
      if (action === 'retire') await this.users.refuseUsed(tag)
      await this.db.repo(Tag).update({ id }, { state })
      if (action === 'retire' || (action === 'resume' && tag.method === 'rule'))
        await this.evaluations.requestAll('tag', id)
      this.audit.describe({
        action: `tag.${action}`,
        target: { kind: 'tag', id, name: tag.name },
        before: { state: before.state },
      })
      return this.tags.get(id)
    })
  }
}
