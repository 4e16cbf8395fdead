import { Controller, Get, Module } from '@nestjs/common'
import { AudienceEngine } from '../audience-engine'
import { Database } from '../database'
import { AppError } from '../errors'
import { Public } from '../http'

class HealthReply {
  status: 'ok'
}

@Controller()
class HealthController {
  constructor(
    private readonly db: Database,
    private readonly engine: AudienceEngine,
  ) {}

  /** The process answers. */
  @Get('healthz')
  @Public('Probed by load balancers, which have no account')
  health(): HealthReply {
    return { status: 'ok' }
  }

  /** Both stores answer. @throws UNAVAILABLE */
  @Get('readyz')
  @Public('Probed by load balancers, which have no account')
  async ready(): Promise<HealthReply> {
    try {
      await Promise.all([this.db.query('SELECT 1'), this.engine.query('SELECT 1 AS one')])
    } catch (cause) {
      throw new AppError('UNAVAILABLE', { cause })
    }
    return { status: 'ok' }
  }
}

@Module({ controllers: [HealthController] })
export class HealthModule {}
