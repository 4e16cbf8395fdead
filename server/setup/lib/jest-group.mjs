import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CACHE, ROOT } from './folders.mjs'

/** The longest a group may take; one that hangs must not hang the whole run. */
const LIMIT_MS = 12 * 60_000

/**
 * Runs the tests of one jest project and counts them.
 * @param {string} project name in jest.config.cjs
 * @param {{ paths: string[], workers: number, env: NodeJS.ProcessEnv }} options `paths` limits the files by pattern
 * @returns {Promise<{ passed: number, failed: number, failures: string[] }>} a file that cannot be run counts as one failure
 */
export async function runJest(project, { paths, workers, env }) {
  mkdirSync(CACHE, { recursive: true })
  const report = join(CACHE, `jest-${project}.json`)
  rmSync(report, { force: true })
  const code = await jest(
    [
      '--selectProjects',
      project,
      '--passWithNoTests',
      `--maxWorkers=${workers}`,
      '--json',
      `--outputFile=${report}`,
      ...paths,
    ],
    env,
  )
  if (!existsSync(report)) return { passed: 0, failed: 1, failures: [`${project}：jest 没有跑完（${code}）`] }
  const counted = count(JSON.parse(readFileSync(report, 'utf8')))
  if (code !== 0 && counted.failed === 0)
    return { ...counted, failed: 1, failures: [`${project}：jest 以 ${code} 结束`] }
  return counted
}

function jest(args, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules/jest/bin/jest.js'), ...args], {
      cwd: ROOT,
      env,
      // The report goes to the file; what people read goes to stderr.
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS)
    child.once('close', (code, signal) => {
      clearTimeout(limit)
      resolve(signal ?? code)
    })
  })
}

function count(report) {
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  const failures = report.testResults.flatMap((file) => [
    ...(broken.includes(file) ? [`${relative(file.name)}：无法运行`] : []),
    ...file.assertionResults
      .filter((one) => one.status === 'failed')
      .map((one) => `${relative(file.name)}：${one.fullName}`),
  ])
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length, failures }
}

function relative(path) {
  return path.startsWith(ROOT) ? path.slice(ROOT.length + 1) : path
}
