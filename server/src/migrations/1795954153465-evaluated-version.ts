import type { MigrationInterface, QueryRunner } from 'typeorm'

export class EvaluatedVersion1795954153465 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "ALTER TABLE `materialised_owner` ADD `evaluated_version` int UNSIGNED NOT NULL DEFAULT '0'",
    )
    await runner.query('ALTER TABLE `campaign` ADD `audience_version` int UNSIGNED NULL')
    // Whoever waits for nothing has been evaluated by the rule in force.
    for (const kind of ['tag', 'segment']) {
      await runner.query(
        `UPDATE materialised_owner SET evaluated_version = COALESCE((SELECT version FROM ${kind} WHERE ${kind}.id = owner_id), 0)
         WHERE owner_kind = ? AND evaluated_at IS NOT NULL AND served >= wanted`,
        [kind],
      )
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE `campaign` DROP COLUMN `audience_version`')
    await runner.query('ALTER TABLE `materialised_owner` DROP COLUMN `evaluated_version`')
  }
}
