import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Inject, Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { CONFIG, type Config } from '../../../platform/config'
import { answeredWithin, isRecordAway } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Leases } from '../../../platform/lock'
import { LOGGER, type Logger } from '../../../platform/logger'
import { SecretBox } from '../../../platform/secret-box'
import { isConflict } from '../intake.policy'
import { IntakeWorker } from '../intake-worker'
import { MessageStore } from '../message-store'
import { openEntry } from './journal-entry'
import { syncFolder } from './segment-log'

const SUFFIX = '.entry'
const LEASE_SECONDS = 60
const WITHIN_MS = 10_000

/**
 * Entries of the local journals that the record refused to take for their own sake: acknowledged messages, so each stays
 * in a file of its own until the record takes it. All processes with one data folder share them.
 */
@Injectable()
export class SetAside {
  private readonly folder: string

  constructor(
    private readonly store: MessageStore,
    private readonly worker: IntakeWorker,
    private readonly box: SecretBox,
    private readonly leases: Leases,
    private readonly audit: AuditTrail,
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.folder = join(config.dataDir, 'intake-journal', 'set-aside')
  }

  /** Keeps an entry; it is durable when this returns. */
  async keep(entry: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    const path = join(this.folder, `${Date.now().toString().padStart(15, '0')}-${randomBytes(8).toString('hex')}`)
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(entry)
      await file.sync()
    } finally {
      await file.close()
    }
    // Only a whole one bears the name by which it is found.
    await rename(path, path + SUFFIX)
    await syncFolder(this.folder)
  }

  async count(): Promise<number> {
    return (await this.names()).length
  }

  /**
   * Offers them to the record again, oldest first; one that it still refuses stays.
   * @throws CONFLICT while somebody else does the same; RECORD_AWAY when the record is away: the rest stays then
   */
  async restore(): Promise<{ restored: number; left: number }> {
    try {
      const turn = await this.leases.tryRun('intake-journal-restore', LEASE_SECONDS, () => this.offerAll())
      if (!turn.held) throw new AppError('CONFLICT')
      const outcome = { restored: turn.result, left: await this.count() }
      this.audit.describe({ action: 'intake.restore', after: outcome })
      return outcome
    } catch (error) {
      throw isRecordAway(error) ? new AppError('RECORD_AWAY', { cause: error }) : error
    } finally {
      this.worker.wake()
    }
  }

  private async offerAll(): Promise<number> {
    let restored = 0
    for (const name of await this.names()) {
      if (!(await this.offer(join(this.folder, name)))) continue
      await rm(join(this.folder, name))
      restored += 1
    }
    // Goes only when it is empty; whoever sets an entry aside makes it again.
    await rmdir(this.folder).catch(() => undefined)
    return restored
  }

  private async offer(path: string): Promise<boolean> {
    const entry = await readFile(path)
    try {
      await answeredWithin(WITHIN_MS, this.store.insert([openEntry(this.box, entry)]))
      return true
    } catch (error) {
      if (isRecordAway(error) || isConflict(error)) throw error
      this.logger.error({ err: error }, '另存的消息仍然无法写入数据库')
      return false
    }
  }

  private async names(): Promise<string[]> {
    return (await readdir(this.folder).catch(() => [])).filter((name) => name.endsWith(SUFFIX)).sort()
  }
}
