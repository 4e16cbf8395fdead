import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { JobRegistry } from '../../../platform/jobs'
import { partitionEnds } from '../partitions'
import { missingPartitions } from '../partitions.policy'

const KIND = 'event.add-partitions'
const EVERY_SECONDS = 86_400

/** Keeps the partitions of the coming months ready, long before an event needs them. */
@Injectable()
export class AddPartitionsJob implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ kind: KIND, handler: () => this.run() })
    this.jobs.every(KIND, EVERY_SECONDS)
  }

  /** @returns how many were added */
  async run(): Promise<number> {
    const ends = await partitionEnds((sql) => this.db.query(sql))
    const missing = missingPartitions(ends, this.clock.now())
    // Names and bounds are made from dates of ours; DDL takes no parameters.
    const additions = missing.map(({ name, before }) => `PARTITION ${name} VALUES LESS THAN ('${before}')`)
    if (additions.length > 0) await this.db.query(`ALTER TABLE event ADD PARTITION (${additions.join(', ')})`)
    return additions.length
  }
}
