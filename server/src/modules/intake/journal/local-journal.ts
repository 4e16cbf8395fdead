import { join } from 'node:path'
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common'
import { CONFIG, type Config } from '../../../platform/config'
import { answeredWithin, isRecordAway } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Readiness, type ReadinessNote } from '../../../platform/health/readiness'
import { LOGGER, type Logger } from '../../../platform/logger'
import { SecretBox } from '../../../platform/secret-box'
import { GroupCommit } from '../group-commit'
import { isConflict } from '../intake.policy'
import { IntakeWorker } from '../intake-worker'
import { MessageStore, type NewMessage } from '../message-store'
import { openEntry, sealEntry } from './journal-entry'
import { JournalFolders, type HeldFolder } from './journal-folders'
import { SetAside } from './set-aside'

export interface JournalState {
  /** Messages that are safe on this process's disk and not in the record yet. */
  waiting: number
  bytes: number
  /** Since when messages go through the journal; null while it is not needed. */
  since: Date | null
  /** Whether the record could not be reached at the last try. */
  recordAway: boolean
}

const DRAIN_AT_ONCE = 200
const DRAIN_WITHIN_MS = 10_000
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 1_000
const HEARTBEAT_MS = 5_000

/**
 * Stands in for the record while that is away: messages are flushed to a file of this process and brought into the record
 * in the order of their arrival once it is back. As long as anything waits, everything that comes goes the same way, so
 * that nobody's later message overtakes an earlier one. (Two processes keep two journals: between them the order is
 * that of the draining.) An entry may reach the record twice, after a crash while draining; its key makes that harmless.
 *
 * A process that starts while the record is away does not come up, and so refuses the platforms, which send again:
 * nothing but messages is kept on disk.
 */
