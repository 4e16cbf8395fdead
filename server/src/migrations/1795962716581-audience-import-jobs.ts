import type { MigrationInterface, QueryRunner } from 'typeorm'

export class AudienceImportJobs1795962716581 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `audience` CHANGE `for_export` `hidden` tinyint NOT NULL DEFAULT 0")
    await runner.query("ALTER TABLE `audience_import` ADD `state` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL DEFAULT 'checking'")
    // What was looked through and never confirmed has no list; its file is uploaded again.
    await runner.query("UPDATE `audience_import` SET `state` = IF(`audience_id` IS NULL, 'failed', 'done')")
    await runner.query("ALTER TABLE `audience_import` ADD `job_id` bigint UNSIGNED NULL")
    await runner.query("ALTER TABLE `audience_import` ADD `done_rows` int UNSIGNED NOT NULL DEFAULT '0'")
    await runner.query("ALTER TABLE `audience_import` ADD `first_rejects` longtext NULL")
    await runner.query("ALTER TABLE `audience_import` CHANGE `people` `people` int UNSIGNED NOT NULL DEFAULT '0'")
    await runner.query("ALTER TABLE `audience_import` CHANGE `repeated_rows` `repeated_rows` int UNSIGNED NOT NULL DEFAULT '0'")
    await runner.query("ALTER TABLE `audience_import` CHANGE `rejected_rows` `rejected_rows` int UNSIGNED NOT NULL DEFAULT '0'")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `audience_import` CHANGE `rejected_rows` `rejected_rows` int UNSIGNED NOT NULL")
    await runner.query("ALTER TABLE `audience_import` CHANGE `repeated_rows` `repeated_rows` int UNSIGNED NOT NULL")
    await runner.query("ALTER TABLE `audience_import` CHANGE `people` `people` int UNSIGNED NOT NULL")
    await runner.query("ALTER TABLE `audience_import` DROP COLUMN `first_rejects`")
    await runner.query("ALTER TABLE `audience_import` DROP COLUMN `done_rows`")
    await runner.query("ALTER TABLE `audience_import` DROP COLUMN `job_id`")
    await runner.query("ALTER TABLE `audience_import` DROP COLUMN `state`")
    await runner.query("ALTER TABLE `audience` CHANGE `hidden` `for_export` tinyint NOT NULL DEFAULT 0")
  }
}
