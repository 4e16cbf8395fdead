import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import type { StaffActor } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { skipTake, type PageQuery } from '../../../platform/http'
import { Jobs } from '../../../platform/jobs'
import { SealedFiles } from '../../../platform/sealed-files'
import { ProductService, readTable, type Table } from '../../product'
import { OrderImport } from './order-import.entity'
import { importLife, type ImportAction } from './order-import.policy'
import { ORDER_COLUMNS, readOrderLines, type OrderLine, type RejectedLine } from './order-line.policy'

export const IMPORT_JOB = 'order.import'
export const MAX_ROWS = 200_000
const FILES = 'order-imports'

/** An import with everything that its file says. */
export interface ReadImport {
  table: Table
  lines: OrderLine[]
  rejected: RejectedLine[]
}

/** Order files: looked through first, taken in when an operator says so. */
@Injectable()
export class OrderImportService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly files: SealedFiles,
    private readonly products: ProductService,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND */
  async get(id: number): Promise<OrderImport> {
    const found = await this.db.repo(OrderImport).findOneBy({ id })
    if (!found) throw new AppError('NOT_FOUND', { params: { what: '这次导入' } })
    return found
  }

  async list(page: PageQuery): Promise<[OrderImport[], number]> {
    return this.db.repo(OrderImport).findAndCount({ order: { id: 'DESC' }, ...skipTake(page) })
  }

  /** An earlier import of the very same file that has begun. */
  async earlierTwin({ id, fileHash }: OrderImport): Promise<OrderImport | null> {
    return this.db
      .repo(OrderImport)
      .createQueryBuilder('twin')
      .where("twin.fileHash = :fileHash AND twin.id < :id AND twin.state <> 'checked'", { fileHash, id })
      .orderBy('twin.id', 'DESC')
      .getOne()
  }

  /**
   * Dry run: reads the whole file, changes nothing about anybody.
   * @throws FILE_UNREADABLE, TABLE_EMPTY, TABLE_TOO_LONG, TABLE_COLUMNS_MISSING
   */
  async check(
    fileName: string,
    bytes: Buffer,
    staff: StaffActor,
  ): Promise<{ orderImport: OrderImport; rejected: RejectedLine[] }> {
    const { table, lines, rejected } = await this.read(bytes)
    const times = lines.map(({ orderedAt }) => Date.parse(orderedAt)).sort((a, b) => a - b)
    const known = await this.products.bySkus(lines.map(({ sku }) => sku))
    const [first, last] = [times[0], times.at(-1)]
    const inserted = await this.db.repo(OrderImport).insert({
      fileName: fileName.slice(-190),
      fileHash: createHash('sha256').update(bytes).digest('hex'),
      encoding: table.encoding,
      state: importLife.initial,
      totalRows: table.rows.length,
      validRows: lines.length,
      rejectedRows: rejected.length,
      orderCount: new Set(lines.map(({ channel, orderNo }) => `${channel}\0${orderNo}`)).size,
      buyerCount: new Set(lines.map(({ phone }) => phone)).size,
      unknownSkuCount: new Set(lines.map(({ sku }) => sku).filter((sku) => !known.has(sku))).size,
      amountFen: lines.reduce((sum, { amountFen }) => sum + amountFen, 0),
      firstOrderedAt: first === undefined ? null : new Date(first),
      lastOrderedAt: last === undefined ? null : new Date(last),
      staffId: staff.staffId,
      staffName: staff.name,
    })
    const orderImport = await this.get(Number(inserted.identifiers[0]?.id))
    await this.files.keep(FILES, orderImport.id, bytes)
    this.describe('order.check', orderImport)
    return { orderImport, rejected }
  }

  /** @throws NOT_FOUND, ORDER_IMPORT_NOT_READY, ORDER_IMPORT_NOTHING */
  async start(id: number): Promise<OrderImport> {
    const orderImport = await this.get(id)
    if (orderImport.validRows === 0) throw new AppError('ORDER_IMPORT_NOTHING')
    await this.move(orderImport, 'start', { startedAt: this.clock.now(), finishedAt: null })
    const jobId = await this.jobs.enqueue(IMPORT_JOB, { importId: id }, { key: `${IMPORT_JOB}:${id}` })
    await this.db.repo(OrderImport).update({ id }, { jobId })
    const started = await this.get(id)
    this.describe('order.import', started)
    return started
  }

  /** Stops it before its next lines; what has been taken in stays. @throws NOT_FOUND, ORDER_IMPORT_NOT_RUNNING */
  async cancel(id: number): Promise<OrderImport> {
    const orderImport = await this.get(id)
    if (orderImport.state !== 'running' || orderImport.jobId === null) throw new AppError('ORDER_IMPORT_NOT_RUNNING')
    await this.jobs.cancel(orderImport.jobId)
    const job = await this.jobs.find(orderImport.jobId)
    // A waiting job ends at once and never comes to say so.
    if (job?.state === 'cancelled') await this.move(orderImport, 'cancel', { finishedAt: this.clock.now() })
    this.describe('order.cancel-import', orderImport)
    return this.get(id)
  }

  /** Moves an import along its life; of two who try, one wins. @throws ORDER_IMPORT_NOT_READY */
  async move(orderImport: OrderImport, action: ImportAction, changes: Partial<OrderImport> = {}): Promise<void> {
    const state = importLife.next(orderImport.state, action)
    if (!state) throw new AppError('ORDER_IMPORT_NOT_READY')
    const moved = await this.db
      .repo(OrderImport)
      .update({ id: orderImport.id, state: orderImport.state }, { ...changes, state })
    if (moved.affected !== 1) throw new AppError('ORDER_IMPORT_NOT_READY')
  }

  /** Notes how many lines have been worked through. */
  async advance(id: number, doneRows: number): Promise<void> {
    await this.db.repo(OrderImport).update({ id }, { doneRows })
  }

  /** Everything the kept file says. @throws ORDER_REJECTS_GONE when it has been forgotten */
  async reopen(id: number): Promise<ReadImport> {
    const bytes = await this.files.read(FILES, id)
    if (!bytes) throw new AppError('ORDER_REJECTS_GONE')
    return this.read(bytes)
  }

  /** Forgets files older than `days`. @returns how many */
  async forgetFiles(days: number): Promise<number> {
    const before = new Date(this.clock.now().getTime() - days * 86_400_000)
    const old = await this.db.query<{ id: number | string }[]>(
      `SELECT id FROM order_import WHERE created_at < ? AND state <> 'running' ORDER BY id DESC LIMIT 500`,
      [before],
    )
    for (const { id } of old) await this.files.forget(FILES, Number(id))
    return old.length
  }

  private async read(bytes: Buffer): Promise<ReadImport> {
    const table = await readTable(bytes, ORDER_COLUMNS, MAX_ROWS)
    return { table, ...readOrderLines(table.rows, this.clock.now()) }
  }

  private describe(action: string, { id, fileName, totalRows, validRows, rejectedRows }: OrderImport): void {
    this.audit.describe({
      action,
      target: { kind: 'order-import', id, name: fileName },
      after: { totalRows, validRows, rejectedRows },
    })
  }
}
