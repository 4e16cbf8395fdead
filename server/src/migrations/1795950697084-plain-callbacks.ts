import type { MigrationInterface, QueryRunner } from 'typeorm'

export class PlainCallbacks1795950697084 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `plain_callback` (`id` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `message` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `seen_at` datetime(3) NOT NULL, INDEX `IDX_988dbf2b81658738dddcc01517` (`seen_at`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX `IDX_988dbf2b81658738dddcc01517` ON `plain_callback`")
    await runner.query("DROP TABLE `plain_callback`")
  }
}
