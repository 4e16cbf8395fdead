import { Injectable } from '@nestjs/common'
import type { EngineParams } from '../../../platform/audience-engine'
import { PeopleFinder } from '../../identity'
import { audienceSql, IdSet, MEMBER_TABLES, RuleSets } from '../../rule'
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
    private readonly finder: PeopleFinder,
  ) {}

  /** @throws NOT_FOUND */
  async nameOf({ kind, id }: PeopleList): Promise<string> {
    return (kind === 'segment' ? await this.segments.get(id) : await this.audiences.get(id)).name
  }

  /** Its living people; whoever absorbed one of an audience stands for her. @throws NOT_FOUND */
  async set({ kind, id }: PeopleList): Promise<IdSet> {
    if (kind === 'segment') {
      const [members] = await this.sets.of([{ kind: 'segment', segmentId: id }])
      return members ?? IdSet.EMPTY
    }
    await this.audiences.get(id)
    const ids: number[] = []
    for await (const customerId of this.audiences.memberIds(id)) ids.push(customerId)
    const frozen = IdSet.of(ids)
    // Those whom the engine does not know are absorbed, erased, or so new that it has yet to hear of them.
    const others = [...frozen.without(await this.sets.everyone()).ids()]
    const living = await this.finder.living(others)
    return frozen.changed([
      ...others.map((other): [number, boolean] => [other, false]),
      ...[...living.values()].map((survivor): [number, boolean] => [survivor, true]),
    ])
  }

  /** The people who are in exactly the lists at these places and in no other of them. @throws NOT_FOUND */
  async only(lists: readonly PeopleList[], places: readonly number[]): Promise<IdSet> {
    const sets = await Promise.all(lists.map((list) => this.set(list)))
    const inside = sets.filter((_, place) => places.includes(place))
    const outside = sets.filter((_, place) => !places.includes(place))
    const [first, ...others] = inside
    if (!first) return IdSet.EMPTY
    const common = others.reduce((all, set) => all.and(set), first)
    return outside.reduce((left, set) => left.without(set), common)
  }

  /** A SELECT of their customer ids in the engine. */
  membersSql({ kind, id }: PeopleList): { sql: string; params: EngineParams } {
    const sql =
      kind === 'segment'
        ? `SELECT customer_id FROM ${MEMBER_TABLES.segment} WHERE owner_id = {list:UInt64}`
        : audienceSql('{list:UInt64}')
    return { sql, params: { list: id } }
  }
}
