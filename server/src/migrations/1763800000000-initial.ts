import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The first shape of the record, as the entities declare it. */
export class Initial1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `channel_code_day` (`code_id` bigint UNSIGNED NOT NULL, `day` date NOT NULL, `scans` bigint UNSIGNED NOT NULL DEFAULT '0', `joins` bigint UNSIGNED NOT NULL DEFAULT '0', PRIMARY KEY (`code_id`, `day`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `channel_code` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `kind` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `account_id` bigint UNSIGNED NOT NULL, `name` varchar(64) NOT NULL, `channel` varchar(64) NOT NULL, `scene` varchar(30) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `platform_id` varchar(255) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL DEFAULT '', `qr_url` varchar(500) NOT NULL DEFAULT '', `owners` longtext NOT NULL, `welcome_text` varchar(1000) NOT NULL DEFAULT '', `gift` longtext NULL, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), `updated_at` datetime(3) NOT NULL, UNIQUE INDEX `IDX_ce8c45f3350028fcde6cdd4070` (`account_id`, `scene`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `touchpoint_account` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `kind` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `key` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `name` varchar(64) NOT NULL, `status` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL DEFAULT 'active', `settings` longtext NOT NULL, `secrets` text NOT NULL, `last_check` longtext NULL, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), `updated_at` datetime(3) NOT NULL, UNIQUE INDEX `IDX_7e57ec105986ba066cac272958` (`kind`, `key`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `wechat_token` (`name` varchar(100) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `value` text NOT NULL, `expires_at` datetime(3) NOT NULL, PRIMARY KEY (`name`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `login_attempt` (`key_hash` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `failures` int UNSIGNED NOT NULL DEFAULT '0', `window_started_at` datetime(3) NOT NULL, PRIMARY KEY (`key_hash`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `staff_session` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `token_hash` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `staff_id` bigint UNSIGNED NOT NULL, `via` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `ip` varchar(64) NOT NULL, `last_seen_at` datetime(3) NOT NULL, `expires_at` datetime(3) NOT NULL, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), UNIQUE INDEX `IDX_bd04302ff5686f90da181a7176` (`token_hash`), INDEX `IDX_988f66c2807d4404cf34292eea` (`staff_id`), INDEX `IDX_f0ad4c6bc427f11149910f9100` (`expires_at`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `staff` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `username` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `password_hash` varchar(190) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NULL, `name` varchar(64) NOT NULL, `role` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `work_userid` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NULL, `disabled` tinyint NOT NULL DEFAULT 0, `last_login_at` datetime(3) NULL, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), UNIQUE INDEX `IDX_35aafb5ad218f3ff1ff70e281e` (`username`), UNIQUE INDEX `IDX_c0e4ad6e4b37b96b9e0b3b22fb` (`work_userid`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `audit_entry` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `staff_id` bigint UNSIGNED NOT NULL, `staff_name` varchar(64) NOT NULL, `action` varchar(80) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `target_kind` varchar(40) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NULL, `target_id` varchar(64) NULL, `target_name` varchar(190) NULL, `before` longtext NULL, `after` longtext NULL, `ip` varchar(64) NOT NULL, `request_id` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), INDEX `IDX_a33ee15d02d51aa20c5ecd64d1` (`target_kind`, `target_id`, `id`), INDEX `IDX_1d7b9c4b96901630d7b34a2d37` (`staff_id`, `id`), INDEX `IDX_1abf42ce8f3e33d78337d91fa9` (`created_at`, `id`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `id_sequence` (`name` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `next_id` bigint UNSIGNED NOT NULL, PRIMARY KEY (`name`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `job` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `kind` varchar(120) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `active_key` varchar(190) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NULL, `state` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL DEFAULT 'pending', `payload` longtext NOT NULL, `result` longtext NULL, `attempts` int UNSIGNED NOT NULL DEFAULT '0', `run_at` datetime(3) NOT NULL, `lease_token` varchar(36) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NULL, `lease_until` datetime(3) NULL, `progress_done` bigint UNSIGNED NOT NULL DEFAULT '0', `progress_total` bigint UNSIGNED NOT NULL DEFAULT '0', `cancel_requested` tinyint NOT NULL DEFAULT 0, `last_error` varchar(120) NULL, `requested_by` bigint UNSIGNED NULL, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), `finished_at` datetime(3) NULL, UNIQUE INDEX `IDX_80c248a18661172d6baba3a454` (`active_key`), INDEX `IDX_b012c717dc1505285f2bcac6c4` (`kind`, `state`, `id`), INDEX `IDX_98e7d8d478921864ce3fead981` (`state`, `run_at`, `id`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `lease` (`name` varchar(120) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `token` varchar(36) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `expires_at` datetime(3) NOT NULL, PRIMARY KEY (`name`)) ENGINE=InnoDB")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE `lease`")
    await runner.query("DROP INDEX `IDX_98e7d8d478921864ce3fead981` ON `job`")
    await runner.query("DROP INDEX `IDX_b012c717dc1505285f2bcac6c4` ON `job`")
    await runner.query("DROP INDEX `IDX_80c248a18661172d6baba3a454` ON `job`")
    await runner.query("DROP TABLE `job`")
    await runner.query("DROP TABLE `id_sequence`")
    await runner.query("DROP INDEX `IDX_1abf42ce8f3e33d78337d91fa9` ON `audit_entry`")
    await runner.query("DROP INDEX `IDX_1d7b9c4b96901630d7b34a2d37` ON `audit_entry`")
    await runner.query("DROP INDEX `IDX_a33ee15d02d51aa20c5ecd64d1` ON `audit_entry`")
    await runner.query("DROP TABLE `audit_entry`")
    await runner.query("DROP INDEX `IDX_c0e4ad6e4b37b96b9e0b3b22fb` ON `staff`")
    await runner.query("DROP INDEX `IDX_35aafb5ad218f3ff1ff70e281e` ON `staff`")
    await runner.query("DROP TABLE `staff`")
    await runner.query("DROP INDEX `IDX_f0ad4c6bc427f11149910f9100` ON `staff_session`")
    await runner.query("DROP INDEX `IDX_988f66c2807d4404cf34292eea` ON `staff_session`")
    await runner.query("DROP INDEX `IDX_bd04302ff5686f90da181a7176` ON `staff_session`")
    await runner.query("DROP TABLE `staff_session`")
    await runner.query("DROP TABLE `login_attempt`")
    await runner.query("DROP TABLE `wechat_token`")
    await runner.query("DROP INDEX `IDX_7e57ec105986ba066cac272958` ON `touchpoint_account`")
    await runner.query("DROP TABLE `touchpoint_account`")
    await runner.query("DROP INDEX `IDX_ce8c45f3350028fcde6cdd4070` ON `channel_code`")
    await runner.query("DROP TABLE `channel_code`")
    await runner.query("DROP TABLE `channel_code_day`")
  }
}
