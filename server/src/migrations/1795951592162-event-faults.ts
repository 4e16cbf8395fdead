import type { MigrationInterface, QueryRunner } from 'typeorm'

export class EventFaults1795951592162 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE `event_alert` ADD `property` varchar(64) CHARACTER SET \"utf8mb4\" COLLATE \"utf8mb4_bin\" NOT NULL DEFAULT ''")
    await runner.query("ALTER TABLE `quarantined_event` ADD `read_as` varchar(64) CHARACTER SET \"utf8mb4\" COLLATE \"utf8mb4_bin\" NOT NULL DEFAULT ''")
    await runner.query("ALTER TABLE `quarantined_event` ADD `faults` longtext NOT NULL")
    await runner.query("UPDATE `quarantined_event` SET `read_as` = `event`, `faults` = JSON_ARRAY(JSON_OBJECT('kind', `reason`, 'property', `property`))")
    await runner.query("CREATE INDEX `IDX_29c560fab61198221f27250c4f` ON `quarantined_event` (`read_as`, `occurred_at`)")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX `IDX_29c560fab61198221f27250c4f` ON `quarantined_event`")
    await runner.query("ALTER TABLE `quarantined_event` DROP COLUMN `faults`")
    await runner.query("ALTER TABLE `quarantined_event` DROP COLUMN `read_as`")
    await runner.query("ALTER TABLE `event_alert` DROP COLUMN `property`")
  }
}
