import { Injectable } from '@nestjs/common'
import { describeRule } from '@guiyi/shared'
import { AuditTrail } from '../../../platform/audit'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { MaterialisedValues, RuleCatalogService } from '../../rule'
import type { Segment } from '../segment.entity'
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
    private readonly values: MaterialisedValues,
    private readonly catalogs: RuleCatalogService,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, SEGMENT_NOT_READY */
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
   * @throws NOT_FOUND, SEGMENT_NOT_READY
   */
  async keep(segmentId: number, name: string, forExport = false): Promise<Audience> {
    const segment = await this.segments.get(segmentId)
    await this.refuseUnsettled(segment)
    const { version, rule } = segment
    const sentence = describeRule(rule, await this.catalogs.load())
    const audience = await this.audiences.keep(
      { name, source: 'segment', forExport, segmentId, segmentVersion: version, rule, sentence },
      this.segments.memberIds(segmentId),
    )
    await this.refuseUnsettled(segment)
    return audience
  }

  private async refuseUnsettled({ id, name, version }: Segment): Promise<void> {
    const { wanted, served } = await this.values.ownerRow('segment', id)
    if (wanted > served || (await this.segments.get(id)).version !== version)
      throw new AppError('SEGMENT_NOT_READY', { params: { name } })
  }
}
