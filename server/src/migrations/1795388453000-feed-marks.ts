import type { MigrationInterface, QueryRunner } from 'typeorm'

export class FeedMarks1795388453000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE `engine_feed_mark` (`kind` varchar(64) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL, `copies` bigint UNSIGNED NOT NULL, PRIMARY KEY (`kind`)) ENGINE=InnoDB',
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE `engine_feed_mark`')
  }
}
