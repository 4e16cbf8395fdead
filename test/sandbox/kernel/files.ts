import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from './clock'
import type { Store } from './store'

export interface FileRow {
  name: string
  contentType: string
  bytes: number
  /** Unix seconds of sandbox time; absent means that it stays. */
  expiresAt?: number
}

export interface NewFile {
  name: string
  contentType: string
  content: Buffer
}

const MEGABYTE = 1024 * 1024
const KEPT_BYTES = { onDisk: 1024 * MEGABYTE, inMemory: 64 * MEGABYTE }

/**
 * Uploaded files of all platforms, up to a total size: those that have expired go first, then the oldest. With a
 * folder they lie there, otherwise in memory.
 */
export class Files {
  private readonly rows
  private readonly memory = new Map<string, Buffer>()
  private readonly folder: string | undefined
  private readonly keptBytes: number
  private readonly listeners: ((id: string) => void)[] = []
  private bytes = 0

  constructor(
    store: Store,
    private readonly clock: Clock,
    dataDir?: string,
    keptBytes?: number,
  ) {
    this.rows = store.map<FileRow>('files')
    this.folder = dataDir === undefined ? undefined : join(dataDir, 'files')
    this.keptBytes = keptBytes ?? KEPT_BYTES[dataDir === undefined ? 'inMemory' : 'onDisk']
    if (this.folder !== undefined) this.open(this.folder)
    for (const { bytes } of this.rows.values()) this.bytes += bytes
    store.onClear(() => this.clear())
  }

  /** @param lifeSeconds how long it can be used; absent means for good */
  put(id: string, { name, contentType, content }: NewFile, lifeSeconds?: number): void {
    const expires = lifeSeconds === undefined ? {} : { expiresAt: this.clock.nowSeconds() + lifeSeconds }
    if (this.folder === undefined) this.memory.set(id, content)
    else writeFileSync(join(this.folder, id), content)
    this.rows.set(id, {
      name,
      contentType: contentType || 'application/octet-stream',
      bytes: content.length,
      ...expires,
    })
    this.bytes += content.length
    this.prune()
  }

  /** A file that can still be used. */
  find(id: string): FileRow | undefined {
    const row = this.rows.get(id)
    return row === undefined || this.isExpired(row) ? undefined : row
  }

  /** Its bytes, or undefined when it cannot be used (any more). */
  read(id: string): Buffer | undefined {
    if (this.find(id) === undefined) return undefined
    if (this.folder === undefined) return this.memory.get(id)
    try {
      return readFileSync(join(this.folder, id))
    } catch {
      return undefined // somebody emptied the folder
    }
  }

  remove(id: string): void {
    const row = this.rows.get(id)
    if (row === undefined) return
    this.rows.delete(id)
    this.bytes -= row.bytes
    this.memory.delete(id)
    for (const listener of this.listeners) listener(id)
    if (this.folder !== undefined) rmSync(join(this.folder, id), { force: true })
  }

  /** Called whenever a file goes, for what somebody keeps about it. */
  onRemove(listener: (id: string) => void): void {
    this.listeners.push(listener)
  }

  private isExpired({ expiresAt }: FileRow): boolean {
    return expiresAt !== undefined && expiresAt <= this.clock.nowSeconds()
  }

  private prune(): void {
    for (const [id, row] of this.rows) if (this.isExpired(row)) this.remove(id)
    for (const id of this.rows.keys()) {
      if (this.bytes <= this.keptBytes || this.rows.size === 1) return
      this.remove(id)
    }
  }

  /** What was written just before a crash, and is in nobody's list, goes. */
  private open(folder: string): void {
    mkdirSync(folder, { recursive: true })
    for (const id of readdirSync(folder)) if (!this.rows.has(id)) rmSync(join(folder, id), { force: true })
  }

  private clear(): void {
    this.bytes = 0
    this.memory.clear()
    if (this.folder === undefined) return
    rmSync(this.folder, { recursive: true, force: true })
    mkdirSync(this.folder, { recursive: true })
  }
}
