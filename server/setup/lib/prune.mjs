import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Removes compiled files whose source is gone. The compiler leaves them behind, and the server would still find an
 * entity or a migration among them.
 * @param {string} source folder of .ts files
 * @param {string} compiled folder of the .js files made from them
 */
export function pruneCompiled(source, compiled) {
  if (!existsSync(compiled)) return
  for (const file of readdirSync(compiled, { recursive: true, encoding: 'utf8' })) {
    const name = /^(.+?)(\.js|\.js\.map|\.d\.ts|\.d\.ts\.map)$/.exec(file)?.[1]
    if (name !== undefined && !existsSync(join(source, `${name}.ts`))) rmSync(join(compiled, file))
  }
}
