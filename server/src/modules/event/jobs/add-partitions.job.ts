import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { JobRegistry } from '../../../platform/jobs'
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
    const rows = await this.db.query<{ bound: string }[]>(
      `SELECT PARTITION_DESCRIPTION AS bound FROM information_schema.PARTITIONS
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'event' AND PARTITION_NAME IS NOT NULL`,
    )
    const missing = missingPartitions(
      rows.map(({ bound }) => bound),
      this.clock.now(),
    )
    // Names and bounds are made from dates of ours; DDL takes no parameters.
    const additions = missing.map(({ name, before }) => `PARTITION ${name} VALUES LESS THAN ('${before}')`)
    if (additions.length > 0) await this.db.query(`ALTER TABLE event ADD PARTITION (${additions.join(', ')})`)
    return additions.length
  }
}
