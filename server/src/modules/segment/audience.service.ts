import { Injectable } from '@nestjs/common'
import { MoreThan } from 'typeorm'
import { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { Audience, AudiencePart } from './audience.entity'
import { unpackIds } from './id-list'

/** Frozen audiences. */
@Injectable()
export class AudienceService {
  constructor(private readonly db: Database) {}

  /** @throws NOT_FOUND */
  async get(id: number): Promise<Audience> {
    const audience = await this.db.repo(Audience).findOneBy({ id })
    if (!audience) throw new AppError('NOT_FOUND', { params: { what: '人群包' } })
    return audience
  }

  /** Latest first; of one segment when given. */
  async list(segmentId?: number): Promise<Audience[]> {
    return this.db.repo(Audience).find({ where: segmentId === undefined ? {} : { segmentId }, order: { id: 'DESC' } })
  }

  /** Everyone who was in when it was frozen, ascending; some may have been merged or erased since. @throws NOT_FOUND */
  async *memberIds(id: number): AsyncGenerator<number> {
    await this.get(id)
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
