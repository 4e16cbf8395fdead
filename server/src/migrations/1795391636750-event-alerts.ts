import type { MigrationInterface, QueryRunner } from 'typeorm'

export class EventAlerts1795391636750 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `event_alert` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `kind` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `event` varchar(64) CHARACTER SET \"utf8mb4\" COLLATE \"utf8mb4_bin\" NOT NULL, `open_key` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NULL, `sentence` varchar(200) NOT NULL, `staff_id` bigint UNSIGNED NULL, `opened_at` datetime(3) NOT NULL, `last_found_at` datetime(3) NOT NULL, `resolved_at` datetime(3) NULL, `notified_at` datetime(3) NULL, `read_at` datetime(3) NULL, `muted_until` datetime(3) NULL, `findings` int UNSIGNED NOT NULL DEFAULT '1', UNIQUE INDEX `IDX_98cbcfc9dbb0f14e4c05125651` (`open_key`), INDEX `IDX_8294f263a402cd6096c4c1959b` (`resolved_at`, `id`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX `IDX_8294f263a402cd6096c4c1959b` ON `event_alert`")
    await runner.query("DROP INDEX `IDX_98cbcfc9dbb0f14e4c05125651` ON `event_alert`")
    await runner.query("DROP TABLE `event_alert`")
  }
}
