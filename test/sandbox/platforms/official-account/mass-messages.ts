import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { CrowdCounts } from '../../crowd/crowd-counts'
import { shanghaiDate } from '../../kernel/clock'
import { ok } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomDigits, randomMessageId } from '../../kernel/ids'
import { byteLength, type JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { idText, object, optionalText, text, texts, wholeNumber } from '../../kernel/validate'
import type { InboxMessage } from '../../people/inbox'
import type { Person } from '../../people/people'
import { shownMessage, type MediaLook } from '../../people/shown-message'
import type { Followers } from './followers'
import type { Tags } from './tags'
import type { Users } from './users'

interface Job {
  msgId: string
  dataId: string
  status: 'SENDING' | 'SEND_SUCCESS' | 'SEND_FAIL' | 'DELETE'
  kind: string
  content: JsonObject
  group: { all: true } | { tagId: number } | { numbers: number[] }
  createdAt: number
}

const LIMITS = { perMonth: 4, atLeast: 2, atMost: 10_000, clientIdBytes: 64, previewsPerDay: 100 }
const SENDING_MS = 500
const DAY_SECONDS = 86_400
/** How long a job can be asked about (unverified). */
const REMEMBERED_SECONDS = 90 * DAY_SECONDS
/** A send to very many lets other calls in between after so many people. */
const PAUSE_AFTER = 2000
const MINUTE_SECONDS = 60
/** For each speed step: people per minute, in units of 10 000. */
const SPEEDS = [80, 60, 45, 30, 10]
/** Pictures stand in a field of another name than their type. */
const CONTENT_FIELD: Record<string, string> = { image: 'images' }
const KINDS = ['mpnews', 'text', 'voice', 'image', 'mpvideo', 'wxcard']

/** Mass messages (protocol reference §1.11): every follower gets four per calendar month of Asia/Shanghai. */
export class MassMessages {
  private readonly jobs
  private readonly clientIds
  private readonly received
  private readonly crowd
  private readonly settings

  constructor(
    private readonly kernel: Kernel,
    private readonly followers: Followers,
    private readonly tags: Tags,
    private readonly users: Users,
    private readonly look: MediaLook,
  ) {
    const { appid } = followers.account
    this.jobs = kernel.store.map<Job>(`mass jobs ${appid}`)
    this.clientIds = kernel.store.map<{ msgId: string; at: number }>(`mass client ids ${appid}`)
    this.received = kernel.store.map<{ month: number; count: number }>(`mass received ${appid}`)
    this.crowd = new CrowdCounts(kernel.crowd, kernel.store)
    this.settings = kernel.store.map<number>(`mass settings ${appid}`)
    kernel.housekeeping.rule(this.jobs, ({ createdAt }, now) => now - createdAt > REMEMBERED_SECONDS)
    kernel.housekeeping.rule(this.clientIds, ({ at }, now) => now - at > DAY_SECONDS)
    kernel.housekeeping.rule(this.received, ({ month }, now) => month !== monthOf(now))
    kernel.timers.register<{ msgId: string }>('mass sent', ({ msgId }, at) => this.finish(msgId, at))
  }

  sendToTag(body: JsonObject): Record<string, unknown> {
    const filter = object(body, 'filter', 40035)
    const all = filter.is_to_all
    if (all !== undefined && typeof all !== 'boolean') throw new PlatformError(40035)
    return this.submit(body, all === true ? { all } : { tagId: this.tags.requireTag(filter, 'tag_id') })
  }

  sendToPeople(body: JsonObject): Record<string, unknown> {
    const openids = texts(body, 'touser', 40003)
    if (openids.length < LIMITS.atLeast) throw new PlatformError(40130)
    if (openids.length > LIMITS.atMost) throw new PlatformError(45019)
    const people = openids.map((openid) => this.followers.byOpenid(openid))
    return this.submit(body, { numbers: [...new Set(people.map(({ number }) => number))] })
  }

  preview(body: JsonObject): Record<string, unknown> {
    const name = optionalText(body, 'towxname', 40132)
    const { kernel, followers } = this
    const person =
      name === undefined ? followers.byOpenid(text(body, 'touser', 40003)) : kernel.people.search(name, 1).items[0]
    if (person === undefined) throw new PlatformError(40132)
    if (followers.state(person)?.subscribed !== true) throw new PlatformError(43004)
    const { kind, content } = this.readContent(body)
    if (name !== undefined) kernel.quota.take(`mass preview ${followers.account.appid}`, LIMITS.previewsPerDay, 'day')
    this.deliver(person, kind, content)
    return ok({ errmsg: 'preview success', msg_id: BigInt(randomMessageId()) })
  }

  status(body: JsonObject): Record<string, unknown> {
    const job = this.require(body)
    return { msg_id: BigInt(job.msgId), msg_status: job.status }
  }

  /** Only articles and videos can be taken back; the card in the chat stays. */
  remove(body: JsonObject): Record<string, unknown> {
    const job = this.require(body)
    wholeNumber(body, 'article_idx', 0, 40035)
    if (job.kind !== 'mpnews' && job.kind !== 'mpvideo') throw new PlatformError(40008)
    job.status = 'DELETE'
    return ok()
  }

  speed(): Record<string, unknown> {
    const speed = this.settings.get('speed') ?? 0
    return { speed, realspeed: SPEEDS[speed] }
  }

  setSpeed(body: JsonObject): Record<string, unknown> {
    const speed = wholeNumber(body, 'speed', -1, 45083)
    if (SPEEDS[speed] === undefined) throw new PlatformError(45083)
    this.settings.set('speed', speed)
    return ok()
  }

  private submit(body: JsonObject, group: Job['group']): Record<string, unknown> {
    const { kernel } = this
    const { kind, content } = this.readContent(body)
    const given = optionalText(body, 'clientmsgid', 45067)
    if (given !== undefined && byteLength(given) > LIMITS.clientIdBytes) throw new PlatformError(45067)
    const clientId = given ?? digest({ kind, content, group })
    this.refuseRepeat(clientId)
    const msgId = randomMessageId()
    const now = kernel.clock.nowSeconds()
    this.clientIds.set(clientId, { msgId, at: now })
    const dataId = `2247${randomDigits(6)}`
    this.jobs.set(msgId, { msgId, dataId, status: 'SENDING', kind, content, group, createdAt: now })
    kernel.timers.after(SENDING_MS, 'mass sent', { msgId })
    return ok({
      errmsg: 'send job submission success',
      msg_id: BigInt(msgId),
      ...(kind === 'mpnews' ? { msg_data_id: BigInt(dataId) } : {}),
    })
  }

  /** Within a minute 45066, within 24 hours 45065 with the job that exists. */
  private refuseRepeat(clientId: string): void {
    const known = this.clientIds.get(clientId)
    if (known === undefined) return
    const age = this.kernel.clock.nowSeconds() - known.at
    if (age < MINUTE_SECONDS) throw new PlatformError(45066)
    if (age < DAY_SECONDS) throw new PlatformError(45065, undefined, { msg_id: BigInt(known.msgId) })
  }

  private readContent(body: JsonObject): { kind: string; content: JsonObject } {
    const kind = text(body, 'msgtype', 40008)
    if (!KINDS.includes(kind)) throw new PlatformError(40008)
    const content = object(body, CONTENT_FIELD[kind] ?? kind, kind === 'text' ? 44004 : 40007)
    if (kind === 'text') text(content, 'content', 44004)
    else if (kind === 'wxcard') text(content, 'card_id', 40035)
    else {
      const ids = kind === 'image' ? texts(content, 'media_ids', 40007) : [text(content, 'media_id', 40007)]
      if (ids.length === 0 || ids.some((id) => this.look(id) === undefined)) throw new PlatformError(40007)
    }
    return { kind, content }
  }

  private async finish(msgId: string, at: number): Promise<void> {
    const job = this.jobs.get(msgId)
    if (job?.status !== 'SENDING') return
    const failure = this.kernel.outcomes.take('mass')
    const month = monthOf(at)
    const counts = { total: 0, filtered: 0, sent: 0 }
    for (const person of failure === undefined ? this.receivers(job) : []) {
      counts.total += 1
      if (counts.total % PAUSE_AFTER === 0) await breathe()
      if (this.jobs.get(msgId) !== job) return // everybody was forgotten meanwhile
      if (this.users.isBlacklisted(person) || !this.mayReceive(person, 'all' in job.group, month)) {
        counts.filtered += 1
        continue
      }
      counts.sent += 1
      // The phones of a crowd that nobody has picked anybody out of are not looked at.
      if (!this.kernel.people.isUnknown(person)) this.deliver(person, job.kind, job.content)
    }
    if ('all' in job.group && failure === undefined) this.countNamed('', month)
    // It may have been taken back meanwhile.
    if (this.statusOf(job) === 'SENDING')
      this.jobs.set(msgId, Object.assign(job, { status: failure === undefined ? 'SEND_SUCCESS' : 'SEND_FAIL' }))
    const articles =
      job.kind === 'mpnews' && failure === undefined
        ? (this.look(String(job.content.media_id))?.articles?.length ?? 0)
        : 0
    this.followers.pushJob(
      {
        Event: 'MASSSENDJOBFINISH',
        MsgID: BigInt(msgId),
        Status: failure ?? 'send success',
        TotalCount: counts.total,
        FilterCount: counts.sent,
        SentCount: counts.sent,
        ErrorCount: 0,
        CopyrightCheckResult: { Count: 0, ResultList: '', CheckState: 0 },
        ArticleUrlResult: {
          Count: articles,
          ResultList: {
            item: Array.from({ length: articles }, (_, place) => ({
              ArticleIdx: place + 1,
              ArticleUrl: this.articleUrl(job, place + 1),
            })),
          },
        },
      },
      at,
    )
  }

  private articleUrl(job: Job, index: number): string {
    return `${this.kernel.publicUrl()}/mp.weixin.qq.com/s/${String(job.content.media_id)}?idx=${index}`
  }

  /** Whoever stopped following in the meantime is not among them. */
  private *receivers({ group }: Job): Generator<Person> {
    if ('numbers' in group) {
      for (const number of group.numbers) {
        const person = this.kernel.people.numbered(number)
        if (person !== undefined && this.followers.state(person)?.subscribed === true) yield person
      }
      return
    }
    for (const { person, state } of this.followers.walk())
      if ('all' in group || state.tagIds.includes(group.tagId)) yield person
  }

  /** Counts one more for this person; sends to everybody are counted once for all. */
  private mayReceive(person: Person, toAll: boolean, month: number): boolean {
    const index = this.kernel.crowd.indexOf(person.number)
    const own = index === undefined ? this.countOf(person.id, month) : this.crowd.of(index, month)
    if (own + this.countOf('', month) >= LIMITS.perMonth) return false
    if (toAll) return true
    if (index === undefined) this.countNamed(person.id, month)
    else this.crowd.add(index, month)
    return true
  }

  private statusOf(job: Job): Job['status'] {
    return job.status
  }

  private countOf(key: string, month: number): number {
    const row = this.received.get(key)
    return row?.month === month ? row.count : 0
  }

  private countNamed(key: string, month: number): void {
    this.received.set(key, { month, count: this.countOf(key, month) + 1 })
  }

  private deliver(person: Person, kind: string, content: JsonObject): void {
    const shown =
      kind === 'image'
        ? {
            attachments: texts(content, 'media_ids', 40007).map((id) => ({
              kind: 'image' as const,
              imageUrl: this.look(id)?.url,
            })),
          }
        : shownMessage(kind, content, this.look)
    const attachments: InboxMessage['attachments'] = shown.attachments?.map((item, place) =>
      kind === 'mpnews'
        ? { ...item, url: `${this.kernel.publicUrl()}/mp.weixin.qq.com/s/${String(content.media_id)}?idx=${place + 1}` }
        : item,
    )
    this.kernel.inbox.deliver(person, {
      kind: 'mass',
      from: this.followers.sender(),
      ...shown,
      ...(attachments === undefined ? {} : { attachments }),
    })
  }

  private require(body: JsonObject): Job {
    const job = this.jobs.get(idText(body, 'msg_id', 40059))
    if (job === undefined) throw new PlatformError(40059)
    return job
  }
}

/** The month in Asia/Shanghai, counted from year 0. */
function monthOf(seconds: number): number {
  const [year = 0, month = 0] = shanghaiDate(seconds * 1000)
    .month.split('-')
    .map(Number)
  return year * 12 + month
}

/** Who leaves `clientmsgid` out gets one made of content and group (the platform's way is unverified). */
function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
