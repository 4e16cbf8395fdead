import { join } from 'node:path'
import { buildChanged } from './build.mjs'
import { ROOT } from './folders.mjs'
import { run } from './process.mjs'

const tool = (path, ...args) => ({ command: process.execPath, args: [join(ROOT, path), ...args] })
const TSC = 'node_modules/typescript/bin/tsc'
const SOURCES = ['server/src', 'shared/src', 'admin/src', 'miniprogram/src', 'test']

/**
 * What is examined without running the product. Each entry counts as one check; groups are what `--only` chooses.
 * @type {{ group: string, title: string, work: () => Promise<unknown> }[]}
 */
export const CHECKS = [
  check('types', '类型：shared、server、test', tool(TSC, '-b', 'test')),
  check('types', '类型：admin', tool(TSC, '--noEmit', '-p', 'admin')),
  check('types', '类型：admin 的测试', tool(TSC, '--noEmit', '-p', 'test/tsconfig.admin-specs.json')),
  check('types', '类型：miniprogram', tool(TSC, '--noEmit', '-p', 'miniprogram')),
  check('lint', '代码规范 eslint', tool('node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0')),
  check(
    'imports',
    '引用方向 dependency-cruiser',
    tool(
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      ...SOURCES,
    ),
  ),
  check('unused', '无用代码与依赖 knip', tool('node_modules/knip/bin/knip.js', '--no-progress')),
  check('api', '接口类型与控制器一致', tool('server/setup/api-types.mjs', '--check')),
  { group: 'build', title: '构建 console、sidebar、H5', work: () => buildChanged() },
]

function check(group, title, { command, args }) {
  return { group, title, work: () => run(command, args, { cwd: ROOT }) }
}
