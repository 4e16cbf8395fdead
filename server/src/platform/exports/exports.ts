import type { Readable } from 'node:stream'
import { Injectable } from '@nestjs/common'
import { PERMISSIONS } from '@guiyi/shared'
import { LessThanOrEqual, Not } from 'typeorm'
import { AuditTrail } from '../audit'
import { Clock } from '../clock'
import type { StaffActor } from '../context'
import { Database } from '../database'
import { AppError } from '../errors'
import { Jobs } from '../jobs'
import { ExportFile } from './export-file.entity'
import { ExportKinds } from './export-kinds'
import { ExportStore } from './export-store'
import { exportLife, type ExportState } from './export.policy'

export const EXPORT_JOB = 'platform.export'
const KEPT_DAYS = 7
const DAY_MS = 86_400_000
const SHOWN = 50
const FORGET_AT_ONCE = 200

export interface ExportRequest {
  kind: string
  /** What the file is called, without extension; may be Chinese. */
  name: string
  params: object
}

/**
 * Tables as files: asked for, made by a job, fetched by the one who asked as long as she holds the permissions, thrown
 * away after seven days.
 */
@Injectable()
export class Exports {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly kinds: ExportKinds,
    private readonly store: ExportStore,
    private readonly audit: AuditTrail,
  ) {}

  /** Inside the transaction of the request. @throws FORBIDDEN */
  async create({ kind, name, params }: ExportRequest, staff: StaffActor): Promise<ExportFile> {
    this.refuse(kind, staff)
    const { id } = await this.db.repo(ExportFile).save({
      kind,
      name: name.replace(/[\\/:*?"<>|\s]+/g, ' ').slice(0, 120),
      params,
      staffId: staff.staffId,
      expiresAt: new Date(this.clock.now().getTime() + KEPT_DAYS * DAY_MS),
    })
    const jobId = await this.jobs.enqueue(EXPORT_JOB, { exportId: id }, { key: `${EXPORT_JOB}:${id}` })
    await this.db.repo(ExportFile).update({ id }, { jobId })
    const file = await this.get(id)
    this.describe('export.create', file)
    return file
  }

  /** The asker's own files, latest first. */
  async list({ staffId }: StaffActor): Promise<ExportFile[]> {
    return this.db
      .repo(ExportFile)
      .find({ where: { staffId, state: Not('expired') }, order: { id: 'DESC' }, take: SHOWN })
  }

  /** @throws NOT_FOUND, also for somebody else's */
  async own(id: number, { staffId }: StaffActor): Promise<ExportFile> {
    const file = await this.db.repo(ExportFile).findOneBy({ id, staffId })
    if (!file) throw new AppError('NOT_FOUND', { params: { what: '导出文件' } })
    return file
  }

  /** The file's content. @throws NOT_FOUND, FORBIDDEN, EXPORT_NOT_READY, EXPORT_GONE */
  async read(id: number, staff: StaffActor): Promise<{ file: ExportFile; content: Readable }> {
    const file = await this.own(id, staff)
    this.refuse(file.kind, staff)
    if (file.state === 'expired' || file.expiresAt <= this.clock.now()) throw new AppError('EXPORT_GONE')
    if (file.state !== 'ready' || file.seal === null) throw new AppError('EXPORT_NOT_READY')
    const content = await this.store.open(id, file.seal)
    if (!content) throw new AppError('EXPORT_GONE')
    await this.db.repo(ExportFile).increment({ id }, 'downloads', 1)
    this.describe('export.download', file)
    return { file, content }
  }

  /** Stops one that is being made. @throws NOT_FOUND, EXPORT_NOT_RUNNING */
  async cancel(id: number, staff: StaffActor): Promise<ExportFile> {
    const file = await this.own(id, staff)
    if (file.state !== 'running' || file.jobId === null) throw new AppError('EXPORT_NOT_RUNNING')
    await this.jobs.cancel(file.jobId)
    // A waiting job ends at once and never comes to say so.
    if ((await this.jobs.find(file.jobId))?.state === 'cancelled') await this.move(file, 'cancelled')
    this.describe('export.cancel', file)
    return this.get(id)
  }

  /** @throws NOT_FOUND */
  async get(id: number): Promise<ExportFile> {
    const file = await this.db.repo(ExportFile).findOneBy({ id })
    if (!file) throw new AppError('NOT_FOUND', { params: { what: '导出文件' } })
    return file
  }

  /** Moves a file along its life; one that has moved on meanwhile stays where it is. @returns whether it was moved */
  async move(
    file: ExportFile,
    to: ExportState,
    changes: Partial<Pick<ExportFile, 'rowsWritten' | 'bytes' | 'seal'>> = {},
  ): Promise<boolean> {
    const allowed = exportLife.actions(file.state).some((action) => exportLife.next(file.state, action) === to)
    if (!allowed) return false
    const moved = await this.db
      .repo(ExportFile)
      .update({ id: file.id, state: file.state }, { ...changes, state: to, finishedAt: this.clock.now() })
    return moved.affected === 1
  }

  /** Throws a file away before its time, also one that is being made: somebody in it must not be in it any more. */
  async destroy(id: number): Promise<void> {
    const file = await this.get(id)
    if (file.state === 'running' && (await this.move(file, 'cancelled'))) {
      if (file.jobId !== null) await this.jobs.cancel(file.jobId)
      return
    }
    await this.throwAway(await this.get(id))
  }

  /** Throws away what is older than it may get. @returns how many */
  async forgetExpired(): Promise<number> {
    const due = await this.db.repo(ExportFile).find({
      where: (['ready', 'failed', 'cancelled'] as const).map((state) => ({
        state,
        expiresAt: LessThanOrEqual(this.clock.now()),
      })),
      take: FORGET_AT_ONCE,
    })
    for (const file of due) await this.throwAway(file)
    return due.length
  }

  private async throwAway({ id, state }: ExportFile): Promise<void> {
    await this.store.forget(id)
    await this.db.repo(ExportFile).update({ id, state }, { state: 'expired', seal: null })
  }

  private refuse(kind: string, { permissions }: StaffActor): void {
    const missing = this.kinds.get(kind).permissions.find((permission) => !permissions.includes(permission))
    if (missing) throw new AppError('FORBIDDEN', { params: { permission: PERMISSIONS[missing] } })
  }

  private describe(action: string, { id, name, kind, params, rowsWritten }: ExportFile): void {
    this.audit.describe({ action, target: { kind: 'export', id, name }, after: { kind, params, rowsWritten } })
  }
}
