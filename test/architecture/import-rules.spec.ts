import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const ROOT = join(__dirname, '../..')

/** One forbidden import per rule, and the files it needs to be one. */
const PLANTED: { rule: string; from: string; to: string; how?: string }[] = [
  { rule: 'module-order-event', from: 'server/src/modules/event/a.ts', to: 'server/src/modules/tag/index.ts' },
  { rule: 'module-order-account', from: 'server/src/modules/account/a.ts', to: 'server/src/modules/insight/index.ts' },
  { rule: 'module-by-its-face', from: 'server/src/modules/tag/a.ts', to: 'server/src/modules/event/event.entity.ts' },
  { rule: 'known-modules', from: 'server/src/modules/lead/a.ts', to: 'server/src/modules/astrology/index.ts' },
  { rule: 'modules-look-down', from: 'server/src/modules/lead/b.ts', to: 'server/src/app.module.ts' },
  { rule: 'platform-has-no-business', from: 'server/src/platform/jobs/a.ts', to: 'server/src/modules/event/index.ts' },
  { rule: 'wechat-stands-alone', from: 'server/src/wechat/kernel/a.ts', to: 'server/src/platform/database/index.ts' },
  { rule: 'wechat-stands-alone', from: 'server/src/wechat/work/b.ts', to: 'server/src/modules/event/index.ts' },
  {
    rule: 'pure-policies-and-presenters',
    from: 'server/src/modules/tag/tag.policy.ts',
    to: 'server/src/platform/database/index.ts',
  },
  { rule: 'shared-is-the-bottom', from: 'shared/src/a.ts', to: 'server/src/app.module.ts' },
  { rule: 'sandbox-shares-no-code', from: 'test/sandbox/a.ts', to: 'server/src/wechat/kernel/index.ts' },
  { rule: 'no-tests-in-the-product', from: 'server/src/c.ts', to: 'test/support/until.ts' },
  { rule: 'clients-over-http', from: 'admin/src/lib/b.ts', to: 'server/src/app.module.ts' },
  { rule: 'console-features-apart', from: 'admin/src/features/tag/a.ts', to: 'admin/src/features/lead/b.ts' },
  { rule: 'console-widgets-below', from: 'admin/src/ui/a.ts', to: 'admin/src/features/lead/b.ts' },
  { rule: 'console-features-below-app', from: 'admin/src/features/tag/c.ts', to: 'admin/src/app/router.ts' },
  { rule: 'resolvable', from: 'server/src/d.ts', to: 'server/src/nowhere', how: 'missing' },
]

/** Imports that look like the ones above and are right. */
const ALLOWED: { from: string; to: string }[] = [
  { from: 'server/src/modules/tag/good.ts', to: 'server/src/modules/event/index.ts' },
  { from: 'server/src/wechat/kernel/good.ts', to: 'server/src/platform/lock/index.ts' },
  { from: 'server/src/platform/database/good.ts', to: 'server/src/migrations/index.ts' },
  { from: 'admin/src/features/tag/good.ts', to: 'admin/src/ui/button.ts' },
]

interface Violation {
  from: string
  to: string
  rule: { name: string }
}

describe('import rules', () => {
  let folder: string
  let violations: Violation[]

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'guiyi-imports-'))
    for (const { from, to } of [...PLANTED, ...ALLOWED]) {
      const missing = PLANTED.some((one) => one.to === to && one.how === 'missing')
      if (!missing) write(to, 'export const value = 1\n')
      write(from, `import { value } from '${relative(from, to)}'\nexport const copy = value\n`)
    }
    write('server/src/ring-a.ts', "import { b } from './ring-b'\nexport const a = (): unknown => b\n")
    write('server/src/ring-b.ts', "import { a } from './ring-a'\nexport const b = (): unknown => a\n")
    write('server/src/left.entity.ts', "import { Right } from './right.entity'\nexport class Left { right = Right }\n")
    write('server/src/right.entity.ts', "import { Left } from './left.entity'\nexport class Right { left = Left }\n")
    violations = cruise()
  }, 60_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }

  function relative(from: string, to: string): string {
    const up = dirname(from)
      .split('/')
      .map(() => '..')
      .join('/')
    return `${up}/${to.replace(/(\/index)?\.ts$/, '')}`
  }

  function cruise(): Violation[] {
    const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
    const config = join(ROOT, '.dependency-cruiser.cjs')
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [program, '--config', config, '-T', 'json', 'server', 'shared', 'admin', 'test'],
      {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      },
    )
    if (stdout === '') throw new Error(stderr)
    return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations
  }

  it.each(PLANTED)('$rule: $from must not import $to', ({ rule, from }) => {
    expect(violations.filter((one) => one.from === from).map((one) => one.rule.name)).toContain(rule)
  })

  it('lets right imports pass', () => {
    const files = ALLOWED.map((one) => one.from)
    expect(violations.filter((one) => files.includes(one.from))).toEqual([])
  })

  it('finds a ring of imports, but lets entities point at each other', () => {
    const rings = violations.filter((one) => one.rule.name === 'no-cycles').map((one) => one.from)
    expect(rings).toContain('server/src/ring-a.ts')
    expect(rings.filter((file) => file.endsWith('.entity.ts'))).toEqual([])
  })
})
