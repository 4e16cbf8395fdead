import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { SetupProblem } from './steps.mjs'

/** Folders that hold servers but are often missing from an ordinary user's PATH. */
const EXTRA_FOLDERS = [
  '/usr/sbin',
  '/sbin',
  '/usr/local/sbin',
  '/usr/local/bin',
  '/opt/homebrew/bin',
  '/opt/homebrew/sbin',
  '/usr/local/mysql/bin',
]

/**
 * Finds the first of the named programs in PATH or in the usual places beside it.
 * @param {...string} names
 * @returns {string | undefined} absolute path
 */
export function findProgram(...names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...EXTRA_FOLDERS].filter(Boolean)
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name)
      try {
        accessSync(path, constants.X_OK)
        return path
      } catch {
        continue // not here: look in the next folder
      }
    }
  }
  return undefined
}

/**
 * Runs a program to its end, showing its output only when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, signal?: AbortSignal }} [options] `show` passes output through
 * @returns {Promise<string>} what it wrote to stdout and stderr
 * @throws {SetupProblem} with the last lines of its output when the exit code is not 0
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: options.show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      signal: options.signal,
    })
    let output = ''
    const collect = (chunk) => {
      output = (output + chunk).slice(-200_000)
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output)
      else {
        const tail = output.trim().split('\n').slice(-40).join('\n')
        reject(
          new SetupProblem(`${[command, ...args].join(' ')} ended with ${signal ?? code}${tail ? `:\n${tail}` : ''}`),
        )
      }
    })
  })
}

/**
 * Whether `command args` ends with exit code 0; its output is thrown away.
 * @param {string} command
 * @param {string[]} args
 */
export function succeeds(command, args) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0
}

/** @param {number} pid @returns {boolean} whether a process with this id exists */
export function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
