import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { SegmentLog, syncFolder } from './segment-log'

/** A folder that this process holds. */
export interface HeldFolder {
  path: string
  ownerFile: string
  log: SegmentLog
}

const OWNER = /^owner,([^,]*),(\d+),([0-9a-f]+)$/
const RELEASED = 'owner,,0,00'

/** An owner that cannot be asked whether it lives (another machine or container) counts as dead after this silence. */
const SILENT_FOR_MS = 30_000

/** Owners in this very process: several servers may run in one. */
const ownTokens = new Set<string>()

const hostName = hostname().replace(/[^\w.-]/g, '_')

/**
 * Which process keeps its journal in which folder below `root`. Each folder names its owner in the name of a file, so
 * taking over a dead one's folder is one atomic rename that only one of many can win.
 */
export class JournalFolders {
  constructor(private readonly root: string) {}

  /** Makes a folder of our own. */
  async create(): Promise<HeldFolder> {
    const token = randomBytes(8).toString('hex')
    const path = join(this.root, `${Date.now().toString().padStart(15, '0')}-${token}`)
    const ownerFile = join(path, ownerName(token))
    await mkdir(path, { recursive: true, mode: 0o700 })
    await writeFile(ownerFile, '')
    await syncFolder(this.root)
    ownTokens.add(token)
    return { path, ownerFile, log: await SegmentLog.open(path) }
  }

  /** Takes over the folders of dead or departed processes, oldest first. Empty ones are removed. */
  async adopt(): Promise<HeldFolder[]> {
    const adopted: HeldFolder[] = []
    for (const name of (await readdir(this.root).catch(() => [])).sort()) {
      const held = await this.adoptOne(join(this.root, name))
      if (!held) continue
      if (held.log.waiting > 0) adopted.push(held)
      else await this.remove(held)
    }
    return adopted
  }

  /** Says that we live. @throws when the folder is no longer ours */
  async renew({ ownerFile }: HeldFolder): Promise<void> {
    const now = new Date()
    await utimes(ownerFile, now, now)
  }

  /** False when somebody who believed us dead has taken the folder over. */
  async isOurs({ ownerFile }: HeldFolder): Promise<boolean> {
    return stat(ownerFile).then(
      () => true,
      () => false,
    )
  }

  /** Gives a folder away: whoever comes next may have it at once. One without entries disappears. */
  async release(held: HeldFolder): Promise<void> {
    await held.log.close()
    if (held.log.waiting === 0) return this.remove(held)
    ownTokens.delete(tokenOf(held.ownerFile))
    await rename(held.ownerFile, join(held.path, RELEASED))
  }

  /** Removes a folder whose entries have all been dropped. */
  async remove(held: HeldFolder): Promise<void> {
    await held.log.close()
    await rm(held.ownerFile, { force: true })
    await rmdir(held.path)
    ownTokens.delete(tokenOf(held.ownerFile))
  }

  private async adoptOne(path: string): Promise<HeldFolder | null> {
    const files = await readdir(path).catch(() => [])
    const owner = files.find((file) => OWNER.test(file))
    if (owner === undefined || (await isAlive(path, owner))) return null
    const token = randomBytes(8).toString('hex')
    const ownerFile = join(path, ownerName(token))
    ownTokens.add(token)
    try {
      // Fresh before it is ours, so that nobody sees our name with the dead one's silence.
      const now = new Date()
      await utimes(join(path, owner), now, now)
      await rename(join(path, owner), ownerFile)
    } catch {
      ownTokens.delete(token)
      return null
    }
    return { path, ownerFile, log: await SegmentLog.open(path) }
  }
}

const ownerName = (token: string): string => `owner,${hostName},${process.pid},${token}`
const tokenOf = (ownerFile: string): string => ownerFile.slice(ownerFile.lastIndexOf(',') + 1)

async function isAlive(path: string, owner: string): Promise<boolean> {
  const [, host = '', pid = '0', token = ''] = OWNER.exec(owner) ?? []
  if (owner === RELEASED) return false
  if (ownTokens.has(token)) return true
  if (host === hostName) {
    // Our own number on a folder that is not ours was our predecessor's: containers start their first process as 1.
    if (Number(pid) === process.pid || !isRunning(Number(pid))) return false
  }
  const { mtimeMs } = await stat(join(path, owner)).catch(() => ({ mtimeMs: Date.now() }))
  return Date.now() - mtimeMs < SILENT_FOR_MS
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
