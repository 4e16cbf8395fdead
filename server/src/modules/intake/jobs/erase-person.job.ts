import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { JobRegistry, Jobs } from '../../../platform/jobs'
import { personKeyOf } from '../intake.policy'

const ERASE_JOB = 'intake.erase-person'

/** One way in which messages name the person behind them. */
export interface ErasedIdentity {
  /** appid or corpid. */
  scope: string
  value: string
}

/**
 * Destroys what an erased person's raw messages said. The rows stay without their person, so that a late repetition of
 * one is still recognised; what had no effect yet will have none.
 */
@Injectable()
export class ErasePerson implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register<{ personKeys: string[] }>({
      kind: ERASE_JOB,
      transactional: true,
      handler: ({ personKeys }) => this.run(personKeys),
    })
  }

  /**
   * Has it done once the running transaction has committed. By a job of its own, because handlers lock a message before
   * the person and an erasure the other way round.
   */
  async request(identities: ErasedIdentity[]): Promise<void> {
    const keys = identities.flatMap(({ scope, value }) => [`${scope}:${value}`, value])
    const personKeys = keys.map(personKeyOf).filter((key) => key !== null)
    if (personKeys.length > 0) await this.jobs.enqueue(ERASE_JOB, { personKeys })
  }

  private async run(personKeys: string[]): Promise<void> {
    await this.db.query(
      `UPDATE raw_message SET body = '', result = NULL, person_key = NULL, lease_token = NULL,
         handled_at = COALESCE(handled_at, ?),
         last_error = IF(state = 'done', last_error, 'CUSTOMER_ERASED'), state = IF(state = 'done', state, 'refused')
       WHERE person_key IN (?)`,
      [this.clock.now(), personKeys],
    )
  }
}
