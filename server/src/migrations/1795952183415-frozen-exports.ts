import type { MigrationInterface, QueryRunner } from 'typeorm'

export class FrozenExports1795952183415 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `audience_export` ADD `audience_id` bigint UNSIGNED NULL")
    await runner.query("ALTER TABLE `audience_export` ADD `valid_until` datetime(3) NULL")
    await runner.query("ALTER TABLE `audience_import` ADD `file_forgotten_at` datetime(3) NULL")
    await runner.query("ALTER TABLE `audience` ADD `for_export` tinyint NOT NULL DEFAULT 0")
    await runner.query("ALTER TABLE `audience` ADD `rule` longtext NULL")
    await runner.query("ALTER TABLE `audience` ADD `sentence` text NULL")
    await runner.query("CREATE INDEX `IDX_63b5f72ea3b3dff3efc69a2f57` ON `audience_import` (`file_forgotten_at`, `created_at`)")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX `IDX_63b5f72ea3b3dff3efc69a2f57` ON `audience_import`")
    await runner.query("ALTER TABLE `audience` DROP COLUMN `sentence`")
    await runner.query("ALTER TABLE `audience` DROP COLUMN `rule`")
    await runner.query("ALTER TABLE `audience` DROP COLUMN `for_export`")
    await runner.query("ALTER TABLE `audience_import` DROP COLUMN `file_forgotten_at`")
    await runner.query("ALTER TABLE `audience_export` DROP COLUMN `valid_until`")
    await runner.query("ALTER TABLE `audience_export` DROP COLUMN `audience_id`")
  }
}
