import { Controller, Get, HttpCode, Post } from '@nestjs/common'
import { AuditTrail } from '../audit'
import { Allow } from '../http'
import { AudienceEngine } from './audience-engine'
import { EngineFeed } from './engine-feed'
import { EngineRebuild } from './engine-rebuild'
import { EngineStatusReply, RebuildReply } from './engine.dto'

@Controller('api/system/engine')
export class EngineController {
  constructor(
    private readonly engine: AudienceEngine,
    private readonly feed: EngineFeed,
    private readonly rebuild: EngineRebuild,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Allow('system.read')
  async status(): Promise<EngineStatusReply> {
    const { rows, oldestSeconds } = await this.feed.lag()
    return { alive: await this.engine.alive().catch(() => false), waiting: rows, lagSeconds: oldestSeconds }
  }

  /** Fills the engine anew from the record; while it runs the old copy keeps answering. */
  @Post('rebuild')
  @HttpCode(202)
  @Allow('system.operate')
  async requestRebuild(): Promise<RebuildReply> {
    const jobId = await this.rebuild.request()
    this.audit.describe({ action: 'engine.rebuild', target: { kind: 'job', id: jobId } })
    return { jobId }
  }
}
