/**
 * `npm run api:types`: writes openapi.json and shared/src/api/schema.ts from the server's controllers. With `--check`
 * it only compares them and fails on a difference.
 */
import { join } from 'node:path'
import { ROOT } from './lib/folders.mjs'
import { run } from './lib/process.mjs'
import { main } from './lib/steps.mjs'

await main(async () => {
  // The types may be wrong just because the contract is stale; the compiled code is right all the same.
  await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-b', 'server'], { cwd: ROOT }).catch(
    (error) => console.error(error.message),
  )
  const program = join(ROOT, 'server/dist/tools/write-api-types.js')
  await run(process.execPath, [program, ...process.argv.slice(2)], { cwd: ROOT, show: true })
})
