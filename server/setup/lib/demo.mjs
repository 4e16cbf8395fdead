import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './folders.mjs'
import { keep } from './kept-process.mjs'
import { note, SetupProblem } from './steps.mjs'

/**
 * Fills the demo brand through the touchpoints, once per data folder. A fill that was interrupted goes on at the next
 * start: the program repeats its calls, and the server takes each only once.
 * @param {{ dataFolder: string, runner: string, serverUrl: string, sandboxUrl: string, signal: AbortSignal }} options
 * @throws {SetupProblem} with the program's last lines when it fails
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
  if (code !== 0)
    throw new SetupProblem(
      `演示数据没有填完（下次启动会接着填）：\n${child.output().trim().split('\n').slice(-15).join('\n')}`,
    )
  writeFileSync(mark, `${new Date().toISOString()}\n`)
}
