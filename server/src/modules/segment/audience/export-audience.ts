import { Injectable, type OnModuleInit } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock, shanghaiDay } from '../../../platform/clock'
import type { StaffActor } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { ExportKinds, Exports, type ExportTable } from '../../../platform/exports'
import type { CsvCell } from '../../../platform/http'
import { CustomerService, PeopleFinder, TOUCHPOINT_BADGES } from '../../identity'
import { StaffService } from '../../staff'
import { SegmentService } from '../segment.service'
import { AudienceExport } from './audience-export.entity'
import {
  AUDIENCE_EXPORT_COLUMNS,
  audienceExportLife,
  watermarkOf,
  type AudienceExportAction,
  type AudienceExportColumn,
} from './audience-export.policy'
import { AudienceService } from './audience.service'

/** With full phone numbers the maker and the fetcher need the permission to see them, too. */
const MASKED = 'audience'
const WITH_PHONES = 'audience-with-phones'
const PEOPLE_AT_ONCE = 1000
const LISTED = 200

export interface NewAudienceExport {
  targetKind: 'segment' | 'audience'
  targetId: number
  columns: AudienceExportColumn[]
  reason: string
}

/** Files of people: asked for with a reason, decided by somebody else, watermarked in every row. */
@Injectable()
export class ExportAudience implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly exports: Exports,
    private readonly kinds: ExportKinds,
    private readonly segments: SegmentService,
    private readonly audiences: AudienceService,
    private readonly customers: CustomerService,
    private readonly finder: PeopleFinder,
    private readonly staff: StaffService,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  onModuleInit(): void {
    const open = ({ requestId }: { requestId: number }): Promise<ExportTable> => this.open(requestId)
    this.kinds.register({ kind: MASKED, permissions: ['segment.export', 'customer.read'], open })
    this.kinds.register({
      kind: WITH_PHONES,
      permissions: ['segment.export', 'customer.read', 'customer.reveal-phone'],
      open,
    })
  }

  /** Waiting ones first, then latest first. */
  async list(): Promise<AudienceExport[]> {
    return this.db
      .repo(AudienceExport)
      .createQueryBuilder('wish')
      .orderBy("wish.state = 'pending'", 'DESC')
      .addOrderBy('wish.id', 'DESC')
      .take(LISTED)
      .getMany()
  }

  /** @throws NOT_FOUND */
  async get(id: number): Promise<AudienceExport> {
    const found = await this.db.repo(AudienceExport).findOneBy({ id })
    if (!found) throw new AppError('NOT_FOUND', { params: { what: '导出申请' } })
    return found
  }

  /** @throws NOT_FOUND, AUDIENCE_EMPTY */
  async request(wish: NewAudienceExport, people: number, staff: StaffActor): Promise<AudienceExport> {
    const target =
      wish.targetKind === 'segment' ? await this.segments.get(wish.targetId) : await this.audiences.get(wish.targetId)
    if (people === 0) throw new AppError('AUDIENCE_EMPTY')
    const { id } = await this.db.repo(AudienceExport).save({
      ...wish,
      targetName: target.name,
      people,
      requestedBy: staff.staffId,
      state: audienceExportLife.initial,
    })
    const saved = await this.get(id)
    this.describe('audience.request-export', saved)
    return saved
  }

  /** @throws NOT_FOUND, AUDIENCE_EXPORT_OWN for one's own wish, AUDIENCE_EXPORT_STATE */
  async decide(id: number, action: 'approve' | 'reject', note: string, staff: StaffActor): Promise<AudienceExport> {
    const wish = await this.get(id)
    if (wish.requestedBy === staff.staffId) throw new AppError('AUDIENCE_EXPORT_OWN')
    return this.move(wish, action, { decidedBy: staff.staffId, decidedAt: this.clock.now(), decisionNote: note })
  }

  /** @throws NOT_FOUND also for somebody else's, AUDIENCE_EXPORT_STATE */
  async withdraw(id: number, staff: StaffActor): Promise<AudienceExport> {
    return this.move(await this.own(id, staff), 'withdraw', {})
  }

  /** Begins to make the file; once per approval. @throws NOT_FOUND, AUDIENCE_EXPORT_STATE, FORBIDDEN */
  async make(id: number, staff: StaffActor): Promise<AudienceExport> {
    const wish = await this.own(id, staff)
    if (wish.state !== 'approved' || wish.exportId !== null) throw new AppError('AUDIENCE_EXPORT_STATE')
    return this.db.transaction(async () => {
      const file = await this.exports.create(
        {
          kind: wish.columns.includes('phone') ? WITH_PHONES : MASKED,
          name: `${wish.targetName}-导出申请${wish.id}`,
          params: { requestId: wish.id },
        },
        staff,
      )
      const claimed = await this.db.query<{ affectedRows: number }>(
        'UPDATE audience_export SET export_id = ? WHERE id = ? AND export_id IS NULL',
        [file.id, id],
      )
      if (claimed.affectedRows !== 1) throw new AppError('AUDIENCE_EXPORT_STATE')
      return this.get(id)
    })
  }

  private async own(id: number, { staffId }: StaffActor): Promise<AudienceExport> {
    const wish = await this.get(id)
    if (wish.requestedBy !== staffId) throw new AppError('NOT_FOUND', { params: { what: '导出申请' } })
    return wish
  }

  private async move(
    wish: AudienceExport,
    action: AudienceExportAction,
    changes: Partial<Pick<AudienceExport, 'decidedBy' | 'decidedAt' | 'decisionNote'>>,
  ): Promise<AudienceExport> {
    const state = audienceExportLife.next(wish.state, action)
    if (!state) throw new AppError('AUDIENCE_EXPORT_STATE')
    const moved = await this.db.repo(AudienceExport).update({ id: wish.id, state: wish.state }, { ...changes, state })
    if (moved.affected !== 1) throw new AppError('AUDIENCE_EXPORT_STATE')
    const after = await this.get(wish.id)
    this.describe(`audience.${action}-export`, after)
    return after
  }

  private async open(requestId: number): Promise<ExportTable> {
    const wish = await this.get(requestId)
    const requester = (await this.staff.byIds([wish.requestedBy])).get(wish.requestedBy)?.name ?? ''
    const day = shanghaiDay(this.clock.now())
    return {
      headers: [...wish.columns.map((column) => AUDIENCE_EXPORT_COLUMNS[column]), '水印'],
      total: wish.people,
      rows: this.rows(wish, watermarkOf(requester, day, wish.id)),
    }
  }

  private async *rows(wish: AudienceExport, watermark: string): AsyncGenerator<CsvCell[]> {
    const ids =
      wish.targetKind === 'segment' ? this.segments.memberIds(wish.targetId) : this.audiences.memberIds(wish.targetId)
    const written = new Set<number>()
    let part: number[] = []
    for await (const id of ids) {
      part.push(id)
      if (part.length < PEOPLE_AT_ONCE) continue
      yield* this.rowsOf(part, wish.columns, watermark, written)
      part = []
    }
    yield* this.rowsOf(part, wish.columns, watermark, written)
  }

  /** Absorbed people stand under their survivors, once; erased ones are left out. */
  private async *rowsOf(
    ids: readonly number[],
    columns: readonly AudienceExportColumn[],
    watermark: string,
    written: Set<number>,
  ): AsyncGenerator<CsvCell[]> {
    const living = [...new Set((await this.finder.living(ids)).values())].filter((id) => !written.has(id))
    const people = await this.customers.summaries(living)
    const phones = columns.includes('phone') ? await this.finder.phonesOf(living) : new Map<number, string>()
    for (const id of living.sort((a, b) => a - b)) {
      written.add(id)
      const person = people.get(id)
      if (!person) continue
      const cells: Record<AudienceExportColumn, CsvCell> = {
        customerId: person.publicId,
        displayName: person.displayName,
        phoneMasked: person.phoneMasked,
        phone: phones.get(id)?.replace(/^\+86/, '') ?? null,
        channels: person.channels.map((channel) => TOUCHPOINT_BADGES[channel]).join('、'),
        firstChannel: person.firstChannel,
      }
      yield [...columns.map((column) => cells[column]), watermark]
    }
  }

  private describe(action: string, { id, targetName, people, reason, columns }: AudienceExport): void {
    this.audit.describe({
      action,
      target: { kind: 'audience-export', id, name: targetName },
      after: { people, reason, columns: columns.join(',') },
    })
  }
}
