import type { MigrationInterface, QueryRunner } from 'typeorm'

export class RuleParameters1795389677922 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `rule_parameters` (`owner_kind` varchar(16) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `owner_id` bigint UNSIGNED NOT NULL, `version` int UNSIGNED NOT NULL, `parameters` longtext NOT NULL, `people` int UNSIGNED NOT NULL, `fitted_at` datetime(3) NOT NULL, PRIMARY KEY (`owner_kind`, `owner_id`, `version`)) ENGINE=InnoDB")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE `rule_parameters`")
  }
}
