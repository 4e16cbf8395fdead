import { Injectable } from '@nestjs/common'
import { describeRule } from '@guiyi/shared'
import { AuditTrail } from '../../../platform/audit'
import { Database } from '../../../platform/database'
import { RuleCatalogService } from '../../rule'
import { SegmentService } from '../segment.service'
import type { Audience } from './audience.entity'
import { AudienceService } from './audience.service'

/** Freezes a segment: who is in it now is kept in the record, with what its rule says now. */
@Injectable()
export class FreezeAudience {
  constructor(
    private readonly db: Database,
    private readonly segments: SegmentService,
    private readonly audiences: AudienceService,
    private readonly catalogs: RuleCatalogService,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, SEGMENT_NOT_READY, SEGMENT_RULE_CHANGED */
  async run(segmentId: number, name: string): Promise<Audience> {
    return this.db.transaction(async () => {
      const audience = await this.keep(segmentId, name)
      this.audit.describe({
        action: 'audience.freeze',
        target: { kind: 'audience', id: audience.id, name },
        after: { segmentId, people: audience.people },
      })
      return audience
    })
  }

  /**
   * Keeps the list inside the running transaction. People and rule belong together: a segment whose rule has just been
   * changed, and whose people still follow the old one, is refused.
   * @throws NOT_FOUND, SEGMENT_NOT_READY, SEGMENT_RULE_CHANGED
   */
  async keep(segmentId: number, name: string, hidden = false): Promise<Audience> {
    const { version, rule } = await this.segments.get(segmentId)
    const sentence = describeRule(rule, await this.catalogs.load())
    return this.audiences.keep(
      { name, source: 'segment', hidden, segmentId, segmentVersion: version, rule, sentence },
      this.segments.memberIds(segmentId, { version }),
    )
  }
}
