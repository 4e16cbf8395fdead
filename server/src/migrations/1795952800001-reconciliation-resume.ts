import type { MigrationInterface, QueryRunner } from 'typeorm'

export class ReconciliationResume1795952800001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `reconciliation_run` ADD `job_id` bigint UNSIGNED NULL")
    await runner.query("ALTER TABLE `reconciliation_run` ADD `failures` int UNSIGNED NOT NULL DEFAULT '0'")
    await runner.query("ALTER TABLE `reconciliation_run` ADD `next_at` datetime(3) NULL")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `reconciliation_run` DROP COLUMN `next_at`")
    await runner.query("ALTER TABLE `reconciliation_run` DROP COLUMN `failures`")
    await runner.query("ALTER TABLE `reconciliation_run` DROP COLUMN `job_id`")
  }
}
