import type { MigrationInterface, QueryRunner } from 'typeorm'

export class WechatRate1795388783877 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `wechat_rate` (`name` varchar(190) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `span_start` datetime(3) NOT NULL, `used` int UNSIGNED NOT NULL, PRIMARY KEY (`name`)) ENGINE=InnoDB")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP TABLE `wechat_rate`")
  }
}
