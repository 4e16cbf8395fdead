import type { MigrationInterface, QueryRunner } from 'typeorm'

export class TagLife1795389128896 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `hand_tag_batch` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `tag_id` bigint UNSIGNED NOT NULL, `mode` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `values` longtext NOT NULL, `source` longtext NOT NULL, `source_name` varchar(120) NOT NULL, `expires_at` datetime(3) NULL, `reason` varchar(200) NOT NULL DEFAULT '', `state` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL DEFAULT 'running', `job_id` bigint UNSIGNED NULL, `position` bigint UNSIGNED NOT NULL DEFAULT '0', `total` int UNSIGNED NOT NULL DEFAULT '0', `done` int UNSIGNED NOT NULL DEFAULT '0', `changed` int UNSIGNED NOT NULL DEFAULT '0', `rejects` longtext NOT NULL, `staff_id` bigint UNSIGNED NOT NULL, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), `finished_at` datetime(3) NULL, INDEX `IDX_0c4c42543c5f3139c0f6be1efd` (`tag_id`, `id`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `hand_tag_change` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `tag_id` bigint UNSIGNED NOT NULL, `customer_id` bigint UNSIGNED NOT NULL, `before` longtext NOT NULL, `after` longtext NOT NULL, `act` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `staff_id` bigint UNSIGNED NULL, `reason` varchar(200) NOT NULL DEFAULT '', `batch_id` bigint UNSIGNED NULL, `at` datetime(3) NOT NULL, INDEX `IDX_bc3374052b0e1d5b785a834c51` (`batch_id`), INDEX `IDX_213dd006c63aa22d8b2d1f2a10` (`customer_id`, `tag_id`, `id`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("ALTER TABLE `tag_version` ADD `note` varchar(200) NOT NULL DEFAULT ''")
    await runner.query("ALTER TABLE `tag_version` ADD `restored_from` int UNSIGNED NULL")
    await runner.query("ALTER TABLE `tag` ADD `valid_from` datetime(3) NULL")
    await runner.query("ALTER TABLE `tag` ADD `valid_until` datetime(3) NULL")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `tag` DROP COLUMN `valid_until`")
    await runner.query("ALTER TABLE `tag` DROP COLUMN `valid_from`")
    await runner.query("ALTER TABLE `tag_version` DROP COLUMN `restored_from`")
    await runner.query("ALTER TABLE `tag_version` DROP COLUMN `note`")
    await runner.query("DROP INDEX `IDX_213dd006c63aa22d8b2d1f2a10` ON `hand_tag_change`")
    await runner.query("DROP INDEX `IDX_bc3374052b0e1d5b785a834c51` ON `hand_tag_change`")
    await runner.query("DROP TABLE `hand_tag_change`")
    await runner.query("DROP INDEX `IDX_0c4c42543c5f3139c0f6be1efd` ON `hand_tag_batch`")
    await runner.query("DROP TABLE `hand_tag_batch`")
  }
}
