import { Injectable } from '@nestjs/common'
import { IsNull, LessThan } from 'typeorm'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import type { StaffActor } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { PublicId } from '../../../platform/public-id'
import { SealedFiles } from '../../../platform/sealed-files'
import { PeopleFinder, type IdentityKind } from '../../identity'
import { readTable } from '../../product'
import { AudienceImport } from './audience-import.entity'
import { AUDIENCE_COLUMNS, readAudienceLine } from './audience-line.policy'
import type { Audience } from './audience.entity'
import { AudienceService } from './audience.service'

const FILES = 'audience-imports'
const MAX_ROWS = 100_000
const FORGET_AT_ONCE = 500

export interface RejectedLine {
  /** Line number as a spreadsheet counts. */
  row: number
  reason: string
  cells: Record<string, string>
}

interface ReadFile {
  totalRows: number
  /** Ascending, each once. */
  ids: number[]
  repeatedRows: number
  rejected: RejectedLine[]
}

/** Makes an audience of a file: looked through first, kept when an operator says so. */
@Injectable()
export class ImportAudience {
  constructor(
    private readonly db: Database,
    private readonly files: SealedFiles,
    private readonly finder: PeopleFinder,
    private readonly publicId: PublicId,
    private readonly audiences: AudienceService,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Dry run: who of the file is known to us.
   * @throws FILE_UNREADABLE, TABLE_EMPTY, TABLE_TOO_LONG, AUDIENCE_COLUMNS_MISSING
   */
  async check(
    fileName: string,
    bytes: Buffer,
    staff: StaffActor,
  ): Promise<{ found: AudienceImport; rejected: RejectedLine[] }> {
    const { ids, totalRows, repeatedRows, rejected } = await this.read(bytes)
    const found = await this.db.repo(AudienceImport).save({
      fileName: fileName.slice(-190),
      totalRows,
      people: ids.length,
      repeatedRows,
      rejectedRows: rejected.length,
      staffId: staff.staffId,
    })
    await this.files.keep(FILES, found.id, bytes)
    this.describe('audience.check-import', found)
    return { found, rejected }
  }

  /** @throws NOT_FOUND, AUDIENCE_IMPORT_DONE for one that has been confirmed, AUDIENCE_EMPTY, AUDIENCE_FILE_GONE */
  async confirm(id: number, name: string, staff: StaffActor): Promise<Audience> {
    const found = await this.own(id, staff)
    if (found.people === 0) throw new AppError('AUDIENCE_EMPTY')
    const { ids } = await this.reopen(id)
    return this.db.transaction(async () => {
      const audience = await this.audiences.keep(
        { name, source: 'import', segmentId: null, segmentVersion: 0, rule: null, sentence: null },
        ids,
      )
      const claimed = await this.db
        .repo(AudienceImport)
        .update({ id, audienceId: IsNull() }, { audienceId: audience.id })
      if (claimed.affected !== 1) throw new AppError('AUDIENCE_IMPORT_DONE')
      this.describe('audience.import', { ...found, people: audience.people })
      return audience
    })
  }

  /** The lines that were left out. @throws NOT_FOUND, AUDIENCE_FILE_GONE */
  async rejects(id: number, staff: StaffActor): Promise<{ fileName: string; rejected: RejectedLine[] }> {
    const { fileName } = await this.own(id, staff)
    const { rejected } = await this.reopen(id)
    return { fileName, rejected }
  }

  /** Forgets uploaded files older than `days`, confirmed or not: they are full of phone numbers. @returns how many */
  async forgetFiles(days: number): Promise<number> {
    const old = await this.db.repo(AudienceImport).find({
      select: { id: true },
      where: {
        fileForgottenAt: IsNull(),
        createdAt: LessThan(new Date(this.clock.now().getTime() - days * 86_400_000)),
      },
      order: { id: 'ASC' },
      take: FORGET_AT_ONCE,
    })
    for (const { id } of old) {
      await this.files.forget(FILES, id)
      await this.db.repo(AudienceImport).update({ id }, { fileForgottenAt: this.clock.now() })
    }
    return old.length
  }

  private async own(id: number, { staffId }: StaffActor): Promise<AudienceImport> {
    const found = await this.db.repo(AudienceImport).findOneBy({ id, staffId })
    if (!found) throw new AppError('NOT_FOUND', { params: { what: '这次导入' } })
    return found
  }

  private async reopen(id: number): Promise<ReadFile> {
    const bytes = await this.files.read(FILES, id)
    if (!bytes) throw new AppError('AUDIENCE_FILE_GONE')
    return this.read(bytes)
  }

  private async read(bytes: Buffer): Promise<ReadFile> {
    const { rows } = await readTable(bytes, AUDIENCE_COLUMNS, MAX_ROWS)
    const lines = rows.map((line) => ({ ...line, named: readAudienceLine(line.cells) }))
    if (lines.every(({ cells }) => Object.values(cells).every((cell) => cell === '')))
      throw new AppError('AUDIENCE_COLUMNS_MISSING')
    const known = await this.owners(lines.flatMap(({ named }) => ('by' in named ? [named] : [])))
    const ids = new Set<number>()
    const rejected: RejectedLine[] = []
    let repeatedRows = 0
    for (const { row, cells, named } of lines) {
      const owners = 'by' in named ? (known.get(`${named.by}:${named.value}`) ?? []) : []
      if (owners.length === 0) {
        rejected.push({ row, cells, reason: 'problem' in named ? named.problem : '没有找到对应的客户' })
      } else if (owners.every((id) => ids.has(id))) {
        repeatedRows += 1
      } else {
        for (const id of owners) ids.add(id)
      }
    }
    return { totalRows: rows.length, ids: [...ids].sort((a, b) => a - b), repeatedRows, rejected }
  }

  private async owners(
    named: readonly { by: IdentityKind | 'customer'; value: string }[],
  ): Promise<Map<string, number[]>> {
    const owners = new Map<string, number[]>()
    for (const by of new Set(named.map((one) => one.by))) {
      const values = [...new Set(named.filter((one) => one.by === by).map(({ value }) => value))]
      const found = by === 'customer' ? await this.living(values) : await this.finder.find(by, values)
      for (const [value, ids] of found) owners.set(`${by}:${value}`, ids)
    }
    return owners
  }

  /** Customer numbers of living customers; an absorbed one means its survivor. */
  private async living(publicIds: readonly string[]): Promise<Map<string, number[]>> {
    const numbers = new Map(publicIds.map((publicId) => [publicId, this.numberOf(publicId)]))
    const living = await this.finder.living([...numbers.values()].flatMap((id) => id ?? []))
    const found = new Map<string, number[]>()
    for (const [publicId, id] of numbers) {
      const survivor = id === null ? undefined : living.get(id)
      if (survivor !== undefined) found.set(publicId, [survivor])
    }
    return found
  }

  private numberOf(publicId: string): number | null {
    try {
      return this.publicId.decode('customer', publicId)
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return null
      throw error
    }
  }

  private describe(action: string, { id, fileName, totalRows, people, rejectedRows }: AudienceImport): void {
    this.audit.describe({
      action,
      target: { kind: 'audience-import', id, name: fileName },
      after: { totalRows, people, rejectedRows },
    })
  }
}
