import { join } from 'node:path'
import { readCrowdSize } from './crowd/crowd-size'
import { startSandbox } from './sandbox'

/**
 * The sandbox as a program. SANDBOX_PORT (3100), SANDBOX_HOST (127.0.0.1), GUIYI_URL (where callbacks go,
 * http://127.0.0.1:3000), DATA_DIR (state is kept in its folder `sandbox`; without it nothing is kept), SANDBOX_CROWD
 * (`followers,contacts[,seed]`: so many people are there from the start).
 */
async function main(): Promise<void> {
  const {
    SANDBOX_PORT = '3100',
    SANDBOX_HOST = '127.0.0.1',
    GUIYI_URL = 'http://127.0.0.1:3000',
    DATA_DIR,
    SANDBOX_CROWD,
  } = process.env
  const sandbox = await startSandbox({
    port: Number(SANDBOX_PORT),
    host: SANDBOX_HOST,
    callbackBase: GUIYI_URL,
    ...(SANDBOX_CROWD === undefined ? {} : { crowd: readCrowdSize(SANDBOX_CROWD) }),
    ...(DATA_DIR === undefined ? {} : { dataDir: join(DATA_DIR, 'sandbox') }),
  })
  process.stdout.write(`sandbox ready on ${sandbox.url}/sandbox/\n`)
  const stop = (): void => {
    void sandbox.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

export { startSandbox, type Sandbox, type SandboxOptions } from './sandbox'

if (require.main === module)
  void main().catch((error: unknown) => {
    process.stderr.write(`sandbox could not start: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  })
