import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout's root. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[\\/]$/, '')

/** What can be made again at any time and belongs to the checkout, not to the data. */
export const CACHE = join(ROOT, '.cache')

/** @returns {string} the folder that holds everything this copy of the product keeps; made when missing */
export function dataFolder() {
  const folder = resolve(ROOT, process.env.DATA_DIR || '.data')
  mkdirSync(folder, { recursive: true })
  return folder
}
