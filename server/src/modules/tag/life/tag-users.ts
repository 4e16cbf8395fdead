import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { ReferenceGraph, RuleCatalogService } from '../../rule'
import { Tag } from '../tag.entity'

/** Something that stands on a tag. */
export interface TagUser {
  kind: 'tag' | 'segment' | 'campaign'
  id: number
  name: string
  /** How it stands on the tag when not directly: through which segment. */
  through: string | null
}

/** A later module's things that stand on segments. */
export type SegmentUsers = (segmentIds: readonly number[]) => Promise<{ id: number; name: string; segmentId: number }[]>

const KIND_LABELS: Record<TagUser['kind'], string> = { tag: '标签', segment: '分群', campaign: '群发' }
const NAMED = 5

/** Who uses a tag: published tags and living segments whose rules name it, and campaigns that go to such segments. */
@Injectable()
export class TagUsers {
  private campaigns: SegmentUsers = () => Promise.resolve([])

  constructor(
    private readonly db: Database,
    private readonly graph: ReferenceGraph,
    private readonly catalogs: RuleCatalogService,
  ) {}

  /** Called by the module that owns campaigns, while the server starts. */
  provideCampaigns(loader: SegmentUsers): void {
    this.campaigns = loader
  }

  async of(tagId: number): Promise<TagUser[]> {
    const users = await this.graph.usersOf({ kind: 'tag', id: tagId })
    const tagIds = users.filter(({ kind }) => kind === 'tag').map(({ id }) => id)
    const segmentIds = new Set(users.filter(({ kind }) => kind === 'segment').map(({ id }) => id))
    const tags = await this.db.repo(Tag).findBy({ id: In([0, ...tagIds]), state: In(['published', 'paused']) })
    const segments = (await this.catalogs.load()).segments.filter(({ id }) => segmentIds.has(id))
    const campaigns = segments.length === 0 ? [] : await this.campaigns([...segmentIds])
    const segmentName = new Map(segments.map(({ id, name }) => [id, name]))
    return [
      ...tags.map(({ id, name }) => ({ kind: 'tag' as const, id, name, through: null })),
      ...segments.map(({ id, name }) => ({ kind: 'segment' as const, id, name, through: null })),
      ...campaigns.map(({ id, name, segmentId }) => ({
        kind: 'campaign' as const,
        id,
        name,
        through: segmentName.get(segmentId) ?? null,
      })),
    ]
  }

  /** How many tags and segments stand directly on each tag. */
  async counts(): Promise<Map<number, number>> {
    return this.graph.countUsers('tag')
  }

  /** @throws TAG_IN_USE, naming the users */
  async refuseUsed(tag: Tag): Promise<void> {
    const users = await this.of(tag.id)
    if (users.length > 0) throw new AppError('TAG_IN_USE', { params: { name: tag.name, users: namesOf(users) } })
  }
}

function namesOf(users: readonly TagUser[]): string {
  const named = users.slice(0, NAMED).map(({ kind, name }) => `${KIND_LABELS[kind]}「${name}」`)
  return `${named.join('、')}${users.length > NAMED ? `等 ${users.length} 处` : ''}`
}
