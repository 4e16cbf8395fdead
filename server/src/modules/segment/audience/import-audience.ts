import { Injectable } from '@nestjs/common'
import { IsNull, LessThan } from 'typeorm'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import type { StaffActor } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Jobs } from '../../../platform/jobs'
import { SealedFiles } from '../../../platform/sealed-files'
import { readTable } from '../../product'
import { AudienceImport } from './audience-import.entity'
import { audienceImportLife, type AudienceImportAction } from './audience-import.policy'
import { AUDIENCE_COLUMNS } from './audience-line.policy'
import type { Audience } from './audience.entity'
import { AudienceService } from './audience.service'
import type { FileLine, FoundPeople, RejectedLine } from './named-people'

export const CHECK_IMPORT_JOB = 'segment.check-import'
const UPLOADS = 'audience-imports'
const REJECTS = 'audience-import-rejects'
const MAX_ROWS = 100_000
const REJECTS_SHOWN = 50
const FORGET_AT_ONCE = 500

/** Makes an audience of a file: its people are looked for in the background, and kept when an operator says so. */
@Injectable()
export class ImportAudience {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly files: SealedFiles,
    private readonly audiences: AudienceService,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Takes a file and begins to look for its people.
   * @throws FILE_UNREADABLE, TABLE_EMPTY, TABLE_TOO_LONG, AUDIENCE_COLUMNS_MISSING
   */
  async upload(fileName: string, bytes: Buffer, staff: StaffActor): Promise<AudienceImport> {
    const lines = await readLines(bytes)
    const started = await this.db.repo(AudienceImport).save({
      fileName: fileName.slice(-190),
      state: audienceImportLife.initial,
      totalRows: lines.length,
      staffId: staff.staffId,
    })
    const { id } = started
    await this.files.keep(UPLOADS, id, bytes)
    const jobId = await this.jobs.enqueue(CHECK_IMPORT_JOB, { importId: id }, { key: `${CHECK_IMPORT_JOB}:${id}` })
    await this.db.repo(AudienceImport).update({ id }, { jobId })
    this.describe('audience.check-import', started)
    return this.get(id)
  }

  /** Anybody's. @throws NOT_FOUND */
  async get(id: number): Promise<AudienceImport> {
    const found = await this.db.repo(AudienceImport).findOneBy({ id })
    if (!found) throw missing()
    return found
  }

  /** @throws NOT_FOUND for those of other people too: a file names whom its owner may know */
  async own(id: number, { staffId }: StaffActor): Promise<AudienceImport> {
    const found = await this.get(id)
    if (found.staffId !== staffId) throw missing()
    return found
  }

  /** Stops the search and forgets the file. @throws NOT_FOUND, AUDIENCE_IMPORT_NOT_CHECKING */
  async cancel(id: number, staff: StaffActor): Promise<AudienceImport> {
    const found = await this.own(id, staff)
    if (found.state !== 'checking' || found.jobId === null) throw new AppError('AUDIENCE_IMPORT_NOT_CHECKING')
    if (await this.jobs.find(found.jobId)) await this.jobs.cancel(found.jobId)
    // Only a running job comes to say that it has ended.
    if ((await this.jobs.find(found.jobId))?.state !== 'running') await this.end(found, 'cancel')
    this.describe('audience.cancel-import', found)
    return this.get(id)
  }

  /**
   * Keeps the people of the file as an audience.
   * @throws NOT_FOUND, AUDIENCE_IMPORT_NOT_READY while they are being looked for, and after that came to nothing;
   * AUDIENCE_IMPORT_DONE for one that has been confirmed, AUDIENCE_EMPTY, AUDIENCE_FILE_GONE
   */
  async confirm(id: number, name: string, staff: StaffActor): Promise<Audience> {
    const found = await this.own(id, staff)
    if (found.state === 'checked' && found.people === 0) throw new AppError('AUDIENCE_EMPTY')
    if (found.state === 'checked' && found.fileForgottenAt !== null) throw new AppError('AUDIENCE_FILE_GONE')
    return this.db.transaction(async () => {
      await this.move(found, 'confirm')
      const audience = await this.audiences.show(Number(found.audienceId), name)
      this.describe('audience.import', found)
      return audience
    })
  }

