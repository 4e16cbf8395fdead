import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const KEEPER = fileURLToPath(new URL('./keeper.mjs', import.meta.url))

/**
 * A program under a keeper (see keeper.mjs).
 * @typedef {{ pid: number, exited: Promise<number>, running: () => boolean, output: () => string, stop: () => Promise<number> }} KeptProcess
 */

/**
 * Starts a program that ends when this process ends, however that happens.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, graceSeconds?: number, onLine?: (line: string) => void }} [options]
 *   `onLine` receives each line of stdout and stderr
 * @returns {KeptProcess} `stop` asks for an orderly end and resolves with the exit code; `output` gives the last 20 000 characters
 */
export function keep(command, args, options = {}) {
  const keeper = spawn(process.execPath, [KEEPER, String(options.graceSeconds ?? 20), command, ...args], {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  let running = true
  const exited = new Promise((resolve) => {
    keeper.once('error', () => resolve(127))
    keeper.once('close', (code) => resolve(code ?? 1))
  }).then((code) => {
    running = false
    return code
  })
  for (const stream of [keeper.stdout, keeper.stderr]) {
    let rest = ''
    stream.setEncoding('utf8').on('data', (chunk) => {
      output = (output + chunk).slice(-20_000)
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) options.onLine?.(line)
    })
  }
  keeper.stdin.on('error', () => undefined) // it ended by itself: `exited` tells
  return {
    pid: keeper.pid ?? 0,
    exited,
    running: () => running,
    output: () => output,
    stop: () => {
      keeper.stdin.end()
      return exited
    },
  }
}
