import { Injectable } from '@nestjs/common'
import { In, LessThanOrEqual } from 'typeorm'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import type { StaffActor } from '../../../platform/context'
import { containing, Database, type UpdateResultHeader } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Exports } from '../../../platform/exports'
import { skipTake } from '../../../platform/http'
import { SegmentService } from '../segment.service'
import { kindOfFile } from './audience-file'
import { AudienceExport } from './audience-export.entity'
import {
  audienceExportLife,
  WISH_VALID_DAYS,
  type AudienceExportAction,
  type AudienceExportColumn,
} from './audience-export.policy'
import type { AudienceExportQuery } from './audience.dto'
import type { Audience } from './audience.entity'
import { AudienceService } from './audience.service'
import { FreezeAudience } from './freeze-audience'
import { PeopleLists } from '../analysis/people-lists'

const DAY_MS = 86_400_000
const ENDED_AT_ONCE = 200

export interface NewAudienceExport {
  targetKind: 'segment' | 'audience'
  targetId: number
  columns: AudienceExportColumn[]
  reason: string
}

/**
 * Files of people: asked for with a reason, decided by somebody else. The list is frozen with the wish, so that what
 * was approved is what goes out; wish and approval end after some days.
 */
@Injectable()
export class ExportAudience {
  constructor(
    private readonly db: Database,
    private readonly exports: Exports,
    private readonly segments: SegmentService,
    private readonly audiences: AudienceService,
    private readonly freeze: FreezeAudience,
    private readonly lists: PeopleLists,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Waiting ones first, then latest first. */
  async page(query: AudienceExportQuery): Promise<[AudienceExport[], number]> {
    const { search, state } = query
    const { skip, take } = skipTake(query)
    const wishes = this.db.repo(AudienceExport).createQueryBuilder('wish')
    if (state) wishes.andWhere('wish.state = :state', { state })
    if (search?.trim())
      wishes.andWhere('(wish.targetName LIKE :like OR wish.reason LIKE :like)', { like: containing(search.trim()) })
    return wishes
      .orderBy("wish.state = 'pending'", 'DESC')
      .addOrderBy('wish.id', 'DESC')
      .offset(skip)
      .limit(take)
      .getManyAndCount()
  }

  /** @throws NOT_FOUND */
  async get(id: number): Promise<AudienceExport> {
    const found = await this.db.repo(AudienceExport).findOneBy({ id })
    if (!found) throw new AppError('NOT_FOUND', { params: { what: '导出申请' } })
    return found
  }

  /** @throws NOT_FOUND, AUDIENCE_EMPTY, SEGMENT_NOT_READY */
  async request(wish: NewAudienceExport, staff: StaffActor): Promise<AudienceExport> {
    return this.db.transaction(async () => {
      const { list, people } = await this.frozen(wish)
      if (people === 0) throw new AppError('AUDIENCE_EMPTY')
      const { id } = await this.db.repo(AudienceExport).save({
        ...wish,
        targetName: list.name,
        audienceId: list.id,
        people,
        requestedBy: staff.staffId,
        state: audienceExportLife.initial,
        validUntil: this.validUntil(),
      })
      const saved = await this.get(id)
      this.describe('audience.request-export', saved)
      return saved
    })
  }

  /** @throws NOT_FOUND, AUDIENCE_EXPORT_OWN for one's own wish, AUDIENCE_EXPORT_STATE, AUDIENCE_EXPORT_EXPIRED */
  async decide(id: number, action: 'approve' | 'reject', note: string, staff: StaffActor): Promise<AudienceExport> {
    const wish = await this.get(id)
    if (wish.requestedBy === staff.staffId) throw new AppError('AUDIENCE_EXPORT_OWN')
    this.refuseExpired(wish)
    return this.move(wish, action, {
      decidedBy: staff.staffId,
      decidedAt: this.clock.now(),
      decisionNote: note,
      validUntil: this.validUntil(),
    })
  }

  /** A file that was made is destroyed. @throws NOT_FOUND also for somebody else's, AUDIENCE_EXPORT_STATE */
  async withdraw(id: number, staff: StaffActor): Promise<AudienceExport> {
    const withdrawn = await this.move(await this.own(id, staff), 'withdraw', {})
    if (withdrawn.exportId !== null) await this.exports.destroy(withdrawn.exportId)
    return withdrawn
  }

  /**
   * Begins to make the file; again, as long as the approval holds, when an earlier one came to nothing.
   * @throws NOT_FOUND, AUDIENCE_EXPORT_STATE, AUDIENCE_EXPORT_EXPIRED, FORBIDDEN
   */
  async make(id: number, staff: StaffActor): Promise<AudienceExport> {
    const wish = await this.own(id, staff)
    if (wish.state !== 'approved') throw new AppError('AUDIENCE_EXPORT_STATE')
    this.refuseExpired(wish)
    if (wish.exportId !== null && ['running', 'ready'].includes((await this.exports.get(wish.exportId)).state))
      throw new AppError('AUDIENCE_EXPORT_STATE')
    return this.db.transaction(async () => {
      const file = await this.exports.create(
        {
          kind: kindOfFile(wish.columns),
          name: `${wish.targetName}-导出申请${wish.id}`,
          params: { requestId: wish.id },
        },
        staff,
      )
      const claimed = await this.db.query<UpdateResultHeader>(
        "UPDATE audience_export SET export_id = ? WHERE id = ? AND state = 'approved' AND export_id <=> ?",
        [file.id, id, wish.exportId],
      )
      if (claimed.affectedRows !== 1) throw new AppError('AUDIENCE_EXPORT_STATE')
      return this.get(id)
    })
  }

  /** The frozen lists of these wishes, by id. */
  async listsOf(wishes: readonly AudienceExport[]): Promise<Map<number, Audience>> {
    return this.audiences.byIds(wishes.flatMap(({ audienceId }) => audienceId ?? []))
  }

  /** Ends what has waited too long, and forgets the lists of wishes that ended. @returns how many ended */
  async expireDue(): Promise<number> {
    const due = await this.db.repo(AudienceExport).find({
      where: { state: In(['pending', 'approved']), validUntil: LessThanOrEqual(this.clock.now()) },
      take: ENDED_AT_ONCE,
    })
    for (const wish of due)
      await this.db.repo(AudienceExport).update({ id: wish.id, state: wish.state }, { state: 'expired' })
    // A file that is being made under an approval of the last minute still reads its list.
    const ended = await this.db.repo(AudienceExport).find({
      where: {
        state: In(['rejected', 'withdrawn', 'expired']),
        targetKind: 'segment',
        validUntil: LessThanOrEqual(new Date(this.clock.now().getTime() - DAY_MS)),
      },
      order: { id: 'DESC' },
      take: ENDED_AT_ONCE,
    })
    await this.audiences.forget(ended.flatMap(({ audienceId }) => audienceId ?? []))
    return due.length
  }

  /** Destroys the files that any of these people, who were erased, may stand in. */
  async destroyFilesWith(customerIds: readonly number[]): Promise<void> {
    const approved = await this.db.repo(AudienceExport).findBy({ state: 'approved' })
    for (const { audienceId, exportId } of approved) {
      if (audienceId === null || exportId === null) continue
      if ((await this.audiences.among(audienceId, customerIds)).length > 0) await this.exports.destroy(exportId)
    }
  }

  private async frozen({ targetKind, targetId }: NewAudienceExport): Promise<{ list: Audience; people: number }> {
    if (targetKind === 'audience') {
      const list = await this.audiences.get(targetId)
      return { list, people: (await this.lists.set({ kind: 'audience', id: targetId })).size }
    }
    const { name } = await this.segments.get(targetId)
    const list = await this.freeze.keep(targetId, name, true)
    return { list, people: list.people }
  }

  private validUntil(): Date {
    return new Date(this.clock.now().getTime() + WISH_VALID_DAYS * DAY_MS)
  }

  private refuseExpired({ validUntil, audienceId }: AudienceExport): void {
    if (validUntil === null || audienceId === null || validUntil <= this.clock.now())
      throw new AppError('AUDIENCE_EXPORT_EXPIRED')
  }

  private async own(id: number, { staffId }: StaffActor): Promise<AudienceExport> {
    const wish = await this.get(id)
    if (wish.requestedBy !== staffId) throw new AppError('NOT_FOUND', { params: { what: '导出申请' } })
    return wish
  }

  private async move(
    wish: AudienceExport,
    action: AudienceExportAction,
    changes: Partial<Pick<AudienceExport, 'decidedBy' | 'decidedAt' | 'decisionNote' | 'validUntil'>>,
  ): Promise<AudienceExport> {
    const state = audienceExportLife.next(wish.state, action)
    if (!state) throw new AppError('AUDIENCE_EXPORT_STATE')
    const moved = await this.db.repo(AudienceExport).update({ id: wish.id, state: wish.state }, { ...changes, state })
    if (moved.affected !== 1) throw new AppError('AUDIENCE_EXPORT_STATE')
    const after = await this.get(wish.id)
    this.describe(`audience.${action}-export`, after)
    return after
  }

  private describe(action: string, { id, targetName, people, reason, columns }: AudienceExport): void {
    this.audit.describe({
      action,
      target: { kind: 'audience-export', id, name: targetName },
      after: { people, reason, columns: columns.join(',') },
    })
  }
}
