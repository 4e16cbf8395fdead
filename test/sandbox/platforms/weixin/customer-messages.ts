import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { byteLength, isObject, type JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { list, object, optionalObject, optionalText, text } from '../../kernel/validate'
import type { InboxMessage } from '../../people/inbox'
import type { Person } from '../../people/people'
import { shownMessage, type MediaLook } from '../../people/shown-message'
import { weixinRows } from './rows'
import type { ServiceWindows } from './service-windows'

const TEXT_BYTES = 2048
const TYPING_SECONDS = 15

type Check = (content: JsonObject, look: MediaLook) => void

/** A file that is there and can still be used; raises 40007. */
function requireFile(content: JsonObject, field: string, look: MediaLook, errcode = 40007): void {
  if (look(text(content, field, errcode)) === undefined) throw new PlatformError(errcode)
}
const hasMedia: Check = (content, look) => requireFile(content, 'media_id', look)
const hasThumb: Check = (content, look) => requireFile(content, 'thumb_media_id', look)
const hasText: Check = (content) => {
  const value = text(content, 'content', 44004)
  if (byteLength(value) > TEXT_BYTES) throw new PlatformError(45002)
}
const hasPage: Check = (content, look) => {
  text(content, 'title', 40035)
  text(content, 'pagepath', 40165)
  hasThumb(content, look)
}
const hasChoices: Check = (content) => {
  const items = list(content, 'list', 40035)
  if (items.length === 0 || !items.every(isObject)) throw new PlatformError(40035)
  for (const item of items.filter(isObject)) text(item, 'content', 40035)
}

/** What each kind of message must carry. */
const OFFICIAL_KINDS: Record<string, Check> = {
  text: hasText,
  image: hasMedia,
  voice: hasMedia,
  mpnews: hasMedia,
  video: (content, look) => {
    hasMedia(content, look)
    hasThumb(content, look)
  },
  music: hasThumb,
  news: (content) => {
    if (list(content, 'articles', 40008).filter(isObject).length !== 1) throw new PlatformError(45008)
  },
  mpnewsarticle: (content, look) => requireFile(content, 'article_id', look, 53600),
  msgmenu: hasChoices,
  wxcard: (content) => void text(content, 'card_id', 40035),
  miniprogrampage: (content, look) => {
    text(content, 'appid', 40013)
    hasPage(content, look)
  },
}

const MINI_PROGRAM_KINDS: Record<string, Check> = {
  text: hasText,
  image: hasMedia,
  link: (content) => {
    text(content, 'title', 40035)
    text(content, 'url', 45005)
  },
  miniprogrampage: hasPage,
}

/** The account that answers: an official account or a mini-program. */
export interface ServiceAccount {
  kind: 'official_account' | 'mini_program'
  appid: string
  windows: ServiceWindows
  sender(): InboxMessage['from']
  look: MediaLook
  /** Raises 40003. */
  byOpenid(openid: string): Person
}

/** Customer-service messages of official accounts and mini-programs (protocol reference §1.10). */
export class CustomerMessages {
  /** Until when each person sees that somebody is typing. */
  private readonly typing = new Map<string, number>()

  constructor(
    private readonly kernel: Kernel,
    private readonly accounts: ServiceAccount[],
  ) {
    kernel.store.onClear(() => this.typing.clear())
  }

  send(appid: string, body: JsonObject): Record<string, unknown> {
    const account = this.account(appid)
    const person = account.byOpenid(text(body, 'touser', 40003))
    const kind = text(body, 'msgtype', 40008)
    const kinds = account.kind === 'official_account' ? OFFICIAL_KINDS : MINI_PROGRAM_KINDS
    const check = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
    if (check === undefined) throw new PlatformError(40008)
    const content = object(body, kind, kind === 'text' ? 44004 : 40035)
    check(content, account.look)
    const shown = shownMessage(kind, content, account.look)
    const staff = optionalText(optionalObject(body, 'customservice', 40035) ?? {}, 'kf_account', 40035)
    account.windows.take(person)
    this.typing.delete(typingKey(appid, person))
    const from = account.sender()
    this.kernel.inbox.deliver(person, {
      kind: 'customer_service',
      from: staff === undefined ? from : { ...from, detail: `客服 ${staff.split('@')[0]}` },
      ...shown,
    })
    return ok()
  }

  type(appid: string, body: JsonObject): Record<string, unknown> {
    const account = this.account(appid)
    const person = account.byOpenid(text(body, 'touser', 40003))
    const command = body.command
    if (command !== 'Typing' && command !== 'CancelTyping') throw new PlatformError(45072)
    account.windows.requireOpen(person)
    const key = typingKey(appid, person)
    const typing = this.isTyping(appid, person)
    if (command === 'Typing') {
      if (typing) throw new PlatformError(45081)
      this.typing.set(key, this.kernel.clock.nowSeconds() + TYPING_SECONDS)
    } else {
      if (!typing) throw new PlatformError(45080)
      this.typing.delete(key)
    }
    return ok()
  }

  /** In which accounts' chats the person's phone shows that somebody is typing. */
  typingAccounts(person: Person): string[] {
    return this.accounts.map(({ appid }) => appid).filter((appid) => this.isTyping(appid, person))
  }

  private isTyping(appid: string, person: Person): boolean {
    return (this.typing.get(typingKey(appid, person)) ?? 0) > this.kernel.clock.nowSeconds()
  }

  private account(appid: string): ServiceAccount {
    const account = this.accounts.find((item) => item.appid === appid)
    if (account === undefined) throw new PlatformError(48001)
    return account
  }
}

function typingKey(appid: string, person: Person): string {
  return `${appid} ${person.id}`
}

export function customerMessageEndpoints(messages: CustomerMessages): Endpoint[] {
  const touser = 'oGUIYIsandboxOpenidOfSomebody'
  return weixinRows(
    ['official_account', 'mini_program'],
    [
      {
        method: 'POST',
        path: '/cgi-bin/message/custom/send',
        about: '发送客服消息：用户发消息后 48 小时内 5 条，关注、扫码、点菜单后 1 分钟内 3 条',
        sample: { body: { touser, msgtype: 'text', text: { content: '您好，春茶礼盒明天发出。' } } },
        errors: [40003, 40007, 40008, 40035, 44004, 45002, 45008, 45015, 45047],
        dailyLimit: 500_000,
        handle: ({ body, grant }) => messages.send(grant.account, body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/message/custom/typing',
        about: '下发或取消「正在输入」状态',
        sample: { body: { touser, command: 'Typing' } },
        errors: [40003, 45015, 45072, 45080, 45081],
        handle: ({ body, grant }) => messages.type(grant.account, body),
      },
    ],
  )
}
