import { Readable } from 'node:stream'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { stringify } from 'csv-stringify'
import { AppError } from '../errors'
import { inertCell, type CsvCell } from '../http'
import { JobRegistry, type JobContext } from '../jobs'
import type { ExportFile } from './export-file.entity'
import { ExportKinds } from './export-kinds'
import { ExportStore } from './export-store'
import { EXPORT_JOB, Exports } from './exports'

const EXPIRE_JOB = 'platform.expire-exports'
const EXPIRE_EVERY_SECONDS = 3600
const MAX_ATTEMPTS = 3
/** Progress is told, and a wish to stop is heard, after so many rows. */
const ROWS_PER_STEP = 2000

/** Makes the files that were asked for, row by row, and throws old ones away. */
@Injectable()
export class MakeFileJob implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly kinds: ExportKinds,
    private readonly store: ExportStore,
    private readonly exports: Exports,
  ) {}

  onModuleInit(): void {
    this.registry.register<{ exportId: number }>({
      kind: EXPORT_JOB,
      concurrency: 2,
      maxAttempts: MAX_ATTEMPTS,
      keep: true,
      handler: ({ exportId }, context) => this.run(exportId, context),
    })
    this.registry.register({ kind: EXPIRE_JOB, handler: () => this.exports.forgetExpired() })
    this.registry.every(EXPIRE_JOB, EXPIRE_EVERY_SECONDS)
  }

  private async run(exportId: number, context: JobContext): Promise<{ rows: number } | undefined> {
    const file = await this.exports.get(exportId)
    if (file.state !== 'running') return undefined
    try {
      const rows = await this.make(file, context)
      return { rows }
    } catch (error) {
      await this.store.forget(exportId)
      const ending = await context.endingOf(error)
      if (ending) await this.exports.move(file, ending)
      throw error
    }
  }

  private async make(file: ExportFile, context: JobContext): Promise<number> {
    const { headers, total, rows } = await this.kinds.get(file.kind).open(file.params as never)
    let rowsWritten = 0
    const lines = stringify({ bom: true, header: true, columns: headers })
    const cells = Readable.from(
      counted(inertRows(rows), async (written) => {
        rowsWritten = written
        if (await context.cancelled()) throw new AppError('CANCELLED')
        await context.progress(written, Math.max(written, total))
      }),
    )
    cells.on('error', (error) => lines.destroy(error))
    const { bytes, seal } = await this.store.keep(file.id, cells.pipe(lines))
    if (!(await this.exports.move(file, 'ready', { rowsWritten, bytes, seal }))) throw new AppError('CANCELLED')
    return rowsWritten
  }
}

async function* inertRows(rows: AsyncIterable<CsvCell[]>): AsyncGenerator<CsvCell[]> {
  for await (const row of rows) yield row.map(inertCell)
}

/** Tells how many items have gone by, every so often and at the end. */
async function* counted<T>(items: AsyncIterable<T>, tell: (count: number) => Promise<void>): AsyncGenerator<T> {
  let count = 0
  for await (const item of items) {
    if (count % ROWS_PER_STEP === 0) await tell(count)
    count += 1
    yield item
  }
  await tell(count)
}