  /** The lines that were left out. @throws NOT_FOUND, AUDIENCE_FILE_GONE */
  async rejects(id: number, staff: StaffActor): Promise<{ fileName: string; rejected: RejectedLine[] }> {
    const { fileName } = await this.own(id, staff)
    const bytes = await this.files.read(REJECTS, id)
    if (!bytes) throw new AppError('AUDIENCE_FILE_GONE')
    return { fileName, rejected: JSON.parse(bytes.toString('utf8')) as RejectedLine[] }
  }

  /** What the uploaded file says, line by line. @throws AUDIENCE_FILE_GONE */
  async lines(id: number): Promise<FileLine[]> {
    const bytes = await this.files.read(UPLOADS, id)
    if (!bytes) throw new AppError('AUDIENCE_FILE_GONE')
    return readLines(bytes)
  }

  async advance(id: number, doneRows: number): Promise<void> {
    await this.db.repo(AudienceImport).update({ id }, { doneRows })
  }

  /** Writes down whom the file names. The upload has served its purpose then; the rejected lines stay for a while. */
  async found(started: AudienceImport, { ids, repeatedRows, rejected }: FoundPeople): Promise<void> {
    await this.files.keep(REJECTS, started.id, Buffer.from(JSON.stringify(rejected)))
    await this.db.transaction(async () => {
      const audience = await this.audiences.keep(
        {
          name: started.fileName.slice(0, 64),
          source: 'import',
          hidden: true,
          segmentId: null,
          segmentVersion: 0,
          rule: null,
          sentence: null,
        },
        [...ids].sort((a, b) => a - b),
      )
      await this.move(started, 'found', {
        audienceId: audience.id,
        people: audience.people,
        doneRows: started.totalRows,
        repeatedRows,
        rejectedRows: rejected.length,
        firstRejects: rejected.slice(0, REJECTS_SHOWN).map(({ row, reason }) => ({ row, reason })),
      })
    })
    await this.files.forget(UPLOADS, started.id)
  }

  /** Ends a search that came to nothing. */
  async end(started: AudienceImport, action: 'cancel' | 'fail'): Promise<void> {
    await this.move(started, action, { fileForgottenAt: this.clock.now() })
    await this.files.forget(UPLOADS, started.id)
  }

  /**
   * Forgets what was uploaded more than `days` ago, confirmed or not, and lists that nobody kept: they are full of people.
   * @returns how many
   */
  async forgetFiles(days: number): Promise<number> {
    const old = await this.db.repo(AudienceImport).find({
      where: {
        fileForgottenAt: IsNull(),
        createdAt: LessThan(new Date(this.clock.now().getTime() - days * 86_400_000)),
      },
      order: { id: 'ASC' },
      take: FORGET_AT_ONCE,
    })
    for (const { id } of old) {
      await this.files.forget(UPLOADS, id)
      await this.files.forget(REJECTS, id)
      await this.db.repo(AudienceImport).update({ id }, { fileForgottenAt: this.clock.now() })
    }
    await this.audiences.forget(old.flatMap(({ audienceId }) => audienceId ?? []))
    return old.length
  }

  /** Of two who move it at once, one wins. */
  private async move(
    { id, state }: AudienceImport,
    action: AudienceImportAction,
    changes: Partial<AudienceImport> = {},
  ): Promise<void> {
    const next = audienceImportLife.next(state, action)
    if (next) {
      const moved = await this.db.repo(AudienceImport).update({ id, state }, { ...changes, state: next })
      if (moved.affected === 1) return
    }
    const now = await this.get(id)
    if (action === 'cancel') throw new AppError('AUDIENCE_IMPORT_NOT_CHECKING')
    throw new AppError(now.state === 'done' ? 'AUDIENCE_IMPORT_DONE' : 'AUDIENCE_IMPORT_NOT_READY')
  }

  private describe(action: string, { id, fileName, totalRows, people, rejectedRows }: AudienceImport): void {
    this.audit.describe({
      action,
      target: { kind: 'audience-import', id, name: fileName },
      after: { totalRows, people, rejectedRows },
    })
  }
}

const missing = (): AppError => new AppError('NOT_FOUND', { params: { what: '这次导入' } })

async function readLines(bytes: Buffer): Promise<FileLine[]> {
  const { rows } = await readTable(bytes, AUDIENCE_COLUMNS, MAX_ROWS)
  if (rows.every(({ cells }) => Object.values(cells).every((cell) => cell === '')))
    throw new AppError('AUDIENCE_COLUMNS_MISSING')
  return rows
}
