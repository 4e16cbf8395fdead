import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './folders.mjs'
import { keep } from './kept-process.mjs'
import { note } from './steps.mjs'

/**
 * Fills the demo brand through the touchpoints, once per data folder. A fill that was interrupted goes on at the next
 * start: the program repeats its calls, and the server takes each only once.
 * A fill that fails is told, and does not keep the product from starting.
 * @param {{ dataFolder: string, runner: string, serverUrl: string, sandboxUrl: string, signal: AbortSignal }} options
 */
export async function fillDemoOnce({ dataFolder, runner, serverUrl, sandboxUrl, signal }) {
  const mark = join(dataFolder, 'demo-filled')
  if (existsSync(mark)) return note('已经填好')
  const child = keep(process.execPath, ['-r', runner, join(ROOT, 'test/sandbox/demo/fill.ts')], {
    env: { ...process.env, GUIYI_URL: serverUrl, SANDBOX_URL: sandboxUrl, DATA_DIR: dataFolder },
    graceSeconds: 5,
    onLine: note,
  })
  const onAbort = () => void child.stop()
  signal.addEventListener('abort', onAbort)
  const code = await child.exited
  signal.removeEventListener('abort', onAbort)
  if (signal.aborted) return
  if (code !== 0) return note('✗ 演示数据没有填完，原因见上；产品可以使用，下次启动会接着填')
  writeFileSync(mark, `${new Date().toISOString()}\n`)
}
