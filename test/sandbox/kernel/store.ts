import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Snapshot } from './snapshot'
import { TrackedMap } from './tracked-map'

type Row = unknown

const TICK_MS = 1000
/** Writing may take one part in so many of the time: the larger the state, the rarer it is written. */
const SHARE_OF_TIME = 20

/**
 * All that the sandbox remembers, as named maps of plain JSON rows. With a folder the maps that changed are written
 * there again and again, so that people and followers survive a restart just as they would at Tencent.
 */
export class Store {
  private readonly maps = new Map<string, TrackedMap<string, Row>>()
  private readonly listeners: (() => void)[] = []
  private readonly snapshot: Snapshot | undefined
  private readonly timer: NodeJS.Timeout | undefined
  private acted = false
  private notBefore = 0
  private failing = false

  /** @param folder where to keep the state; without it everything is forgotten at the end */
  constructor(folder?: string) {
    if (folder === undefined) return
    mkdirSync(folder, { recursive: true })
    this.snapshot = new Snapshot(join(folder, 'state'))
    for (const name of this.snapshot.names()) {
      const map = this.map<Row>(name)
      for (const [key, row] of this.snapshot.read(name)) map.set(key, row)
    }
    for (const map of this.maps.values()) map.markWritten()
    this.timer = setInterval(() => {
      if (performance.now() >= this.notBefore) this.flush()
    }, TICK_MS)
    this.timer.unref()
  }

  /** The map of that name; the caller names the row type it keeps there. */
  map<T>(name: string): Map<string, T> {
    let found = this.maps.get(name)
    if (found === undefined) {
      found = new TrackedMap()
      this.maps.set(name, found)
    }
    return found as Map<string, unknown> as Map<string, T>
  }

  /** Says that rows that were taken out may have been changed in place. */
  touch(): void {
    this.acted = true
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
  }

  close(): void {
    clearInterval(this.timer)
    this.flush()
  }

  /** A disk that cannot be written to must not end the sandbox: the same rows are tried again later. */
  private flush(): void {
    const { snapshot } = this
    if (snapshot === undefined) return
    const dirty = [...this.maps].filter(([, map]) => map.isDirty(this.acted))
    this.acted = false
    if (dirty.length === 0) return
    const started = performance.now()
    try {
      snapshot.write(dirty.map(([name, map]) => [name, map.rows()]))
      for (const [, map] of dirty) map.markWritten()
      if (this.failing) process.stderr.write('sandbox state: can be written again\n')
      this.failing = false
    } catch (error) {
      this.acted = true
      if (!this.failing)
        process.stderr.write(`sandbox state not written: ${error instanceof Error ? error.message : 'error'}\n`)
      this.failing = true
    }
    const ended = performance.now()
    this.notBefore = ended + (ended - started) * SHARE_OF_TIME
  }
}
