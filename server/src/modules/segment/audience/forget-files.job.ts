import { Injectable, type OnModuleInit } from '@nestjs/common'
import { JobRegistry } from '../../../platform/jobs'
import { ExportAudience } from './export-audience'
import { ImportAudience } from './import-audience'

export const FORGET_FILES_JOB = 'segment.forget-files'
const EVERY_SECONDS = 3600
/** Long enough to mend and upload the rejected lines again. */
const KEEP_UPLOADS_DAYS = 7

/** Nothing that names people outlives its purpose: uploaded files, unused approvals and the lists behind them. */
@Injectable()
export class ForgetAudienceFilesJob implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly imports: ImportAudience,
    private readonly exports: ExportAudience,
  ) {}

  onModuleInit(): void {
    this.registry.register({ kind: FORGET_FILES_JOB, handler: () => this.run() })
    this.registry.every(FORGET_FILES_JOB, EVERY_SECONDS)
  }

  async run(): Promise<void> {
    await this.imports.forgetFiles(KEEP_UPLOADS_DAYS)
    await this.exports.expireDue()
  }
}
