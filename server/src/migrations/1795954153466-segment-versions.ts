import type { MigrationInterface, QueryRunner } from 'typeorm'

export class SegmentVersions1795954153466 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `segment_version` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `segment_id` bigint UNSIGNED NOT NULL, `version` int UNSIGNED NOT NULL, `rule` longtext NOT NULL, `changed_at` datetime(3) NOT NULL, `changed_by` bigint UNSIGNED NULL, `restored_from` int UNSIGNED NULL, UNIQUE INDEX `IDX_f60c3675fee7e2cf126929c864` (`segment_id`, `version`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    // Earlier rules were not kept; the ones in force begin the list.
    await runner.query('INSERT INTO segment_version (segment_id, version, rule, changed_at, changed_by) SELECT id, version, rule, created_at, owner_staff_id FROM segment')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX `IDX_f60c3675fee7e2cf126929c864` ON `segment_version`")
    await runner.query("DROP TABLE `segment_version`")
  }
}
