import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { alive } from './process.mjs'

/**
 * Takes a lock file that names its owner by process id. A lock whose owner is gone is taken over.
 * @param {string} path
 * @returns {{ release: () => void } | { heldBy: number }}
 */
export function takeLock(path) {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      return { release: () => rmSync(path, { force: true }) }
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const owner = ownerOf(path)
    if (owner !== undefined && owner !== process.pid && alive(owner)) return { heldBy: owner }
    rmSync(path, { force: true })
  }
}

/**
 * Runs `work` while holding the lock, waiting for another owner first.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  let lock = takeLock(path)
  while ('heldBy' in lock) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    lock = takeLock(path)
  }
  try {
    return await work()
  } finally {
    lock.release()
  }
}

function ownerOf(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined // released just now
  }
}
