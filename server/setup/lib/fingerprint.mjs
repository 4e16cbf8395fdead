import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './folders.mjs'

const SKIPPED = new Set(['node_modules', 'dist', '.data', '.cache', '.artifacts'])

/**
 * A digest of the contents of files and folders, for "has anything changed since".
 * @param {string[]} paths relative to the checkout; what does not exist counts as empty
 * @param {(path: string) => boolean} [counts] which files count; all of them unless told
 * @returns {string} hex
 */
export function fingerprint(paths, counts = () => true) {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of filesBelow(path)) {
      if (!counts(file)) continue
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(ROOT, file)))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

/** @returns {string[]} relative to the checkout, in a fixed order */
function filesBelow(path) {
  const absolute = join(ROOT, path)
  if (!existsSync(absolute)) return []
  if (statSync(absolute).isFile()) return [path]
  return readdirSync(absolute, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name) && (entry.isFile() || entry.isDirectory()))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesBelow(`${path}/${entry.name}`))
}
