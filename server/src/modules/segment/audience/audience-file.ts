import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock, shanghaiDay } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { ExportKinds, type ExportTable } from '../../../platform/exports'
import type { CsvCell } from '../../../platform/http'
import { CustomerService, PeopleFinder, TOUCHPOINT_BADGES } from '../../identity'
import { StaffService } from '../../staff'
import { AudienceExport } from './audience-export.entity'
import { AUDIENCE_EXPORT_COLUMNS, watermarkOf, type AudienceExportColumn } from './audience-export.policy'
import { AudienceService } from './audience.service'

/** With full phone numbers the maker and the fetcher need the permission to see them, too. */
const MASKED = 'audience'
const WITH_PHONES = 'audience-with-phones'
const PEOPLE_AT_ONCE = 1000

/** The kind of export file that holds these columns. */
export const kindOfFile = (columns: readonly AudienceExportColumn[]): string =>
  columns.includes('phone') ? WITH_PHONES : MASKED

/** What stands in the file of an approved wish: the people of its frozen list, watermarked in every row. */
@Injectable()
export class AudienceFile implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly kinds: ExportKinds,
    private readonly audiences: AudienceService,
    private readonly customers: CustomerService,
    private readonly finder: PeopleFinder,
    private readonly staff: StaffService,
    private readonly clock: Clock,
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

  private async open(requestId: number): Promise<ExportTable> {
    const wish = await this.db.repo(AudienceExport).findOneByOrFail({ id: requestId })
    if (wish.state !== 'approved' || wish.audienceId === null) throw new AppError('AUDIENCE_EXPORT_STATE')
    const requester = (await this.staff.byIds([wish.requestedBy])).get(wish.requestedBy)?.name ?? ''
    const day = shanghaiDay(this.clock.now())
    return {
      headers: [...wish.columns.map((column) => AUDIENCE_EXPORT_COLUMNS[column]), '水印'],
      total: wish.people,
      rows: this.rows(wish.audienceId, wish.columns, watermarkOf(requester, day, wish.id)),
    }
  }

  private async *rows(
    audienceId: number,
    columns: readonly AudienceExportColumn[],
    watermark: string,
  ): AsyncGenerator<CsvCell[]> {
    const written = new Set<number>()
    let part: number[] = []
    for await (const id of this.audiences.memberIds(audienceId)) {
      part.push(id)
      if (part.length < PEOPLE_AT_ONCE) continue
      yield* this.rowsOf(part, columns, watermark, written)
      part = []
    }
    yield* this.rowsOf(part, columns, watermark, written)
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
}
