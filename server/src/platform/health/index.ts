import { Controller, Get, Module } from '@nestjs/common'
import { AudienceEngine } from '../audience-engine'
import { answeredWithin, Database } from '../database'
import { AppError } from '../errors'
import { Public } from '../http'
import { Readiness } from './readiness'

export { Readiness } from './readiness'

const PROBE_WAITS_MS = 3_000

class HealthNote {
  about: string
  message: string
}

class HealthReply {
  status: 'ok'
  /** What is not as usual though both stores answer, such as messages that wait on this process's disk. */
  notes?: HealthNote[]
}

@Controller()
class HealthController {
  constructor(
    private readonly db: Database,
    private readonly engine: AudienceEngine,
    private readonly readiness: Readiness,
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
    const asked = Promise.all([this.db.query('SELECT 1'), this.engine.query('SELECT 1 AS one')])
    try {
      await answeredWithin(PROBE_WAITS_MS, asked)
    } catch (cause) {
      const details = this.readiness.notes().map(({ about, message }) => ({ field: about, message }))
      throw new AppError('UNAVAILABLE', { cause, details })
    }
    const notes = this.readiness.notes()
    return { status: 'ok', ...(notes.length > 0 ? { notes } : {}) }
  }
}

@Module({ controllers: [HealthController] })
export class HealthModule {}
