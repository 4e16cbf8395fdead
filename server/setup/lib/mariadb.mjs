import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, totalmem, userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { keep } from './kept-process.mjs'
import { freePort, greets } from './ports.mjs'
import { findProgram, run } from './process.mjs'

const DATABASE = 'guiyi'
const USER = 'guiyi'

/** Settings a private database always has; `--no-defaults` keeps the machine's own files in /etc out of it. */
const ALWAYS = [
  '--bind-address=127.0.0.1',
  '--skip-name-resolve',
  '--character-set-server=utf8mb4',
  '--default-time-zone=+00:00',
  '--transaction-isolation=READ-COMMITTED',
  '--max-connections=300',
  '--local-infile=1',
]

/** For throw-away databases of tests: speed before safety. */
const THROW_AWAY = [
  '--innodb-flush-log-at-trx-commit=0',
  '--sync-binlog=0',
  '--innodb-flush-method=nosync',
  '--innodb-buffer-pool-size=128M',
]
const MB = 1024 * 1024
/**
 * An eighth of the machine. The events of the present month and their indexes should find room: with 512 MB and 50 M
 * events nearly every new event fetched pages from the disk, and a third as many came in.
 */
const POOL_MB = Math.round(Math.min(Math.max(totalmem() / MB / 8, 512), 8192))
const LASTING = [`--innodb-buffer-pool-size=${POOL_MB}M`, '--innodb-flush-log-at-trx-commit=1']
// With the 96 MB that it comes with, the log was full within a quarter of a minute of callbacks, and everything waited for
// pages to be flushed. MySQL sizes its own.
const LASTING_MARIADB = [
  ...LASTING,
  `--innodb-log-file-size=${Math.min(Math.max(Math.round(POOL_MB / 2), 512), 2048)}M`,
]

/** @returns {string | undefined} path of an installed MariaDB or MySQL server */
export function installedServer() {
  return findProgram('mariadbd', 'mysqld')
}

/**
 * Runs an installed MariaDB or MySQL privately: own data folder, free port of 127.0.0.1, own account with a random
 * password kept beside the data. Creates the data folder when it is missing.
 * @param {{ server: string, folder: string, throwAway?: boolean }} options `folder` holds everything of this database
 * @returns {Promise<{ url: string, port: number, stop: () => Promise<number>, exited: Promise<number> }>} `url` is a
 *   `mysql://user:password@127.0.0.1:port/guiyi`
 * @throws {Error} with the server's last lines when it does not come up
 */
export async function startPrivateDatabase({ server, folder, throwAway = false }) {
  mkdirSync(folder, { recursive: true })
  const data = join(folder, 'data')
  const temporary = join(folder, 'tmp')
  mkdirSync(temporary, { recursive: true })
  if (!existsSync(data)) await createDataFolder(server, data, temporary)
  const password = keptPassword(join(folder, 'password'))
  const initFile = join(folder, 'init.sql')
  writeFileSync(initFile, accountSql(password), { mode: 0o600 })
  const family = isMariaDb(server) ? (throwAway ? THROW_AWAY : LASTING_MARIADB) : LASTING

  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort()
    const child = keep(
      server,
      [
        '--no-defaults',
        `--user=${userInfo().username}`,
        `--datadir=${data}`,
        // A server that starts throws away whatever temporary tables lie in its folder: in a shared one, those of others.
        `--tmpdir=${temporary}`,
        `--port=${port}`,
        `--socket=${socketPath(folder)}`,
        `--pid-file=${join(folder, 'pid')}`,
        `--init-file=${initFile}`,
        ...ALWAYS,
        ...family,
        ...(isMariaDb(server) ? [] : ['--mysqlx=0']),
      ],
      { graceSeconds: 30 },
    )
    if (await comesUp(child, port)) {
      return {
        url: `mysql://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`,
        port,
        stop: child.stop,
        exited: child.exited,
      }
    }
    await child.stop()
    // A port can be lost between asking for it and taking it; any other failure will not mend itself.
    if (attempt === 3 || !/address already in use/i.test(child.output())) {
      throw new Error(
        `the private database did not come up:\n${child.output().trim().split('\n').slice(-15).join('\n')}`,
      )
    }
  }
}

async function comesUp(child, port) {
  const deadline = Date.now() + 90_000
  while (child.running() && Date.now() < deadline) {
    if (await greets('127.0.0.1', port)) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

/** The folder appears under its name only when it is whole, so that an interrupted start begins again. */
async function createDataFolder(server, data, temporary) {
  const unfinished = `${data}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  const common = ['--no-defaults', `--user=${userInfo().username}`, `--datadir=${unfinished}`, `--tmpdir=${temporary}`]
  if (isMariaDb(server)) {
    const installer = findProgram('mariadb-install-db', 'mysql_install_db')
    if (!installer) throw new Error(`${server} is there, but mariadb-install-db is not`)
    await run(installer, [...common, '--auth-root-authentication-method=normal', '--skip-test-db'])
  } else {
    mkdirSync(unfinished, { recursive: true })
    await run(server, [...common, '--initialize-insecure'])
  }
  renameSync(unfinished, data)
}

function isMariaDb(server) {
  return basename(server) === 'mariadbd' || existsSync(join(dirname(server), 'mariadbd'))
}

function keptPassword(path) {
  if (!existsSync(path)) writeFileSync(path, randomBytes(18).toString('hex'), { mode: 0o600 })
  chmodSync(path, 0o600)
  return readFileSync(path, 'utf8').trim()
}

function accountSql(password) {
  return [
    `CREATE DATABASE IF NOT EXISTS ${DATABASE} CHARACTER SET utf8mb4;`,
    `CREATE USER IF NOT EXISTS '${USER}'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `ALTER USER '${USER}'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `GRANT ALL ON *.* TO '${USER}'@'127.0.0.1' WITH GRANT OPTION;`,
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${password}';`,
    '',
  ].join('\n')
}

/** A Unix socket's path may hold 107 bytes only, and data folders can lie deep. */
function socketPath(folder) {
  return join(tmpdir(), `guiyi-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}.sock`)
}
