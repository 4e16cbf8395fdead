import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Payments1795389912935 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE `payment_order` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `order_no` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `customer_id` bigint UNSIGNED NOT NULL, `identity_id` bigint UNSIGNED NOT NULL, `account_id` bigint UNSIGNED NOT NULL, `appid` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `product_id` bigint UNSIGNED NOT NULL, `sku` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `product_name` varchar(120) NOT NULL, `quantity` int UNSIGNED NOT NULL, `amount_fen` bigint NOT NULL, `refunded_fen` bigint NOT NULL DEFAULT '0', `state` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL DEFAULT 'created', `problem` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NULL, `transaction_id` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NULL, `expires_at` datetime(3) NOT NULL, `check_at` datetime(3) NULL, `paid_at` datetime(3) NULL, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), UNIQUE INDEX `IDX_7771d0a3fecc03d7211b4dbcb3` (`order_no`), INDEX `IDX_b36c9bf8bddf814a64609d3a72` (`check_at`), INDEX `IDX_9bd371c6e8584e373586de8c04` (`identity_id`), INDEX `IDX_28f9f4da35f98014b4737ce15b` (`customer_id`, `id`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
    await runner.query("CREATE TABLE `payment_refund` (`id` bigint UNSIGNED NOT NULL AUTO_INCREMENT, `payment_order_id` bigint UNSIGNED NOT NULL, `refund_no` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL, `amount_fen` bigint NOT NULL, `reason` varchar(80) NOT NULL, `state` varchar(32) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NOT NULL DEFAULT 'requested', `failure` varchar(64) CHARACTER SET \"ascii\" COLLATE \"ascii_bin\" NULL, `staff_id` bigint UNSIGNED NULL, `staff_name` varchar(64) NOT NULL, `check_at` datetime(3) NULL, `ended_at` datetime(3) NULL, `created_at` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), UNIQUE INDEX `IDX_1f139d83f6f9c5a54d4143253d` (`refund_no`), INDEX `IDX_cbde339bd00f64d1817c41ae08` (`check_at`), INDEX `IDX_4234a7fb0d1b69fa0d5884a968` (`payment_order_id`, `id`), PRIMARY KEY (`id`)) ENGINE=InnoDB")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX `IDX_4234a7fb0d1b69fa0d5884a968` ON `payment_refund`")
    await runner.query("DROP INDEX `IDX_cbde339bd00f64d1817c41ae08` ON `payment_refund`")
    await runner.query("DROP INDEX `IDX_1f139d83f6f9c5a54d4143253d` ON `payment_refund`")
    await runner.query("DROP TABLE `payment_refund`")
    await runner.query("DROP INDEX `IDX_28f9f4da35f98014b4737ce15b` ON `payment_order`")
    await runner.query("DROP INDEX `IDX_9bd371c6e8584e373586de8c04` ON `payment_order`")
    await runner.query("DROP INDEX `IDX_b36c9bf8bddf814a64609d3a72` ON `payment_order`")
    await runner.query("DROP INDEX `IDX_7771d0a3fecc03d7211b4dbcb3` ON `payment_order`")
    await runner.query("DROP TABLE `payment_order`")
  }
}
