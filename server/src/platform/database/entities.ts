import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { getMetadataArgsStorage } from 'typeorm'

type EntityClass = new () => object

/** Every entity class of the source tree: the classes declared as tables in the `*.entity` files below `root`. */
export function findEntities(root: string): EntityClass[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.entity\.(js|ts)$/.test(file))
    .sort()
  const exported = files.flatMap((file) => Object.values(requireModule(join(root, file))))
  const tables = new Set(getMetadataArgsStorage().tables.map((table) => table.target))
  return exported.filter((value): value is EntityClass => typeof value === 'function' && tables.has(value))
}

function requireModule(path: string): Record<string, unknown> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the files are only known at run time
  return require(path) as Record<string, unknown>
}