@Injectable()
export class LocalJournal
  implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private readonly folders: JournalFolders
  private readonly appends: GroupCommit<Buffer, void>
  /** Oldest first; only the last one can be ours to write to. */
  private held: HeldFolder[] = []
  private own: HeldFolder | null = null
  private appending = 0
  private since: Date | null = null
  private away = false
  private stopping = false
  private running = false
  private draining: Promise<void> = Promise.resolve()
  private heartbeat: NodeJS.Timeout | undefined
  private wakeUp: () => void = () => undefined

  constructor(
    private readonly store: MessageStore,
    private readonly worker: IntakeWorker,
    private readonly box: SecretBox,
    private readonly setAside: SetAside,
    readiness: Readiness,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    readiness.tell(() => noteOf(this.state()))
    this.folders = new JournalFolders(join(config.dataDir, 'intake-journal'))
    const options = { waitMs: 2, maxRows: 400, maxWrites: 1, alone: () => false }
    this.appends = new GroupCommit((entries) => this.write(entries), options)
  }

  /** Before the first request: what an earlier process left goes first. */
  async onModuleInit(): Promise<void> {
    await this.adopt()
  }

  onApplicationBootstrap(): void {
    this.heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MS)
    this.heartbeat.unref()
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true
    clearInterval(this.heartbeat)
    this.wakeUp()
    await this.draining
  }

  /** Comes after the last request. */
  async onApplicationShutdown(): Promise<void> {
    for (const folder of this.held.splice(0)) await this.folders.release(folder).catch(() => undefined)
  }

  /** Whether messages go through the journal now. */
  get carries(): boolean {
    return this.since !== null
  }

  state(): JournalState {
    return { waiting: this.waiting(), bytes: this.bytes(), since: this.since, recordAway: this.away }
  }

  /**
   * Takes a message in place of the record. It is durable when this returns.
   * @throws INTAKE_JOURNAL_FULL, INTAKE_JOURNAL_UNWRITABLE: the sender must not be told that it is safe
   */
  async add(message: NewMessage): Promise<void> {
    if (!this.carries) {
      this.since = new Date()
      this.away = true
      this.logger.warn('数据库不可用，消息先记入本地日志')
    }
    this.appending += 1
    try {
      await this.appends.add(sealEntry(this.box, message))
    } finally {
      this.appending -= 1
      this.startDraining()
    }
  }

  /** @returns whether the journal is empty, after waiting for that for at most `milliseconds` */
  async emptiedWithin(milliseconds: number): Promise<boolean> {
    const deadline = Date.now() + milliseconds
    while (this.carries && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20))
    return !this.carries
  }

  private async write(entries: Buffer[]): Promise<void[]> {
    const bytes = entries.reduce((sum, { length }) => sum + length, 0)
    if (this.bytes() + bytes > this.config.intakeJournalMaxBytes) throw new AppError('INTAKE_JOURNAL_FULL')
    try {
      const folder = await this.ownFolder()
      await folder.log.append(entries)
      if (!(await this.folders.isOurs(folder))) throw new Error('the journal folder was taken over')
    } catch (cause) {
      await this.retireOwn()
      throw new AppError('INTAKE_JOURNAL_UNWRITABLE', { cause })
    }
    return entries.map(() => undefined)
  }

  /** What failed once is not written to again; entries that are safe in it still wait to be drained. */
  private async retireOwn(): Promise<void> {
    const { own } = this
    this.own = null
    if (own?.log.waiting === 0) await this.letGo(own).catch(() => undefined)
  }

  private async ownFolder(): Promise<HeldFolder> {
    if (this.own) return this.own
    this.own = await this.folders.create()
    this.held.push(this.own)
    return this.own
  }

  private startDraining(): void {
    if (this.running || this.stopping) return
    this.running = true
    this.draining = this.drain().finally(() => (this.running = false))
  }

  private async drain(): Promise<void> {
    let pause = FIRST_PAUSE_MS
    while (!this.stopping) {
      const folder = this.held.find(({ log }) => log.waiting > 0)
      if (!folder && this.appending === 0) return this.rest()
      try {
        if (folder) await this.drainSome(folder)
        else await this.idle(1)
        pause = FIRST_PAUSE_MS
      } catch (error) {
        this.away = isRecordAway(error)
        if (!this.away) this.logger.error({ err: error }, '本地日志里的消息没有补入数据库')
        await this.idle(pause)
        pause = Math.min(LONGEST_PAUSE_MS, pause * 2)
      }
    }
  }

  private async drainSome(folder: HeldFolder): Promise<void> {
    if (!(await this.folders.isOurs(folder))) {
      // Somebody believed us dead, for example because the machine slept: the entries are theirs to bring in.
      this.held = this.held.filter((other) => other !== folder)
      return
    }
    const entries = await folder.log.peek(DRAIN_AT_ONCE)
    await this.bringIn(entries)
    this.away = false
    await folder.log.drop(entries.length)
    this.worker.wake()
    if (folder !== this.own && folder.log.waiting === 0) await this.letGo(folder)
  }

  /** Puts entries into the record. One that the record refuses for its own sake is set aside and does not hold up others. */
  private async bringIn(entries: Buffer[]): Promise<void> {
    try {
      await answeredWithin(DRAIN_WITHIN_MS, this.store.insert(entries.map((entry) => openEntry(this.box, entry))))
    } catch (error) {
      if (isRecordAway(error) || isConflict(error)) throw error
      const [only] = entries
      if (entries.length > 1) {
        for (const entry of entries) await this.bringIn([entry])
      } else if (only) {
        await this.setAside.keep(only)
        this.logger.error({ err: error }, '本地日志中有一条消息无法写入数据库，已另存在 set-aside 目录')
      }
    }
  }

  private async letGo(folder: HeldFolder): Promise<void> {
    this.held = this.held.filter((other) => other !== folder)
    await this.folders.remove(folder)
  }

  /** Nothing waits and nothing is being added: from this very moment messages may go straight to the record again. */
  private rest(): void {
    this.logger.info({ since: this.since }, '本地日志已清空')
    this.since = null
    this.away = false
    this.own = null
    // Whoever needs a journal again gets a new folder, so these can be tidied up in peace.
    for (const folder of this.held.splice(0)) {
      void this.folders.remove(folder).catch((error: unknown) => this.logger.warn({ err: error }, '本地日志没有清理'))
    }
  }

  private async adopt(): Promise<void> {
    const adopted = await this.folders.adopt()
    if (adopted.length === 0) return
    // What others left is older than whatever we have just begun to keep.
    this.held.unshift(...adopted)
    this.since ??= new Date()
    this.logger.warn({ waiting: this.waiting() }, '接手了上一个进程留下的本地日志')
    this.startDraining()
  }

  private async beat(): Promise<void> {
    try {
      for (const folder of this.held) await this.folders.renew(folder)
      await this.adopt()
    } catch (error) {
      this.logger.warn({ err: error }, '本地日志目录检查失败')
    }
  }

  private waiting(): number {
    return this.held.reduce((sum, { log }) => sum + log.waiting, 0)
  }

  private bytes(): number {
    return this.held.reduce((sum, { log }) => sum + log.bytes, 0)
  }

  private async idle(milliseconds: number): Promise<void> {
    if (this.stopping) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

function noteOf({ waiting, since, recordAway }: JournalState): ReadinessNote | null {
  if (!since) return null
  const reason = recordAway ? '数据库不可用，消息记入本地日志' : '本地日志正在补入数据库'
  return { about: 'intake-journal', message: `${reason}：等待 ${waiting} 条，自 ${since.toISOString()} 起` }
}
