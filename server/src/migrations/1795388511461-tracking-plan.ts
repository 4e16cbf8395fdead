import type { MigrationInterface, QueryRunner } from 'typeorm'

export class TrackingPlan1795388511461 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `event_definition_version` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `name` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `version` int UNSIGNED NOT NULL, `snapshot` longtext NOT NULL, `staff_id` bigint UNSIGNED NULL, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), UNIQUE INDEX `IDX_9311532b347f7c3a364d3ab6d2` (`name`, `version`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("ALTER TABLE `event_definition` ADD `senders` longtext NULL")
    await runner.query("ALTER TABLE `event_definition` ADD `owner_id` bigint UNSIGNED NULL")
    await runner.query("ALTER TABLE `event_definition` ADD `expected_daily` bigint UNSIGNED NULL")
    await runner.query("ALTER TABLE `event_definition` ADD `version` int UNSIGNED NOT NULL DEFAULT '1'")
    await runner.query("ALTER TABLE `event_definition` ADD `archived_at` datetime(3) NULL")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `event_definition` DROP COLUMN `archived_at`")
    await runner.query("ALTER TABLE `event_definition` DROP COLUMN `version`")
    await runner.query("ALTER TABLE `event_definition` DROP COLUMN `expected_daily`")
    await runner.query("ALTER TABLE `event_definition` DROP COLUMN `owner_id`")
    await runner.query("ALTER TABLE `event_definition` DROP COLUMN `senders`")
    await runner.query("DROP INDEX `IDX_9311532b347f7c3a364d3ab6d2` ON `event_definition_version`")
    await runner.query("DROP TABLE `event_definition_version`")
  }
}
