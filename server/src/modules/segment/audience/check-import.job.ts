import { Injectable, type OnModuleInit } from '@nestjs/common'
import { AppError } from '../../../platform/errors'
import { JobRegistry, type JobContext } from '../../../platform/jobs'
import { CHECK_IMPORT_JOB, ImportAudience } from './import-audience'
import { NamedPeople, type FoundPeople } from './named-people'

const LINES_AT_ONCE = 4_000
const MAX_ATTEMPTS = 4

/** Looks for the people whom an uploaded file names: reports how far it is, can be stopped, begins anew after a crash. */
@Injectable()
export class CheckAudienceImportJob implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly imports: ImportAudience,
    private readonly people: NamedPeople,
  ) {}

  onModuleInit(): void {
    this.registry.register<{ importId: number }>({
      kind: CHECK_IMPORT_JOB,
      concurrency: 2,
      maxAttempts: MAX_ATTEMPTS,
      handler: ({ importId }, context) => this.run(importId, context),
    })
  }

  private async run(importId: number, context: JobContext): Promise<void> {
    const started = await this.imports.get(importId)
    if (started.state !== 'checking') return
    try {
      const lines = await this.imports.lines(importId)
      const found: FoundPeople = { ids: new Set(), repeatedRows: 0, rejected: [] }
      for (let done = 0; done < lines.length; done += LINES_AT_ONCE) {
        const part = lines.slice(done, done + LINES_AT_ONCE)
        await this.people.look(part, found)
        await this.imports.advance(importId, done + part.length)
        await context.progress(done + part.length, lines.length)
        if (await context.cancelled()) throw new AppError('CANCELLED')
      }
      await this.imports.found(started, found)
    } catch (error) {
      const ending = await context.endingOf(error)
      if (ending) await this.imports.end(started, ending === 'cancelled' ? 'cancel' : 'fail')
      throw error
    }
  }
}
