import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { until } from './until'

const ROOT = join(__dirname, '../..')
const KEEPER = join(ROOT, 'server/setup/lib/keeper.mjs')
const RUNNER = join(ROOT, 'server/setup/lib/run-ts.cjs')

/**
 * Runs a TypeScript program of this project as a process that ends with this one, however that ends, and waits until
 * an address of it answers.
 * @param program path from the checkout's root
 * @param env variables on top of this process's own; undefined removes one
 * @param readyUrl answered with 2xx once the program is ready
 * @throws with the program's output when it ends instead
 */
export async function startProgram(
  program: string,
  env: NodeJS.ProcessEnv,
  readyUrl: string,
): Promise<{ close(): Promise<void> }> {
  const child = spawn(process.execPath, [KEEPER, '5', process.execPath, '-r', RUNNER, join(ROOT, program)], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await until(async () => child.exitCode !== null || (await fetch(readyUrl)).ok, {
    withinMs: 30_000,
    what: `${program} answering`,
  })
  // A test that fails before it closes the program must still be able to end; the program then ends with it.
  child.unref()
  for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as Socket).unref()
  if (child.exitCode !== null) throw new Error(`${program} ended at once:\n${output}`)
  return {
    close: async () => {
      child.stdin.end()
      await ended
    },
  }
}
