import type { MigrationInterface, QueryRunner } from 'typeorm'

export class TrackSources1795389417833 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `quarantined_event` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `source_id` bigint UNSIGNED NOT NULL, `identity_id` bigint UNSIGNED NOT NULL, `dedup_key` varchar(190) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `event` varchar(64) CHARACTER SET \"utf8mb4\" COLLATE \"utf8mb4_bin\" NOT NULL, `reason` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `property` varchar(64) CHARACTER SET \"utf8mb4\" COLLATE \"utf8mb4_bin\" NOT NULL, `detail` varchar(200) NOT NULL, `body` mediumtext CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `occurred_at` datetime(3) NOT NULL, `received_at` datetime(3) NOT NULL, `state` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL DEFAULT 'held', `settled_at` datetime(3) NULL, INDEX `IDX_fdefdee79703a8f95118b2aeae` (`received_at`, `event`), INDEX `IDX_52a8189fb45ad4c0e472b00dcb` (`identity_id`), INDEX `IDX_00173fe533859b55c142fc2fda` (`state`, `source_id`, `event`, `reason`, `property`, `id`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `event_mapping` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `source_id` bigint UNSIGNED NOT NULL, `event` varchar(64) CHARACTER SET \"utf8mb4\" COLLATE \"utf8mb4_bin\" NOT NULL, `actions` longtext NOT NULL, `staff_id` bigint UNSIGNED NULL, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), UNIQUE INDEX `IDX_09737272c8e14d8d8d31459c49` (`source_id`, `event`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `track_source` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `code` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `name` varchar(64) NOT NULL, `kind` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `events` longtext NULL, `identity_kinds` longtext NOT NULL, `origins` longtext NULL, `disabled` tinyint NOT NULL DEFAULT 0, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), UNIQUE INDEX `IDX_d56441a1ef810b0bfbcc0832f8` (`code`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `track_source_key` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `source_id` bigint UNSIGNED NOT NULL, `key_hash` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `tail` varchar(8) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `ends_at` datetime(3) NULL, `last_used_at` datetime(3) NULL, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), INDEX `IDX_f62505129658a51b8e80de6f1c` (`source_id`), UNIQUE INDEX `IDX_b4326979ef1706b8282eb1ea32` (`key_hash`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `track_receipt` (`hash` varchar(22) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `token` varchar(16) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `received_at` datetime(3) NOT NULL, INDEX `IDX_c6bda6ec71ba58dff970689966` (`received_at`), PRIMARY KEY (`hash`)) ENGINE=InnoDB")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX `IDX_c6bda6ec71ba58dff970689966` ON `track_receipt`")
    await runner.query("DROP TABLE `track_receipt`")
    await runner.query("DROP INDEX `IDX_b4326979ef1706b8282eb1ea32` ON `track_source_key`")
    await runner.query("DROP INDEX `IDX_f62505129658a51b8e80de6f1c` ON `track_source_key`")
    await runner.query("DROP TABLE `track_source_key`")
    await runner.query("DROP INDEX `IDX_d56441a1ef810b0bfbcc0832f8` ON `track_source`")
    await runner.query("DROP TABLE `track_source`")
    await runner.query("DROP INDEX `IDX_09737272c8e14d8d8d31459c49` ON `event_mapping`")
    await runner.query("DROP TABLE `event_mapping`")
    await runner.query("DROP INDEX `IDX_00173fe533859b55c142fc2fda` ON `quarantined_event`")
    await runner.query("DROP INDEX `IDX_52a8189fb45ad4c0e472b00dcb` ON `quarantined_event`")
    await runner.query("DROP INDEX `IDX_fdefdee79703a8f95118b2aeae` ON `quarantined_event`")
    await runner.query("DROP TABLE `quarantined_event`")
  }
}
