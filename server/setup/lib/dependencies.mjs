import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './folders.mjs'
import { run } from './process.mjs'
import { note, SetupProblem } from './steps.mjs'

const OLDEST_NODE = [20, 19]

/** @throws {SetupProblem} when this Node is older than package.json's `engines` allows */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  throw new SetupProblem(`需要 Node ${OLDEST_NODE.join('.')} 或更新版本，当前是 ${process.versions.node}`)
}

/**
 * Installs the packages of package-lock.json with `npm ci`, unless exactly those are installed already.
 */
export async function ensureDependencies() {
  if (installedMatchesLock()) return
  note('npm ci（第一次约一分钟）')
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: ROOT })
}

/**
 * npm leaves a copy of the lock file in node_modules that tells what it installed. A package that the lock file calls
 * optional may be missing there: it is for another platform.
 */
function installedMatchesLock() {
  const wanted = packagesOf(join(ROOT, 'package-lock.json'))
  const installed = packagesOf(join(ROOT, 'node_modules/.package-lock.json'))
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.link) return true
    const found = installed[path]
    if (!found) return entry.optional === true || entry.devOptional === true || entry.peer === true
    return found.version === entry.version
  })
}

function packagesOf(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined
}
