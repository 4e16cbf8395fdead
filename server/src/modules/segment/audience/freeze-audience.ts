import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Database } from '../../../platform/database'
import { SegmentService } from '../segment.service'
import type { Audience } from './audience.entity'
import { AudienceService } from './audience.service'

/** Freezes a segment: who is in it now is kept in the record under a name. */
@Injectable()
export class FreezeAudience {
  constructor(
    private readonly db: Database,
    private readonly segments: SegmentService,
    private readonly audiences: AudienceService,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, SEGMENT_NOT_READY */
  async run(segmentId: number, name: string): Promise<Audience> {
    const segment = await this.segments.get(segmentId)
    return this.db.transaction(async () => {
      const audience = await this.audiences.keep(
        { name, source: 'segment', segmentId, segmentVersion: segment.version },
        this.segments.memberIds(segmentId),
      )
      this.audit.describe({
        action: 'audience.freeze',
        target: { kind: 'audience', id: audience.id, name },
        after: { segmentId, people: audience.people },
      })
      return audience
    })
  }
}
