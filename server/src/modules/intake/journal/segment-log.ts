import { open, readdir, readFile, truncate, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { frameOf, readFrames } from './frames'

interface Segment {
  path: string
  /** Entries that are durable and have not been dropped. */
  entries: number
  /** Everything before this offset is durable. */
  end: number
}

const SUFFIX = '.journal'
const SEGMENT_BYTES = 8 * 1024 * 1024

/**
 * A first-in-first-out list of byte strings in one folder, as append-only files of a few megabytes. What `append` has
 * returned from survives the end of the process and of the machine; a tail torn by either is cut when the log is opened.
 * Appends must not overlap; reading at the head may go on meanwhile.
 */
export class SegmentLog {
  private handle: FileHandle | null = null
  /** Entries of the first segment that were read and not dropped yet. */
  private ahead: Buffer[] = []
  private number = 0

  private constructor(
    private readonly folder: string,
    private readonly segments: Segment[],
  ) {
    this.number = segments.reduce((highest, { path }) => Math.max(highest, numberOf(path)), 0)
  }

  /** Opens what a folder holds. Torn tails are cut; a file without a whole entry is removed. */
  static async open(folder: string): Promise<SegmentLog> {
    const names = (await readdir(folder)).filter((name) => name.endsWith(SUFFIX)).sort()
    const segments: Segment[] = []
    for (const name of names) {
      const path = join(folder, name)
      const bytes = await readFile(path)
      const { payloads, end } = readFrames(bytes)
      if (payloads.length === 0) await unlink(path)
      else {
        if (end < bytes.length) await truncate(path, end)
        segments.push({ path, entries: payloads.length, end })
      }
    }
    return new SegmentLog(folder, segments)
  }

  /** Entries that wait. */
  get waiting(): number {
    return this.segments.reduce((sum, { entries }) => sum + entries, 0)
  }

  /** Bytes on the disk, those of dropped entries in unfinished files included. */
  get bytes(): number {
    return this.segments.reduce((sum, { end }) => sum + end, 0)
  }

  /**
   * Adds entries; they are durable when it returns.
   * @throws what the file system throws; then none of the entries counts, though they may come back after a crash
   */
  async append(payloads: Buffer[]): Promise<void> {
    const bytes = Buffer.concat(payloads.map(frameOf))
    const { handle, segment } = await this.tail()
    try {
      for (let written = 0; written < bytes.length;) {
        written += (await handle.write(bytes, written, bytes.length - written, segment.end + written)).bytesWritten
      }
      await handle.datasync()
    } catch (error) {
      // After a failed write or flush nobody knows what the file holds behind its good part: no more goes into it.
      await handle.truncate(segment.end).catch(() => undefined)
      await this.endTail()
      throw error
    }
    segment.end += bytes.length
    segment.entries += payloads.length
  }

  /** The oldest entries, at most `limit`, without taking them away. */
  async peek(limit: number): Promise<Buffer[]> {
    const first = this.segments.find(({ entries }) => entries > 0)
    if (!first) return []
    if (this.ahead.length < Math.min(limit, first.entries)) {
      // Appends go on while the file is read: what they add belongs to the next look.
      const { end, entries } = first
      const { payloads } = readFrames((await readFile(first.path)).subarray(0, end))
      this.ahead = payloads.slice(-entries)
    }
    return this.ahead.slice(0, limit)
  }

  /** Takes away the oldest `count` entries, all of them seen by the last `peek`. Files that are used up disappear. */
  async drop(count: number): Promise<void> {
    const first = this.segments.find(({ entries }) => entries > 0)
    if (!first) return
    this.ahead.splice(0, count)
    first.entries -= count
    if (first.entries > 0) return
    this.ahead = []
    const isTail = this.handle !== null && first === this.segments.at(-1)
    // The tail may be written to this very moment; it goes once it is full, or when everything is over.
    if (isTail) return
    this.segments.splice(this.segments.indexOf(first), 1)
    await unlink(first.path)
  }

  /** Closes the file; when nothing waits, removes what is left of used-up files. */
  async close(): Promise<void> {
    await this.endTail()
    for (const segment of this.segments.filter(({ entries }) => entries === 0)) await unlink(segment.path)
  }

  private async tail(): Promise<{ handle: FileHandle; segment: Segment }> {
    const last = this.segments.at(-1)
    if (this.handle && last && last.end < SEGMENT_BYTES) return { handle: this.handle, segment: last }
    await this.endTail()
    this.number += 1
    const segment = {
      path: join(this.folder, `${String(this.number).padStart(10, '0')}${SUFFIX}`),
      entries: 0,
      end: 0,
    }
    const handle = await open(segment.path, 'wx', 0o600)
    await syncFolder(this.folder)
    this.handle = handle
    this.segments.push(segment)
    return { handle, segment }
  }

  private async endTail(): Promise<void> {
    const { handle } = this
    this.handle = null
    await handle?.close().catch(() => undefined)
    const last = this.segments.at(-1)
    if (handle && last?.entries === 0) {
      this.segments.pop()
      await unlink(last.path).catch(() => undefined)
    }
  }
}

const numberOf = (path: string): number => Number(/(\d+)\.journal$/.exec(path)?.[1] ?? 0)

/** Makes the names in a folder durable; without it a new file may be gone after a power cut, its content with it. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
