import type { MigrationInterface, QueryRunner } from 'typeorm'

export class TrackRefusals1795951604254 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `track_refusal` (`day` varchar(10) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `source_id` bigint UNSIGNED NOT NULL, `code` varchar(40) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `refusals` bigint UNSIGNED NOT NULL DEFAULT '0', `sample` longtext NOT NULL, `last_at` datetime(3) NOT NULL, PRIMARY KEY (`day`, `source_id`, `code`)) ENGINE=InnoDB")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE `track_refusal`")
  }
}
