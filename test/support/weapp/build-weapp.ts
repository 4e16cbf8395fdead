import { execFile } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.resolve(__dirname, '../../..')
const project = path.join(root, 'miniprogram')

/** The address that the build is made for; simulators map it to a server of their own. */
export const BUILT_FOR = 'http://127.0.0.1:3000'

function newest(name: string): number {
  const stat = statSync(name, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(name).map((child) => newest(path.join(name, child))))
}

/**
 * The folder of the built mini-program. Builds it (about 15 s, 6 s with webpack's cache) when it is missing or older than its sources.
 */
export async function builtWeapp(): Promise<string> {
  const built = path.join(project, 'dist/weapp')
  const sources = [
    path.join(project, 'src'),
    path.join(project, 'config'),
    path.join(project, 'package.json'),
    path.join(root, 'shared/src'),
  ]
  const builtAt = statSync(path.join(built, 'app.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (builtAt < Math.max(...sources.map(newest))) {
    await promisify(execFile)('npm', ['run', 'build:weapp'], {
      cwd: project,
      env: { ...process.env, API_BASE: BUILT_FOR },
      maxBuffer: 1 << 24,
    })
  }
  return built
}
