import type { MigrationInterface, QueryRunner } from 'typeorm'

export class AudienceImportExport1795389289997 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `audience_export` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `target_kind` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `target_id` bigint UNSIGNED NOT NULL, `target_name` varchar(64) NOT NULL, `columns` longtext NOT NULL, `reason` varchar(200) NOT NULL, `people` int UNSIGNED NOT NULL, `state` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL DEFAULT 'pending', `requested_by` bigint UNSIGNED NOT NULL, `decided_by` bigint UNSIGNED NULL, `decided_at` datetime(3) NULL, `decision_note` varchar(200) NOT NULL DEFAULT '', `export_id` bigint UNSIGNED NULL, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), INDEX `IDX_e4f723a6cd73f885e43424ab6e` (`state`, `id`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `audience_import` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `file_name` varchar(190) NOT NULL, `total_rows` int UNSIGNED NOT NULL, `people` int UNSIGNED NOT NULL, `repeated_rows` int UNSIGNED NOT NULL, `rejected_rows` int UNSIGNED NOT NULL, `audience_id` bigint UNSIGNED NULL, `staff_id` bigint UNSIGNED NOT NULL, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("ALTER TABLE `audience` ADD `source` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL DEFAULT 'segment'")
    await runner.query("ALTER TABLE `audience` ADD `removed_at` datetime(3) NULL")
    await runner.query("ALTER TABLE `audience` CHANGE `segment_id` `segment_id` bigint UNSIGNED NULL")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM `audience` WHERE `source` = 'import'")
    await runner.query("ALTER TABLE `audience` CHANGE `segment_id` `segment_id` bigint UNSIGNED NOT NULL")
    await runner.query("ALTER TABLE `audience` DROP COLUMN `removed_at`")
    await runner.query("ALTER TABLE `audience` DROP COLUMN `source`")
    await runner.query("DROP TABLE `audience_import`")
    await runner.query("DROP INDEX `IDX_e4f723a6cd73f885e43424ab6e` ON `audience_export`")
    await runner.query("DROP TABLE `audience_export`")
  }
}
