import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { keep } from './kept-process.mjs'
import { SetupProblem } from './steps.mjs'

/**
 * One of our own programs, running and answering.
 * @typedef {{ name: string, url: string, stop: () => Promise<number>, exited: Promise<number> }} Service
 */

/**
 * Starts one of our programs and waits until it answers.
 * @param {{ name: string, args: string[], env: NodeJS.ProcessEnv, url: string, probe: string, dataFolder: string }} options
 *   `args` for node; `probe` is a path of `url` that answers 2xx when the program is ready; its output goes to
 *   `<name>.log` in the data folder
 * @returns {Promise<Service>}
 * @throws {SetupProblem} with its last lines when it ends or does not answer in three minutes
 */
export async function startService({ name, args, env, url, probe, dataFolder }) {
  const logFile = join(dataFolder, `${name}.log`)
  const log = createWriteStream(logFile, { flags: 'a' })
  const child = keep(process.execPath, args, {
    env: { ...process.env, ...env },
    graceSeconds: 25,
    onLine: (line) => log.write(`${line}\n`),
  })
  void child.exited.then(() => log.end())
  const deadline = Date.now() + 180_000
  while (!(await answers(`${url}${probe}`))) {
    if (!child.running() || Date.now() > deadline) {
      await child.stop()
      const tail = child.output().trim().split('\n').slice(-15).join('\n')
      throw new SetupProblem(`${name} 没有启动成功，完整日志见 ${logFile}：\n${tail}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { name, url, stop: child.stop, exited: child.exited }
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(3000) })).ok
  } catch {
    return false // not listening yet
  }
}
