import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DataSource } from 'typeorm'
import { dataSourceOptions } from '../platform/database/data-source'

const FILE = join(__dirname, '../../src/migrations/1763800000000-initial.ts')
const CLASS = 'Initial1763800000000'

const statements = (queries: { query: string }[]): string =>
  queries.map(({ query }) => `    await runner.query(${JSON.stringify(query)})`).join('\n')

/** Writes the first migration from the entities, against an empty database named by DATABASE_URL. Only before the first release. */
async function main(): Promise<void> {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('DATABASE_URL 应指向一个空库')
  const source = await new DataSource({ ...dataSourceOptions(url), migrations: [] }).initialize()
  try {
    const { upQueries, downQueries } = await source.driver.createSchemaBuilder().log()
    writeFileSync(
      FILE,
      `import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The first shape of the record, as the entities declare it. */
export class ${CLASS} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
${statements(upQueries)}
  }

  async down(runner: QueryRunner): Promise<void> {
${statements([...downQueries].reverse())}
  }
}
`,
    )
    process.stdout.write(`${upQueries.length} 条语句 → ${FILE}\n`)
  } finally {
    await source.destroy()
  }
}

void main()
