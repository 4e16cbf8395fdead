import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint } from './fingerprint.mjs'
import { CACHE, ROOT } from './folders.mjs'
import { withLock } from './locks.mjs'
import { run } from './process.mjs'
import { pruneCompiled } from './prune.mjs'
import { note } from './steps.mjs'

const TSC = 'node_modules/typescript/bin/tsc'
const notTest = (file) => !/\.spec\.tsx?$/.test(file)

/** Everything that `npm start` builds: what it is made from, what it makes, how, and what must stand before it. */
const PARTS = [
  {
    name: 'shared',
    from: ['shared/src', 'shared/tsconfig.json', 'tsconfig.json', 'package-lock.json'],
    makes: 'shared/dist/index.js',
    build: () => compile('shared'),
    after: [],
  },
  {
    name: 'server',
    from: ['server/src', 'server/tsconfig.json', 'shared/src', 'tsconfig.json', 'package-lock.json'],
    makes: 'server/dist/main.js',
    build: () => compile('server'),
    after: ['shared'],
  },
  {
    name: 'admin',
    from: [
      'admin/src',
      'admin/sidebar',
      'admin/public',
      'admin/index.html',
      'admin/vite.config.ts',
      'admin/vite.sdk.config.ts',
      'shared/src',
      'package-lock.json',
    ],
    makes: 'admin/dist/index.html',
    build: () => npmScript('admin', 'build'),
    after: [],
  },
  {
    name: 'miniprogram (H5)',
    from: [
      'miniprogram/src',
      'miniprogram/config',
      'miniprogram/babel.config.js',
      'miniprogram/package.json',
      'shared/src',
      'package-lock.json',
    ],
    makes: 'miniprogram/dist/h5/index.html',
    build: () => npmScript('miniprogram', 'build:h5'),
    after: ['shared'],
  },
]

/** Builds at a time: two of them keep two cores busy. */
const AT_ONCE = 2

/**
 * Builds whatever has changed since it was last built.
 * @param {string[]} [names] only these parts; all of them unless told
 * @returns {Promise<void>}
 * @throws with the failing tool's output
 */
export async function buildChanged(names = PARTS.map((part) => part.name)) {
  mkdirSync(CACHE, { recursive: true })
  // Two copies of the product started from one checkout share its builds.
  await withLock(join(CACHE, 'build.lock'), async () => {
    const wanted = PARTS.filter((part) => names.includes(part.name))
    const printed = wanted.map((part) => ({ ...part, print: fingerprint(part.from, notTest) }))
    const stale = printed.filter((part) => !upToDate(part))
    await inOrder(stale)
  })
}

async function inOrder(parts) {
  const done = new Map()
  const slots = Array.from({ length: AT_ONCE }, () => Promise.resolve())
  const waiting = parts.map(async (part, index) => {
    const before = part.after.filter((name) => parts.some((other) => other.name === name))
    const slot = index % AT_ONCE
    const turn = slots[slot].then(async () => {
      await Promise.all(before.map((name) => done.get(name)))
      await buildOne(part)
    })
    slots[slot] = turn.catch(() => undefined)
    done.set(part.name, turn)
    await turn
  })
  const results = await Promise.allSettled(waiting)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

async function buildOne(part) {
  const began = Date.now()
  rmSync(stampOf(part), { force: true })
  await part.build()
  writeFileSync(stampOf(part), part.print)
  note(`构建 ${part.name}，${((Date.now() - began) / 1000).toFixed(1)} 秒`)
}

function upToDate(part) {
  if (!existsSync(join(ROOT, part.makes))) return false
  try {
    return readFileSync(stampOf(part), 'utf8') === part.print
  } catch {
    return false // never built here
  }
}

function stampOf(part) {
  return join(CACHE, `built-${part.name.replace(/\W+/g, '-')}`)
}

async function compile(workspace) {
  pruneCompiled(join(ROOT, workspace, 'src'), join(ROOT, workspace, 'dist'))
  await node(TSC, ['-b', workspace])
}

function node(program, args) {
  return run(process.execPath, [join(ROOT, program), ...args], { cwd: ROOT })
}

function npmScript(workspace, script) {
  return run('npm', ['run', '--silent', script, '-w', workspace], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production' },
  })
}
