import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Exports1795388027067 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `export_file` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `kind` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `name` varchar(120) NOT NULL, `params` longtext NOT NULL, `state` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL DEFAULT 'running', `staff_id` bigint UNSIGNED NOT NULL, `job_id` bigint UNSIGNED NULL, `rows_written` int UNSIGNED NOT NULL DEFAULT '0', `bytes` bigint UNSIGNED NOT NULL DEFAULT '0', `seal` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NULL, `downloads` int UNSIGNED NOT NULL DEFAULT '0', `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), `finished_at` datetime(3) NULL, `expires_at` datetime(3) NOT NULL, INDEX `IDX_c5d716c27bb8777c0912d95b5c` (`expires_at`), INDEX `IDX_74b84b9032ff010f325e4d128c` (`staff_id`, `id`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX `IDX_74b84b9032ff010f325e4d128c` ON `export_file`")
    await runner.query("DROP INDEX `IDX_c5d716c27bb8777c0912d95b5c` ON `export_file`")
    await runner.query("DROP TABLE `export_file`")
  }
}
