import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SNAPSHOT = 'sandbox-state.json'

type Row = unknown

/**
 * All that the sandbox remembers, as named maps of plain JSON rows. With a folder the maps are written there as one
 * file (written aside, then renamed), so that people and followers survive a restart just as they would at Tencent.
 */
export class Store {
  private readonly maps = new Map<string, Map<string, Row>>()
  private readonly listeners: (() => void)[] = []
  private dirty = false
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly folder?: string) {
    if (folder === undefined) return
    mkdirSync(folder, { recursive: true })
    this.load(join(folder, SNAPSHOT))
    this.timer = setInterval(() => this.flush(), 1000)
    this.timer.unref()
  }

  /** The map of that name; the caller names the row type it keeps there. */
  map<T>(name: string): Map<string, T> {
    let found = this.maps.get(name)
    if (found === undefined) {
      found = new Map()
      this.maps.set(name, found)
    }
    return found as Map<string, T>
  }

  /** Says that rows may have changed; the next tick of the writer puts them on disk. */
  touch(): void {
    this.dirty = true
  }

  /** A number that never repeats within this store, counted per name from 1. */
  next(counter: string): number {
    const counters = this.map<number>('counters')
    const value = (counters.get(counter) ?? 0) + 1
    counters.set(counter, value)
    return value
  }

  /** Called after everything was forgotten, for what somebody keeps beside the rows. */
  onClear(listener: () => void): void {
    this.listeners.push(listener)
  }

  clear(): void {
    for (const map of this.maps.values()) map.clear()
    for (const listener of this.listeners) listener()
    this.touch()
  }

  close(): void {
    if (this.timer !== undefined) clearInterval(this.timer)
    this.flush()
  }

  private flush(): void {
    if (!this.dirty || this.folder === undefined) return
    this.dirty = false
    const file = join(this.folder, SNAPSHOT)
    const content = Object.fromEntries([...this.maps].map(([name, map]) => [name, [...map]]))
    // A stored request may hold a number of more than 53 bits, which JSON.stringify refuses.
    const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)
    writeFileSync(`${file}.new`, JSON.stringify(content, plain))
    renameSync(`${file}.new`, file)
  }

  private load(file: string): void {
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch {
      return // a first start has no snapshot
    }
    const content = JSON.parse(text) as Record<string, [string, Row][]>
    for (const [name, rows] of Object.entries(content)) {
      const map = this.map<Row>(name)
      for (const [key, row] of rows) map.set(key, row)
    }
  }
}
