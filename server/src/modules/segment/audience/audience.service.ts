import { Injectable, type OnModuleInit } from '@nestjs/common'
import { In, IsNull, LessThanOrEqual, Like, MoreThan, type EntityManager } from 'typeorm'
import { copySource, EngineFeed } from '../../../platform/audience-engine'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { ActorContext } from '../../../platform/context'
import { containing, Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { skipTake } from '../../../platform/http'
import { AUDIENCE_FEED, AUDIENCE_MEMBER_TABLE, ReferenceGraph, RuleCatalogService } from '../../rule'
import type { AudienceQuery } from './audience.dto'
import { Audience, AudiencePart } from './audience.entity'
import { packIds, unpackIds } from './id-list'

const IDS_PER_PART = 50_000

export type NewAudience = Pick<Audience, 'name' | 'source' | 'segmentId' | 'segmentVersion' | 'rule' | 'sentence'> & {
  hidden?: boolean
}

type Rows = { audience_member: { audience_id: number; customer_id: number; part_id: number }[] }

/** Lists of people that do not change: kept in the record, copied to the engine. */
@Injectable()
export class AudienceService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly feed: EngineFeed,
    private readonly catalogs: RuleCatalogService,
    private readonly graph: ReferenceGraph,
    private readonly actors: ActorContext,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.feed.source(
      copySource<Rows>({
        kind: AUDIENCE_FEED,
        tables: [AUDIENCE_MEMBER_TABLE],
        appendOnly: true,
        read: async (manager, ids) => ({
          audience_member: (await readParts(manager, ids)).flatMap(({ id, audienceId, packed }) =>
            unpackIds(packed).map((customerId) => ({
              audience_id: audienceId,
              customer_id: customerId,
              part_id: id,
            })),
          ),
        }),
        pages: async (manager, after) => {
          const [part] = await manager.find(AudiencePart, {
            select: { id: true },
            where: { id: MoreThan(after) },
            order: { id: 'ASC' },
            take: 1,
          })
          return part ? [part.id] : []
        },
        touches: ({ audience_member: rows }) =>
          [...new Set(rows.map(({ audience_id: id }) => id))].map((id) => ({ topic: `audience:${id}` })),
      }),
    )
    this.catalogs.provide('audiences', () => this.named())
  }

  /** @throws NOT_FOUND */
  async get(id: number): Promise<Audience> {
    const audience = await this.db.repo(Audience).findOneBy({ id, removedAt: IsNull(), hidden: false })
    if (!audience) throw new AppError('NOT_FOUND', { params: { what: '人群包' } })
    return audience
  }

  /** Also removed and hidden ones. */
  async byIds(ids: readonly number[]): Promise<Map<number, Audience>> {
    const found = ids.length === 0 ? [] : await this.db.repo(Audience).findBy({ id: In([...ids]) })
    return new Map(found.map((audience) => [audience.id, audience]))
  }

  /** One page of those that fit, and how many fit. */
  async page(query: AudienceQuery): Promise<[Audience[], number]> {
    const { search, source, sort = '-frozenAt' } = query
    const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
    return this.db.repo(Audience).findAndCount({
      where: {
        removedAt: IsNull(),
        hidden: false,
        ...(source ? { source } : {}),
        ...(search?.trim() ? { name: Like(containing(search.trim())) } : {}),
      },
      order: { [sort.replace('-', '')]: direction, id: direction },
      ...skipTake(query),
    })
  }

  /** Latest first; of one segment when given. */
  async list(segmentId?: number): Promise<Audience[]> {
    return this.db.repo(Audience).find({
      where: { removedAt: IsNull(), hidden: false, ...(segmentId === undefined ? {} : { segmentId }) },
      order: { id: 'DESC' },
    })
  }

  private async named(): Promise<{ id: number; name: string }[]> {
    const shown = { removedAt: IsNull(), hidden: false }
    return this.db.repo(Audience).find({ select: { id: true, name: true }, where: shown, order: { id: 'DESC' } })
  }

  /** Keeps a list under a name, in the running transaction. @param ids ascending, each once */
  async keep(audience: NewAudience, ids: AsyncIterable<number> | Iterable<number>): Promise<Audience> {
    const actor = this.actors.current()
    const { id } = await this.db.repo(Audience).save({
      ...audience,
      name: audience.name.trim(),
      people: 0,
      frozenAt: this.clock.now(),
      frozenBy: actor.kind === 'staff' ? actor.staffId : null,
    })
    let people = 0
    let part: number[] = []
    const flush = async (): Promise<void> => {
      const [firstId] = part
      if (firstId === undefined) return
      const saved = await this.db.repo(AudiencePart).save({ audienceId: id, firstId, packed: packIds(part) })
      if (!audience.hidden) await this.feed.changed(AUDIENCE_FEED, [saved.id])
      people += part.length
      part = []
    }
    for await (const customerId of ids) {
      part.push(customerId)
      if (part.length >= IDS_PER_PART) await flush()
    }
    await flush()
    await this.db.repo(Audience).update({ id }, { people })
    return this.db.repo(Audience).findOneByOrFail({ id })
  }

  /** Brings a hidden list to light under a name, in the running transaction. */
  async show(id: number, name: string): Promise<Audience> {
    const actor = this.actors.current()
    await this.db.repo(Audience).update(
      { id, hidden: true },
      {
        name: name.trim(),
        hidden: false,
        frozenAt: this.clock.now(),
        frozenBy: actor.kind === 'staff' ? actor.staffId : null,
      },
    )
    const parts = await this.db.repo(AudiencePart).find({ select: { id: true }, where: { audienceId: id } })
    const partIds = parts.map((part) => part.id)
    await this.feed.changed(AUDIENCE_FEED, partIds)
    return this.get(id)
  }

  /** @throws NOT_FOUND */
  async rename(id: number, name: string): Promise<Audience> {
    const before = await this.get(id)
    await this.db.repo(Audience).update({ id }, { name: name.trim() })
    const after = await this.get(id)
    this.audit.describe({
      action: 'audience.rename',
      target: { kind: 'audience', id, name: before.name },
      before,
      after,
    })
    return after
  }

  /** @throws NOT_FOUND, AUDIENCE_IN_USE while a rule names it */
  async remove(id: number): Promise<void> {
    const audience = await this.get(id)
    const [user] = await this.graph.usersOf({ kind: 'audience', id })
    if (user) {
      const { tags, segments } = await this.catalogs.load()
      const named = (user.kind === 'tag' ? tags : segments).find((one) => one.id === user.id)
      throw new AppError('AUDIENCE_IN_USE', { params: { user: named?.name ?? `#${user.id}` } })
    }
    await this.db.repo(Audience).update({ id }, { removedAt: this.clock.now() })
    this.audit.describe({
      action: 'audience.remove',
      target: { kind: 'audience', id, name: audience.name },
      before: audience,
    })
  }

  /** Which of these are in the list itself, merges not followed. */
  async among(id: number, customerIds: readonly number[]): Promise<number[]> {
    const found: number[] = []
    for (const customerId of customerIds) {
      const [part] = await this.db.repo(AudiencePart).find({
        where: { audienceId: id, firstId: LessThanOrEqual(customerId) },
        order: { firstId: 'DESC' },
        take: 1,
      })
      if (part && unpackIds(part.packed).includes(customerId)) found.push(customerId)
    }
    return found
  }

  /** Forgets those of these lists that are hidden. */
  async forget(ids: readonly number[]): Promise<void> {
    const lists = await this.db.repo(Audience).findBy({ id: In([0, ...ids]), hidden: true })
    const gone = In([0, ...lists.map(({ id }) => id)])
    await this.db.repo(AudiencePart).delete({ audienceId: gone })
    await this.db.repo(Audience).delete({ id: gone })
  }

  /** Everyone in the list, ascending, also of a removed one; some may have been merged or erased since. */
  async *memberIds(id: number): AsyncGenerator<number> {
    let after = -1
    for (;;) {
      const [part] = await this.db
        .repo(AudiencePart)
        .find({ where: { audienceId: id, firstId: MoreThan(after) }, order: { firstId: 'ASC' }, take: 1 })
      if (!part) return
      yield* unpackIds(part.packed)
      after = part.firstId
    }
  }
}

/** The parts of lists that rules and pages may ask about. */
async function readParts(manager: EntityManager, ids: number[]): Promise<AudiencePart[]> {
  const parts = await manager.getRepository(AudiencePart).findBy({ id: In(ids) })
  const owners = await manager.getRepository(Audience).find({
    select: { id: true },
    where: { id: In([0, ...parts.map(({ audienceId }) => audienceId)]), hidden: false },
  })
  const shown = new Set(owners.map(({ id }) => id))
  return parts.filter(({ audienceId }) => shown.has(audienceId))
}
