/**
 * One private database server for the whole run, started before the first test and told to the workers by the
 * environment. A run that already has one (several groups in one jest process) uses it again.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installedServer, startPrivateDatabase } from '../../server/setup/lib/mariadb.mjs'

export default async function globalSetup() {
  if (process.env.GUIYI_TEST_DATABASE) return
  const server = installedServer()
  if (!server) throw new Error('tests need MariaDB or MySQL: `npm test` installs it')
  const folder = mkdtempSync(join(tmpdir(), 'guiyi-test-'))
  const database = await startPrivateDatabase({ server, folder, throwAway: true })
  process.env.GUIYI_TEST_DATABASE = database.url
  globalThis.guiyiTestDatabase = { ...database, folder }
}
