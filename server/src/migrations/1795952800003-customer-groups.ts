import type { MigrationInterface, QueryRunner } from 'typeorm'

export class CustomerGroups1795952800003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `customer_group` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `account_id` bigint UNSIGNED NOT NULL, `chat_id` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `name` varchar(120) NOT NULL, `owner` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `customers` longtext NOT NULL, `members` int UNSIGNED NOT NULL DEFAULT '0', `dissolved_at` datetime(3) NULL, `read_at` datetime(3) NOT NULL, UNIQUE INDEX `IDX_0795e94e4f5b378f8351f7b6cb` (`account_id`, `chat_id`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX `IDX_0795e94e4f5b378f8351f7b6cb` ON `customer_group`")
    await runner.query("DROP TABLE `customer_group`")
  }
}
