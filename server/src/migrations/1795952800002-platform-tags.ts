import type { MigrationInterface, QueryRunner } from 'typeorm'

export class PlatformTags1795952800002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `identity_relation` ADD `tags` longtext NULL")
    await runner.query("ALTER TABLE `identity_relation` ADD `tags_at` datetime(3) NULL")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `identity_relation` DROP COLUMN `tags_at`")
    await runner.query("ALTER TABLE `identity_relation` DROP COLUMN `tags`")
  }
}
