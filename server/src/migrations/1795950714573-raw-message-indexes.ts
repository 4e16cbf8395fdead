import type { MigrationInterface, QueryRunner } from 'typeorm'

export class RawMessageIndexes1795950714573 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX `IDX_382308ebb0e5be0574d6371a98` ON `raw_message`")
    await runner.query("CREATE INDEX `IDX_efa77b0a0d292b6f702ea42301` ON `raw_message` (`account_id`, `id`)")
    await runner.query("CREATE INDEX `IDX_af90f7e0cca0ec34537cbdc618` ON `raw_message` (`kind`, `id`)")
    await runner.query("CREATE INDEX `IDX_cdb5fc18a1c1a68783fbdbac0a` ON `raw_message` (`state`, `next_at`, `id`, `kind`)")
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX `IDX_cdb5fc18a1c1a68783fbdbac0a` ON `raw_message`")
    await runner.query("DROP INDEX `IDX_af90f7e0cca0ec34537cbdc618` ON `raw_message`")
    await runner.query("DROP INDEX `IDX_efa77b0a0d292b6f702ea42301` ON `raw_message`")
    await runner.query("CREATE INDEX `IDX_382308ebb0e5be0574d6371a98` ON `raw_message` (`state`, `next_at`, `id`)")
  }
}
