import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { isObject } from './json'

const INDEX = 'index.json'
const CHUNK_CHARACTERS = 1024 * 1024

/**
 * Named maps on disk: one file of JSON lines per map, never overwritten, and an index that names the file of each map.
 * Changed maps get new files and the index is replaced last, so that a crash leaves the state of one moment.
 */
export class Snapshot {
  private files: Record<string, string> = {}
  private written = 0

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true })
    let index: string
    try {
      index = readFileSync(join(folder, INDEX), 'utf8')
    } catch {
      return // a first start has no snapshot
    }
    const content: unknown = JSON.parse(index)
    if (!isObject(content)) throw new Error(`${join(folder, INDEX)} is not the index of a sandbox`)
    this.files = Object.fromEntries(Object.entries(content).map(([name, file]) => [name, String(file)]))
    this.written = Math.max(0, ...Object.values(this.files).map((file) => parseInt(file, 10)))
  }

  names(): string[] {
    return Object.keys(this.files)
  }

  *read(name: string): Generator<[string, unknown]> {
    const content = readFileSync(join(this.folder, this.files[name] ?? ''))
    for (let from = 0; from < content.length;) {
      const end = content.indexOf(0x0a, from)
      yield JSON.parse(content.toString('utf8', from, end < 0 ? content.length : end)) as [string, unknown]
      if (end < 0) return
      from = end + 1
    }
  }

  /** @throws what the disk says; the state on disk is then what it was */
  write(maps: [string, Iterable<[string, unknown]>][]): void {
    const made: Record<string, string> = {}
    try {
      for (const [name, rows] of maps) {
        this.written += 1
        made[name] = `${this.written}.jsonl`
        writeLines(join(this.folder, made[name]), rows)
      }
      const next = { ...this.files, ...made }
      const index = join(this.folder, INDEX)
      writeFileSync(`${index}.new`, JSON.stringify(next))
      renameSync(`${index}.new`, index)
      const replaced = Object.keys(made).flatMap((name) => this.files[name] ?? [])
      this.files = next
      this.remove(replaced)
    } catch (error) {
      this.remove(Object.values(made))
      throw error
    }
  }

  private remove(files: string[]): void {
    for (const file of files) rmSync(join(this.folder, file), { force: true })
  }
}

/** In pieces: a text may not be longer than half a gigabyte, a map may. */
function writeLines(file: string, rows: Iterable<[string, unknown]>): void {
  const descriptor = openSync(file, 'w')
  try {
    let chunk = ''
    for (const row of rows) {
      chunk += `${JSON.stringify(row, plain)}\n`
      if (chunk.length < CHUNK_CHARACTERS) continue
      writeAll(descriptor, chunk)
      chunk = ''
    }
    writeAll(descriptor, chunk)
  } finally {
    closeSync(descriptor)
  }
}

/** One write may take less than all of it. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8')
  for (let from = 0; from < bytes.length;) from += writeSync(descriptor, bytes, from)
}

/** A stored request may hold a number of more than 53 bits, which JSON.stringify refuses. */
function plain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
