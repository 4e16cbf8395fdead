import type { MigrationInterface, QueryRunner } from 'typeorm'

export class ServedWishes1795392075364 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `materialised_owner` ADD `served` int UNSIGNED NOT NULL DEFAULT '0'")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE `materialised_owner` DROP COLUMN `served`')
  }
}
