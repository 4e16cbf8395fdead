import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { ActorContext } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { Audience, AudiencePart } from '../audience.entity'
import { packIds } from '../id-list'
import { SegmentService } from '../segment.service'

const IDS_PER_PART = 50_000

/** Freezes a segment: who is in it now is kept in the record under a name. */
@Injectable()
export class FreezeAudience {
  constructor(
    private readonly db: Database,
    private readonly segments: SegmentService,
    private readonly actors: ActorContext,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, SEGMENT_NOT_READY */
  async run(segmentId: number, name: string): Promise<Audience> {
    const segment = await this.segments.get(segmentId)
    return this.db.transaction(async () => {
      const actor = this.actors.current()
      const audience = await this.db.repo(Audience).save({
        name: name.trim(),
        segmentId,
        segmentVersion: segment.version,
        people: 0,
        frozenAt: this.clock.now(),
        frozenBy: actor.kind === 'staff' ? actor.staffId : null,
      })
      const people = await this.keep(audience.id, segmentId)
      await this.db.repo(Audience).update({ id: audience.id }, { people })
      this.audit.describe({
        action: 'audience.freeze',
        target: { kind: 'audience', id: audience.id, name },
        after: { segmentId, people },
      })
      return { ...audience, people }
    })
  }

  private async keep(audienceId: number, segmentId: number): Promise<number> {
    let people = 0
    let part: number[] = []
    const flush = async (): Promise<void> => {
      const [firstId] = part
      if (firstId !== undefined) await this.db.repo(AudiencePart).insert({ audienceId, firstId, packed: packIds(part) })
      people += part.length
      part = []
    }
    for await (const id of this.segments.memberIds(segmentId)) {
      part.push(id)
      if (part.length >= IDS_PER_PART) await flush()
    }
    await flush()
    return people
  }
}
