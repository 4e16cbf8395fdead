/**
 * `npm run bench -- NAME [--small]` and `npm run chaos -- NAME`: sets up a private database with full durability and
 * runs test/bench/NAME.ts or test/chaos/NAME.ts against it.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildChanged } from './lib/build.mjs'
import { ensureDatabase } from './lib/database.mjs'
import { checkNode, ensureDependencies } from './lib/dependencies.mjs'
import { ROOT } from './lib/folders.mjs'
import { SERVER_FLAGS } from './lib/node-flags.mjs'
import { run } from './lib/process.mjs'
import { main, SetupProblem } from './lib/steps.mjs'

const [kind, name, ...args] = process.argv.slice(2)
const folderOfKind = join(ROOT, 'test', kind)

function programs() {
  if (!existsSync(folderOfKind)) return []
  return readdirSync(folderOfKind).flatMap((file) => /^([a-z][\w-]*)\.ts$/.exec(file)?.[1] ?? [])
}

await main(async () => {
  if (!name || !programs().includes(name))
    throw new SetupProblem(`用法：npm run ${kind} -- ${programs().join(' | ') || '（还没有程序）'}`)
  checkNode()
  await ensureDependencies()
  await buildChanged(['shared', 'server'])
  const folder = mkdtempSync(join(tmpdir(), `guiyi-${kind}-`))
  try {
    const database = await ensureDatabase(folder)
    try {
      await run(
        process.execPath,
        [...SERVER_FLAGS, '-r', join(ROOT, 'server/setup/lib/run-ts.cjs'), join(folderOfKind, `${name}.ts`), ...args],
        {
          cwd: ROOT,
          show: true,
          env: {
            ...process.env,
            GUIYI_TEST_DATABASE: database.url,
            DATABASE_URL: database.url,
            DATA_DIR: join(folder, 'data'),
          },
        },
      )
    } finally {
      await database.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
