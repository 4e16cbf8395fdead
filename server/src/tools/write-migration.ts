import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DataSource } from 'typeorm'
import { dataSourceOptions } from '../platform/database/data-source'

const FOLDER = join(__dirname, '../../src/migrations')

const statements = (queries: { query: string }[]): string =>
  queries.map(({ query }) => `    await runner.query(${JSON.stringify(query)})`).join('\n')

const pascal = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** Lists the new class in migrations/index.ts, last. */
function list(file: string, className: string): void {
  const path = join(FOLDER, 'index.ts')
  const index = readFileSync(path, 'utf8')
  const lastImport = index.lastIndexOf('import ')
  const afterImports = index.indexOf('\n', lastImport) + 1
  const withImport = `${index.slice(0, afterImports)}import { ${className} } from './${file}'\n${index.slice(afterImports)}`
  writeFileSync(path, withImport.replace(/,?\s*\]\s*$/, `, ${className}]\n`))
}

/**
 * Writes a migration from what the entities declare and the migrated database (DATABASE_URL) lacks.
 * `write-migration.js NAME [table,table…]`: NAME in kebab case; with tables, only statements that name one of them.
 */
async function main(): Promise<void> {
  const url = process.env.DATABASE_URL
  const [name, tables] = process.argv.slice(2)
  if (!url || !name || !/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new Error('用法：npm run db:migration -- 名字 [表名,表名…]，名字用小写字母和连字符')
  }
  const wanted = tables?.split(',')
  const source = await new DataSource(dataSourceOptions(url)).initialize()
  try {
    await source.runMigrations({ transaction: 'each' })
    const { upQueries, downQueries } = await source.driver.createSchemaBuilder().log()
    const mine = ({ query }: { query: string }): boolean =>
      wanted === undefined || wanted.some((table) => query.includes(`\`${table}\``))
    const up = upQueries.filter(mine)
    if (up.length === 0) throw new Error('实体与现有迁移之间没有差别')
    const timestamp = Date.now()
    const className = `${pascal(name)}${timestamp}`
    const file = `${timestamp}-${name}`
    writeFileSync(
      join(FOLDER, `${file}.ts`),
      `import type { MigrationInterface, QueryRunner } from 'typeorm'

export class ${className} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
${statements(up)}
  }

  async down(runner: QueryRunner): Promise<void> {
${statements(downQueries.filter(mine).reverse())}
  }
}
`,
    )
    list(file, className)
    process.stdout.write(`${up.length} 条语句 → server/src/migrations/${file}.ts\n`)
  } finally {
    await source.destroy()
  }
}

void main()
