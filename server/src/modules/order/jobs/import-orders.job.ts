import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { AppError } from '../../../platform/errors'
import { JobRegistry, type JobContext } from '../../../platform/jobs'
import { IMPORT_JOB, OrderImportService } from '../import/order-import.service'
import { OrderIntake } from '../order-intake'

const ROWS_AT_ONCE = 1000
const MAX_ATTEMPTS = 4
const FORGET_JOB = 'order.forget-files'
const FORGET_EVERY_SECONDS = 6 * 3600
const KEEP_FILES_DAYS = 30

/** Works through an order file in the background: reports how far it is, can be stopped, and goes on where it was after a crash. */
@Injectable()
export class ImportOrdersJob implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly imports: OrderImportService,
    private readonly intake: OrderIntake,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.register<{ importId: number }>({
      kind: IMPORT_JOB,
      maxAttempts: MAX_ATTEMPTS,
      keep: true,
      handler: ({ importId }, context) => this.run(importId, context),
    })
    this.registry.register({ kind: FORGET_JOB, handler: () => this.imports.forgetFiles(KEEP_FILES_DAYS) })
    this.registry.every(FORGET_JOB, FORGET_EVERY_SECONDS)
  }

  private async run(importId: number, context: JobContext): Promise<{ rows: number } | undefined> {
    const orderImport = await this.imports.get(importId)
    if (orderImport.state !== 'running') return undefined
    try {
      const { lines } = await this.imports.reopen(importId)
      let { doneRows } = orderImport
      while (doneRows < lines.length) {
        if (await context.cancelled()) throw new AppError('CANCELLED')
        const part = lines.slice(doneRows, doneRows + ROWS_AT_ONCE)
        await this.intake.take(part.map((line) => ({ ...line, importId })))
        doneRows += part.length
        await this.imports.advance(importId, doneRows)
        await context.progress(doneRows, lines.length)
      }
      await this.imports.move(await this.imports.get(importId), 'finish', { finishedAt: this.clock.now() })
      return { rows: doneRows }
    } catch (error) {
      const ending = await context.endingOf(error)
      if (ending)
        await this.imports.move(await this.imports.get(importId), ending === 'cancelled' ? 'cancel' : 'fail', {
          finishedAt: this.clock.now(),
        })
      throw error
    }
  }
}
