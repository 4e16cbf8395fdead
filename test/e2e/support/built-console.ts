import { execFile } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.resolve(__dirname, '../../..')
const SOURCES = ['admin/src', 'admin/sidebar', 'admin/public', 'admin/index.html', 'admin/vite.config.ts', 'shared/src']

function newest(name: string): number {
  const stat = statSync(name, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(name).map((child) => newest(path.join(name, child))))
}

/** Builds the console and the sidebar (2 to 15 s) when they are missing or older than their sources. */
export async function builtConsole(): Promise<void> {
  const builtAt = statSync(path.join(root, 'admin/dist/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (builtAt >= Math.max(...SOURCES.map((source) => newest(path.join(root, source))))) return
  await promisify(execFile)('npm', ['run', 'build'], { cwd: path.join(root, 'admin'), maxBuffer: 1 << 24 })
}
