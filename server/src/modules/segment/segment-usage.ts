import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { ReferenceGraph } from '../rule'
import { TagService } from '../tag'
import { Segment } from './segment.entity'

/** Something that stands on a segment. */
export interface SegmentUser {
  kind: 'tag' | 'segment' | 'campaign'
  id: number
  name: string
}

/** A later module's things that stand on segments and have not ended. */
type SegmentUsers = (segmentIds: readonly number[]) => Promise<{ id: number; name: string }[]>

const KIND_LABELS: Record<SegmentUser['kind'], string> = { tag: '标签', segment: '分群', campaign: '群发' }
const NAMED = 5

/** Who uses a segment: tags and segments whose rules name it, and campaigns that go to it. */
@Injectable()
export class SegmentUsage {
  private campaigns: SegmentUsers = () => Promise.resolve([])

  constructor(
    private readonly db: Database,
    private readonly graph: ReferenceGraph,
    private readonly tags: TagService,
  ) {}

  /** Called by the module that owns campaigns, while the server starts. */
  provideCampaigns(loader: SegmentUsers): void {
    this.campaigns = loader
  }

  async of(segmentId: number): Promise<SegmentUser[]> {
    const users = await this.graph.usersOf({ kind: 'segment', id: segmentId })
    const tagIds = new Set(users.filter(({ kind }) => kind === 'tag').map(({ id }) => id))
    const segmentIds = users.filter(({ kind }) => kind === 'segment').map(({ id }) => id)
    const tags = tagIds.size === 0 ? [] : (await this.tags.list()).filter(({ id }) => tagIds.has(id))
    const segments = await this.db.repo(Segment).findBy({ id: In([0, ...segmentIds]) })
    const as =
      (kind: SegmentUser['kind']) =>
      ({ id, name }: { id: number; name: string }): SegmentUser => ({ kind, id, name })
    return [
      ...tags.map(as('tag')),
      ...segments.map(as('segment')),
      ...(await this.campaigns([segmentId])).map(as('campaign')),
    ]
  }

  /** @throws SEGMENT_IN_USE, naming the users */
  async refuseUsed({ id, name }: Segment): Promise<void> {
    const users = await this.of(id)
    if (users.length > 0) throw new AppError('SEGMENT_IN_USE', { params: { name, users: namesOf(users) } })
  }
}

function namesOf(users: readonly SegmentUser[]): string {
  const named = users.slice(0, NAMED).map(({ kind, name }) => `${KIND_LABELS[kind]}「${name}」`)
  return `${named.join('、')}${users.length > NAMED ? `等 ${users.length} 处` : ''}`
}
