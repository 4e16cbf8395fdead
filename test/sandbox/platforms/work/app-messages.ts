import { ok, type Call, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { idText, optionalText, text, wholeNumber } from '../../kernel/validate'
import { readAppMessage, type AppMessageContent } from './app-message-content'
import { post } from './calls'
import type { Directory } from './directory'
import type { UseMedia } from './media'
import { appOf } from './settings'

/** A message of the app in a member's WeCom client. */
export interface AppMessage extends AppMessageContent {
  msgid: string
  /** By which a card is updated, once. */
  responseCode: string
  /** Sandbox time, ISO 8601 UTC. */
  at: string
}

const KEPT_PER_MEMBER = 100
const RECEIVERS = 1000
const PARTIES = 100
/** Above this a member gets no more in that minute or hour, and nobody is told. */
const PER_MEMBER_MINUTE = 30
const PER_MEMBER_HOUR = 1000
/** The company's accounts times this many person-times a day. */
const PER_ACCOUNT_DAY = 200
const RECALL_SECONDS = 24 * 3600
const LONGEST_DUPLICATE_SECONDS = 4 * 3600

/** What the app tells its own members (protocol reference §3.16). */
export class AppMessages {
  private readonly rows
  private readonly sent

  constructor(
    private readonly kernel: Kernel,
    private readonly directory: Directory,
    private readonly use: UseMedia,
  ) {
    this.rows = kernel.store.map<AppMessage[]>('app messages')
    /** Until when (unix seconds) the same message is not sent again, by its content. */
    this.sent = kernel.store.map<{ until: number; msgid: string }>('app messages sent')
  }

  /** Oldest first. */
  of(userid: string): AppMessage[] {
    return this.rows.get(userid) ?? []
  }

  /** Who does not exist is told back; only when nobody is left the call fails. */
  send({ body, grant }: Pick<Call, 'body' | 'grant'>): Record<string, unknown> {
    this.requireOwnAgent(body, grant)
    const content = readAppMessage(body, this.use)
    const { members, refused } = this.receivers(body)
    if (members.length === 0) throw new PlatformError(81013)
    const repeated = this.repetition(body)
    if (repeated !== undefined) return ok({ ...refused, msgid: repeated })
    const used = this.directory.all().length * PER_ACCOUNT_DAY
    for (let i = 0; i < members.length; i += 1) this.kernel.quota.take('app messages', used, 'day')
    const message = {
      msgid: randomText(64),
      responseCode: randomText(48),
      at: this.kernel.clock.now().toISOString(),
      ...content,
    }
    for (const userid of members) if (this.hasRoom(userid)) this.keep(userid, message)
    this.remember(body, message.msgid)
    return ok({
      ...refused,
      msgid: message.msgid,
      ...(content.kind === 'template_card' ? { response_code: message.responseCode } : {}),
    })
  }

  /** Takes a message back from everybody within a day of its sending; 41077 (unverified) afterwards. */
  recall(body: JsonObject): Record<string, unknown> {
    const msgid = text(body, 'msgid', 40058)
    const earliest = this.kernel.clock.nowMs() - RECALL_SECONDS * 1000
    let found = false
    for (const [userid, messages] of this.rows) {
      const rest = messages.filter((message) => message.msgid !== msgid || Date.parse(message.at) < earliest)
      found ||= rest.length < messages.length
      this.rows.set(userid, rest)
    }
    if (!found) throw new PlatformError(41077)
    return ok()
  }

  /** Replaces the buttons of a card by words, or the whole card; the code works once. */
  updateCard({ body, grant }: Pick<Call, 'body' | 'grant'>): Record<string, unknown> {
    this.requireOwnAgent(body, grant)
    const code = text(body, 'response_code', 40058)
    const button = body.button
    const words =
      typeof button === 'object' && button !== null && 'replace_name' in button
        ? String(button.replace_name)
        : undefined
    let found = false
    for (const messages of this.rows.values())
      for (const message of messages) {
        if (message.responseCode !== code) continue
        found = true
        message.responseCode = ''
        message.buttons = words === undefined ? [] : [{ text: words, key: '' }]
      }
    if (!found) throw new PlatformError(40058, 'invalid response_code')
    return ok()
  }

  /** 40056 for no agent at all, 301002 for another than the calling app's own. */
  private requireOwnAgent(body: JsonObject, grant: Call['grant']): void {
    // SDKs write the number as text, too.
    const agent = Number(idText(body, 'agentid', 40056))
    if (agent !== appOf(this.kernel, { grant }).agentId) throw new PlatformError(agent > 0 ? 301002 : 40056)
  }

  private receivers(body: JsonObject): { members: string[]; refused: Record<string, string> } {
    const users = ids(body, 'touser', RECEIVERS)
    const parties = ids(body, 'toparty', PARTIES)
    const tags = ids(body, 'totag', PARTIES)
    if (users.includes('@all')) return { members: this.directory.all().map(({ userid }) => userid), refused: {} }
    const known = users.filter((userid) => this.directory.find(userid) !== undefined)
    const departments = new Set(this.directory.departments().map(({ id }) => String(id)))
    const there = parties.filter((id) => departments.has(id))
    const inParties = there.flatMap((id) => this.directory.inDepartment(Number(id), true).map(({ userid }) => userid))
    const refused = {
      invaliduser: users.filter((userid) => !known.includes(userid)).join('|'),
      invalidparty: parties.filter((id) => !there.includes(id)).join('|'),
      invalidtag: tags.join('|'),
    }
    return {
      members: [...new Set([...known, ...inParties])],
      refused: Object.fromEntries(Object.entries(refused).filter(([, value]) => value !== '')),
    }
  }

  private hasRoom(userid: string): boolean {
    try {
      this.kernel.quota.take(`app messages ${userid}`, PER_MEMBER_MINUTE, 'minute')
      this.kernel.quota.take(`app messages ${userid}`, PER_MEMBER_HOUR, 'hour')
      return true
    } catch {
      return false
    }
  }

  private keep(userid: string, message: AppMessage): void {
    this.rows.set(userid, [...this.of(userid), { ...message }].slice(-KEPT_PER_MEMBER))
  }

  private repetition(body: JsonObject): string | undefined {
    if (body.enable_duplicate_check !== 1) return undefined
    const before = this.sent.get(JSON.stringify(body))
    return before !== undefined && before.until > this.kernel.clock.nowSeconds() ? before.msgid : undefined
  }

  private remember(body: JsonObject, msgid: string): void {
    if (body.enable_duplicate_check !== 1) return
    const seconds = wholeNumber(body, 'duplicate_check_interval', 1800, 40058)
    const now = this.kernel.clock.nowSeconds()
    for (const [key, { until }] of this.sent) if (until <= now) this.sent.delete(key)
    this.sent.set(JSON.stringify(body), { until: now + Math.min(seconds, LONGEST_DUPLICATE_SECONDS), msgid })
  }
}

/** Ids joined by `|`; 40058 for more than allowed. */
function ids(body: JsonObject, field: string, limit: number): string[] {
  const given = (optionalText(body, field, 40058) ?? '').split('|').filter((id) => id !== '')
  if (given.length > limit) throw new PlatformError(40058, `${field} exceed ${limit}`)
  return given
}

export function appMessageEndpoints(messages: AppMessages): Endpoint[] {
  const message = { touser: 'linxiaoyu', msgtype: 'text', agentid: 1_000_002, text: { content: '你有一条新线索' } }
  return [
    post('message/send', '发送应用消息', message, (call) => messages.send(call)),
    post('message/recall', '撤回应用消息', { msgid: '…' }, ({ body }) => messages.recall(body)),
    post(
      'message/update_template_card',
      '更新模板卡片',
      { agentid: 1_000_002, response_code: '…', button: { replace_name: '已处理' } },
      (call) => messages.updateCard(call),
    ),
  ]
}
