/**
 * `npm test`: sets up whatever is missing and runs everything, cheapest first. A failing group does not stop the next
 * ones. The last line is `N passed, N failed`.
 *
 *   npm test -- --only types,integration        some groups only
 *   npm test -- test/integration/tag.spec.ts    some test files only
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CHECKS } from './lib/checks.mjs'
import { ensureDatabase } from './lib/database.mjs'
import { checkNode, ensureDependencies } from './lib/dependencies.mjs'
import { runJest } from './lib/jest-group.mjs'
import { main, note, SetupProblem, Steps } from './lib/steps.mjs'
import { ensureTestTools } from './lib/test-tools.mjs'

const JEST_PROJECTS = ['unit', 'architecture', 'integration', 'e2e']
const GROUPS = [...new Set(CHECKS.map((check) => check.group)), ...JEST_PROJECTS]

/** Settings of whoever runs this must not reach the tests. */
const FOREIGN = [
  'PORT',
  'SANDBOX_PORT',
  'SANDBOX_URL',
  'PUBLIC_URL',
  'DATA_DIR',
  'SECRET_KEYS',
  'ROLES',
  'DEMO_ACCOUNTS',
  'LOG_LEVEL',
  'NODE_ENV',
]

const total = { passed: 0, failed: 0, failures: [] }

function tally(title, { passed, failed, failures }, seconds) {
  total.passed += passed
  total.failed += failed
  total.failures.push(...failures)
  console.log(`${failed === 0 ? '✓' : '✗'} ${title}：${passed} passed, ${failed} failed（${seconds.toFixed(1)} 秒）`)
}

async function timed(title, work) {
  const began = Date.now()
  const result = await work()
  tally(title, result, (Date.now() - began) / 1000)
}

async function runCheck({ title, work }) {
  try {
    await work()
    return { passed: 1, failed: 0, failures: [] }
  } catch (error) {
    console.error(error.message)
    return { passed: 0, failed: 1, failures: [title] }
  }
}

/** The first one alone, because the others read what it compiles; the others two at a time. */
async function runChecks([first, ...others]) {
  if (first) await timed(first.title, () => runCheck(first))
  const waiting = others.values()
  const worker = async () => {
    for (const check of waiting) await timed(check.title, () => runCheck(check))
  }
  await Promise.all([worker(), worker()])
}

function chosenGroups(only, paths) {
  const groups = only ? only.split(',') : paths.length > 0 ? JEST_PROJECTS : GROUPS
  const unknown = groups.filter((group) => !GROUPS.includes(group))
  if (unknown.length > 0) throw new SetupProblem(`没有这一组：${unknown.join('、')}；可选 ${GROUPS.join('、')}`)
  // The browser is served what was built, and programs outside the server read the built shared folder.
  const needsBuild = groups.some((group) => group === 'e2e' || group === 'integration')
  return needsBuild && !groups.includes('build') ? ['build', ...groups] : groups
}

async function setUp(folder) {
  checkNode()
  const steps = new Steps(2)
  // Neither needs the other, and both mostly wait for the network.
  await steps.run('检查依赖与测试工具 (dependencies; MariaDB, Chromium, fonts)', () =>
    Promise.all([ensureDependencies(), ensureTestTools()]),
  )
  return steps.run('启动测试数据库 (database)', () => ensureDatabase(folder, { throwAway: true }))
}

async function runGroups(groups, paths, database) {
  const env = { ...process.env, GUIYI_TEST_DATABASE: database.url, FORCE_COLOR: process.stderr.isTTY ? '1' : '0' }
  for (const name of FOREIGN) delete env[name]
  await runChecks(CHECKS.filter(({ group }) => groups.includes(group)))
  for (const project of JEST_PROJECTS.filter((name) => groups.includes(name))) {
    await timed(project, () => runJest(project, { paths, workers: Math.min(2, availableParallelism()), env }))
  }
}

await main(async () => {
  const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true })
  const groups = chosenGroups(values.only, positionals)
  const folder = mkdtempSync(join(tmpdir(), 'guiyi-test-'))
  const began = Date.now()
  try {
    const database = await setUp(folder)
    try {
      await runGroups(groups, positionals, database)
    } finally {
      await database.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  note(`共 ${((Date.now() - began) / 60_000).toFixed(1)} 分钟`)
  if (total.failures.length > 0) console.log(`\n未通过：\n${total.failures.map((line) => `  - ${line}`).join('\n')}\n`)
  if (total.failed > 0) process.exitCode = 1
  console.log(`${total.passed} passed, ${total.failed} failed`)
})
