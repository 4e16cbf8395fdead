/** `npm run db:migration -- NAME [table,table…]`: writes the next migration from the difference between the entities and the landed ones. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureServer } from './lib/database.mjs'
import { startPrivateDatabase } from './lib/mariadb.mjs'
import { run } from './lib/process.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'server'], { cwd: root }).catch(
  (error) => {
    process.stderr.write(`${error.message}\n类型检查有误，仍按已编译的代码生成\n`)
  },
)
const folder = mkdtempSync(join(tmpdir(), 'guiyi-migration-'))
const database = await startPrivateDatabase({ server: await ensureServer(), folder, throwAway: true })
try {
  await run(process.execPath, [join(root, 'server/dist/tools/write-migration.js'), ...process.argv.slice(2)], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: database.url },
    show: true,
  })
} finally {
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}
