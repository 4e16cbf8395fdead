import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SERVER = join(__dirname, '../../server/src')

/** Server code without tests, as one text per file. */
export function serverSources(): { file: string; text: string }[] {
  return readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => ({ file, text: readFileSync(join(SERVER, file), 'utf8') }))
}
