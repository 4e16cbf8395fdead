import { Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Allow, AllowAnyStaff, skipTake } from '../../../platform/http'
import { Job, Jobs } from '../../../platform/jobs'
import { JobPage, JobQuery, JobReply } from './jobs.dto'

const present = (job: Job): JobReply => ({
  id: job.id,
  kind: job.kind,
  state: job.state,
  attempts: job.attempts,
  progressDone: job.progressDone,
  progressTotal: job.progressTotal,
  lastError: job.lastError,
  runAt: job.runAt.toISOString(),
  createdAt: job.createdAt.toISOString(),
  finishedAt: job.finishedAt?.toISOString() ?? null,
})

@Controller('api/system/jobs')
export class JobsController {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Allow('system.read')
  async list(@Query() query: JobQuery): Promise<JobPage> {
    const where = { ...(query.state ? { state: query.state } : {}), ...(query.kind ? { kind: query.kind } : {}) }
    const [jobs, total] = await this.db.repo(Job).findAndCount({ where, order: { id: 'DESC' }, ...skipTake(query) })
    return { items: jobs.map(present), total, page: query.page, pageSize: query.pageSize }
  }

  /** Long work can be left and found again: anybody logged in may look at one job by its id. */
  @Get(':id')
  @AllowAnyStaff()
  async get(@Param('id', ParseIntPipe) id: number): Promise<JobReply> {
    const job = await this.jobs.find(id)
    if (!job) throw new AppError('NOT_FOUND', { params: { what: '任务' } })
    return present(job)
  }

  @Post(':id/cancel')
  @HttpCode(204)
  @Allow('system.read')
  async cancel(@Param('id', ParseIntPipe) id: number): Promise<void> {
    this.audit.describe({ action: 'job.cancel', target: { kind: 'job', id } })
    await this.jobs.cancel(id)
  }
}
