import { join } from 'node:path'
import { canInstallPackages, installPackages } from './apt.mjs'
import { startComposeDatabase } from './compose.mjs'
import { installedServer, startPrivateDatabase } from './mariadb.mjs'
import { findProgram, succeeds } from './process.mjs'
import { note, SetupProblem } from './steps.mjs'

/**
 * A database that this run may use.
 * @typedef {{ url: string, stop: () => Promise<unknown>, exited?: Promise<number> }} UsableDatabase
 */

/**
 * Brings up the record's database: the one DATABASE_URL names, else an installed MariaDB or MySQL run privately, else
 * Debian's MariaDB installed first, else the one of docker-compose.yml.
 * @param {string} dataFolder where a private database keeps its files
 * @param {{ throwAway?: boolean }} [options] `throwAway` gives up safety for speed, for tests
 * @returns {Promise<UsableDatabase>}
 * @throws {SetupProblem} one line that says what to install
 */
export async function ensureDatabase(dataFolder, { throwAway = false } = {}) {
  if (process.env.DATABASE_URL) {
    note('使用 DATABASE_URL 指定的数据库')
    return { url: process.env.DATABASE_URL, stop: async () => undefined }
  }
  const server = await ensureServer()
  if (server) return startPrivateDatabase({ server, folder: join(dataFolder, 'mariadb'), throwAway })
  if (findProgram('docker') && succeeds('docker', ['compose', 'version']) && succeeds('docker', ['info'])) {
    return startComposeDatabase(dataFolder)
  }
  throw new SetupProblem(
    '没有可用的数据库：请安装 MariaDB 10.11+（Debian: apt install mariadb-server；macOS: brew install mariadb），或设置 DATABASE_URL',
  )
}

/** @returns {Promise<string | undefined>} path of a MariaDB or MySQL server, installed by apt when that is possible */
export async function ensureServer() {
  const installed = installedServer()
  if (installed || !canInstallPackages()) return installed
  await installPackages(['mariadb-server'])
  return installedServer()
}
