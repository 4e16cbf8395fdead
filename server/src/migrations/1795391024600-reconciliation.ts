import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Reconciliation1795391024600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `reconciliation_run` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `source` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `account_id` bigint UNSIGNED NOT NULL, `active_key` varchar(96) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NULL, `state` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL DEFAULT 'running', `phase` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL DEFAULT 'listing', `cursor` longtext NULL, `expected` bigint UNSIGNED NULL, `seen` bigint UNSIGNED NOT NULL DEFAULT '0', `known` bigint UNSIGNED NOT NULL DEFAULT '0', `found` bigint UNSIGNED NOT NULL DEFAULT '0', `vanished` bigint UNSIGNED NOT NULL DEFAULT '0', `failed` bigint UNSIGNED NOT NULL DEFAULT '0', `cancel_requested` tinyint NOT NULL DEFAULT 0, `requested_by` bigint UNSIGNED NULL, `last_error` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NULL, `started_at` datetime(3) NOT NULL, `moved_at` datetime(3) NOT NULL, `ended_at` datetime(3) NULL, UNIQUE INDEX `IDX_1ff3e5a8ad340076773b5a57c9` (`active_key`), INDEX `IDX_a2d7b8b966b45eb85eb4af9498` (`source`, `account_id`, `id`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `reconciliation_seen` (`run_id` bigint UNSIGNED NOT NULL, `subject` varchar(190) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, PRIMARY KEY (`run_id`, `subject`)) ENGINE=InnoDB")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE `reconciliation_seen`")
    await runner.query("DROP INDEX `IDX_a2d7b8b966b45eb85eb4af9498` ON `reconciliation_run`")
    await runner.query("DROP INDEX `IDX_1ff3e5a8ad340076773b5a57c9` ON `reconciliation_run`")
    await runner.query("DROP TABLE `reconciliation_run`")
  }
}
