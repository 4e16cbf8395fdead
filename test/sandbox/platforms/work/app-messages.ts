import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import { byteLength, type JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalText, text, wholeNumber } from '../../kernel/validate'
import type { Directory } from './directory'

/** A message of the app in a member's WeCom client. */
export interface AppMessage {
  msgid: string
  /** Sandbox time, ISO 8601 UTC. */
  at: string
  kind: string
  title?: string
  text: string
  url?: string
}

const KEPT_PER_MEMBER = 100
const TEXT_BYTES = 2048

/** What the app tells its own members (protocol reference §3.16): text, markdown and text cards. */
export class AppMessages {
  private readonly rows

  constructor(
    private readonly kernel: Kernel,
    private readonly directory: Directory,
  ) {
    this.rows = kernel.store.map<AppMessage[]>('app messages')
  }

  /** Oldest first. */
  of(userid: string): AppMessage[] {
    return this.rows.get(userid) ?? []
  }

  /** Who does not exist is told back; only when nobody is left the call fails. */
  send(body: JsonObject): Record<string, unknown> {
    const { agentId } = this.kernel.accounts.work
    const agent = wholeNumber(body, 'agentid', 0, 40056)
    if (agent !== agentId) throw new PlatformError(agent === 0 ? 40056 : 301002)
    const content = readAppMessage(body)
    const asked = (optionalText(body, 'touser', 40058) ?? '').split('|').filter((userid) => userid !== '')
    const everybody = asked.includes('@all')
    const known = everybody
      ? this.directory.all().map(({ userid }) => userid)
      : asked.filter((userid) => this.directory.find(userid) !== undefined)
    const invalid = everybody ? [] : asked.filter((userid) => !known.includes(userid))
    if (known.length === 0) throw new PlatformError(81013)
    const msgid = randomText(64)
    const message = { msgid, at: this.kernel.clock.now().toISOString(), ...content }
    for (const userid of known) this.rows.set(userid, [...this.of(userid), message].slice(-KEPT_PER_MEMBER))
    return ok({ msgid, ...(invalid.length === 0 ? {} : { invaliduser: invalid.join('|') }) })
  }
}

function readAppMessage(body: JsonObject): Omit<AppMessage, 'msgid' | 'at'> {
  const kind = text(body, 'msgtype', 40008)
  const part = body[kind]
  if (typeof part !== 'object' || part === null) throw new PlatformError(40058, `missing ${kind}`)
  const fields: JsonObject = { ...part }
  if (kind === 'text' || kind === 'markdown') {
    const content = text(fields, 'content', 44004)
    if (byteLength(content) > TEXT_BYTES) throw new PlatformError(45002)
    return { kind, text: content }
  }
  if (kind === 'textcard') {
    return {
      kind,
      title: text(fields, 'title', 40058),
      text: text(fields, 'description', 40058),
      url: text(fields, 'url', 40058),
    }
  }
  throw new PlatformError(40008)
}

export function appMessageEndpoints(messages: AppMessages): Endpoint[] {
  return [
    {
      host: 'qyapi.weixin.qq.com',
      method: 'POST',
      path: '/cgi-bin/message/send',
      token: ['work'],
      handle: ({ body }) => messages.send(body),
    },
  ]
}
