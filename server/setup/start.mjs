/**
 * `npm start`: from a bare clone to a running product.
 *
 * Needs nothing but Node. Everything is kept under DATA_DIR (.data), so that two copies with different PORT,
 * SANDBOX_PORT and DATA_DIR run side by side. With SANDBOX=off the server talks to Tencent instead of the sandbox.
 */
import { join } from 'node:path'
import { buildChanged } from './lib/build.mjs'
import { ensureDatabase } from './lib/database.mjs'
import { fillDemoOnce } from './lib/demo.mjs'
import { checkNode, ensureDependencies } from './lib/dependencies.mjs'
import { dataFolder as chooseDataFolder, ROOT } from './lib/folders.mjs'
import { takeLock } from './lib/locks.mjs'
import { SERVER_FLAGS } from './lib/node-flags.mjs'
import { portTaken } from './lib/ports.mjs'
import { ensureSecretKeys } from './lib/secrets.mjs'
import { startService } from './lib/service.mjs'
import { main, note, SetupProblem, Steps } from './lib/steps.mjs'
import { welcome } from './lib/welcome.mjs'

const RUNNER = join(ROOT, 'server/setup/lib/run-ts.cjs')

/** What has been started, in order; ended in the opposite order. */
const started = []
const stopping = new AbortController()

function onStopSignal() {
  if (stopping.signal.aborted) return
  console.log('\n正在停止…')
  stopping.abort()
}

async function start() {
  const port = portFrom('PORT', 3000)
  const withSandbox = process.env.SANDBOX !== 'off'
  const sandboxPort = portFrom('SANDBOX_PORT', 3100)
  const dataFolder = chooseDataFolder()
  const serverUrl = `http://127.0.0.1:${port}`
  const sandboxUrl = withSandbox ? `http://127.0.0.1:${sandboxPort}` : undefined
  const steps = new Steps(7)
  const step = async (title, work) => {
    if (stopping.signal.aborted) throw new Interrupted()
    return steps.run(title, work)
  }

  holdFolder(dataFolder)
  await refuseTakenPorts(withSandbox ? { PORT: port, SANDBOX_PORT: sandboxPort } : { PORT: port })
  await step('检查依赖 (dependencies)', async () => {
    checkNode()
    await ensureDependencies()
  })
  const database = await step('准备数据库 (database)', async () => remember('数据库', await ensureDatabase(dataFolder)))
  const secretKeys = await step('准备密钥 (keys)', async () => ensureSecretKeys(dataFolder))
  await step('构建 (build)', () => buildChanged())
  await step('启动微信沙箱 (sandbox)', async () => {
    if (!sandboxUrl) return note('已关闭：服务将直接连接微信')
    remember(
      '沙箱',
      await startService({
        name: 'sandbox',
        args: ['-r', RUNNER, join(ROOT, 'test/sandbox/main.ts')],
        env: { SANDBOX_PORT: String(sandboxPort), GUIYI_URL: serverUrl, DATA_DIR: dataFolder },
        url: sandboxUrl,
        probe: '/sandbox/api/people?limit=1',
        dataFolder,
      }),
    )
  })
  await step('启动服务 (server，含数据库迁移)', async () => {
    remember(
      '服务',
      await startService({
        name: 'server',
        args: [...SERVER_FLAGS, join(ROOT, 'server/dist/main.js')],
        env: {
          NODE_ENV: 'production',
          PORT: String(port),
          DATA_DIR: dataFolder,
          DATABASE_URL: database.url,
          SECRET_KEYS: secretKeys,
          ...(sandboxUrl
            ? { SANDBOX_URL: sandboxUrl, DEMO_ACCOUNTS: join(ROOT, 'test/sandbox/demo-accounts.json') }
            : {}),
        },
        url: serverUrl,
        probe: '/readyz',
        dataFolder,
      }),
    )
  })
  await step('填充演示品牌 (demo data)', async () => {
    if (sandboxUrl) await fillDemoOnce({ dataFolder, runner: RUNNER, serverUrl, sandboxUrl, signal: stopping.signal })
  })
  if (stopping.signal.aborted) throw new Interrupted()
  welcome({ serverUrl, sandboxUrl, dataFolder, seconds: steps.elapsed() })
}

/** Waits for Ctrl-C, or for one of the programs to end by itself, which is a fault. */
async function untilStopped() {
  const stopped = new Promise((resolve) => stopping.signal.addEventListener('abort', () => resolve(undefined)))
  const ended = started.filter((one) => one.exited).map((one) => one.exited.then((code) => ({ ...one, code })))
  const fallen = await Promise.race([stopped, ...ended])
  if (fallen && !stopping.signal.aborted)
    throw new SetupProblem(`${fallen.name}意外退出（${fallen.code}），日志在数据目录里`)
}

/** The server first, so that it can finish its work while the others still answer. */
async function stopAll() {
  for (const one of started.splice(0).reverse()) await one.stop()
}

function remember(name, running) {
  started.push({ ...running, name })
  return running
}

function holdFolder(dataFolder) {
  const lock = takeLock(join(dataFolder, 'start.lock'))
  if ('heldBy' in lock) {
    throw new SetupProblem(
      `${dataFolder} 正被另一个归一使用（进程 ${lock.heldBy}）。要再开一份，请另设 DATA_DIR、PORT 和 SANDBOX_PORT`,
    )
  }
  process.once('exit', lock.release)
}

async function refuseTakenPorts(ports) {
  for (const [name, port] of Object.entries(ports)) {
    if (await portTaken(port)) throw new SetupProblem(`端口 ${port} 已被占用，请用 ${name}=… 换一个再启动`)
  }
}

function portFrom(name, byDefault) {
  const port = Number(process.env[name] || byDefault)
  if (Number.isInteger(port) && port > 0 && port < 65536) return port
  throw new SetupProblem(`${name} 应为 1 到 65535 的整数，现在是 ${process.env[name]}`)
}

/** Ctrl-C came during set-up: no fault, nothing to say. */
class Interrupted extends Error {}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onStopSignal)

await main(async () => {
  try {
    await start()
    await untilStopped()
  } catch (error) {
    // Ctrl-C also reaches the tool that a step is running; its failure is then no news.
    if (!stopping.signal.aborted) throw error
  } finally {
    await stopAll()
  }
  console.log('已停止。')
})
