import { createHash } from 'node:crypto'
import { ROOT } from './folders.mjs'
import { freePort, greets } from './ports.mjs'
import { run } from './process.mjs'
import { note, SetupProblem } from './steps.mjs'

/**
 * Starts only the `database` service of docker-compose.yml, under a project name that belongs to this data folder.
 * @param {string} dataFolder
 * @returns {Promise<import('./database.mjs').UsableDatabase>}
 * @throws {SetupProblem} when the database does not answer within two minutes
 */
export async function startComposeDatabase(dataFolder) {
  note('docker compose up database')
  const port = await freePort()
  const project = `guiyi-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 8)}`
  const env = { ...process.env, DATABASE_PORT: String(port) }
  const compose = (...args) => run('docker', ['compose', '-p', project, ...args], { cwd: ROOT, env })
  await compose('up', '-d', 'database')
  const deadline = Date.now() + 120_000
  while (!(await greets('127.0.0.1', port))) {
    if (Date.now() > deadline)
      throw new SetupProblem('docker compose 启动的数据库两分钟内没有应答，请看 docker compose logs database')
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  return { url: `mysql://guiyi:guiyi@127.0.0.1:${port}/guiyi`, stop: () => compose('stop', 'database') }
}
