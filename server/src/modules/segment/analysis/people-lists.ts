import { Injectable } from '@nestjs/common'
import type { EngineParams } from '../../../platform/audience-engine'
import { AUDIENCE_MEMBER_TABLE, IdSet, MEMBER_TABLES, RuleSets } from '../../rule'
import { AudienceService } from '../audience/audience.service'
import { SegmentService } from '../segment.service'

export interface PeopleList {
  kind: 'segment' | 'audience'
  id: number
}

/** A segment or an audience, seen as a list of people. */
@Injectable()
export class PeopleLists {
  constructor(
    private readonly segments: SegmentService,
    private readonly audiences: AudienceService,
    private readonly sets: RuleSets,
  ) {}

  /** @throws NOT_FOUND */
  async nameOf({ kind, id }: PeopleList): Promise<string> {
    return (kind === 'segment' ? await this.segments.get(id) : await this.audiences.get(id)).name
  }

  /** Its living people. */
  async set({ kind, id }: PeopleList): Promise<IdSet> {
    if (kind === 'segment') {
      const [members] = await this.sets.of([{ kind: 'segment', segmentId: id }])
      return members ?? IdSet.EMPTY
    }
    const ids: number[] = []
    for await (const customerId of this.audiences.memberIds(id)) ids.push(customerId)
    return IdSet.of(ids).and(await this.sets.everyone())
  }

  /** A SELECT of their customer ids in the engine. */
  membersSql({ kind, id }: PeopleList): { sql: string; params: EngineParams } {
    const sql =
      kind === 'segment'
        ? `SELECT customer_id FROM ${MEMBER_TABLES.segment} WHERE owner_id = {list:UInt64}`
        : `SELECT customer_id FROM ${AUDIENCE_MEMBER_TABLE.name} WHERE audience_id = {list:UInt64}`
    return { sql, params: { list: id } }
  }
}
