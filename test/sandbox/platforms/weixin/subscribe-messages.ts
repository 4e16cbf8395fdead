import type { Delivery } from '../../callbacks/callback-sender'
import type { XmlFields } from '../../callbacks/xml'
import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomMessageId } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalObject, optionalText, text } from '../../kernel/validate'
import type { InboxMessage } from '../../people/inbox'
import type { Person } from '../../people/people'
import { renderTemplate } from '../template-data'
import { weixinRows } from './rows'
import type { SubscribeTemplates } from './subscribe-templates'

const STATES = ['developer', 'trial', 'formal']
/** A page as the released version declares it: no leading slash, letters, digits and dashes, a query if one likes. */
const PAGE = /^[A-Za-z0-9][\w/-]*(\?.*)?$/
const REPORT_MS = 50

/** The account that a person lets send: a mini-program, or an official account with its notices. */
export interface SubscribeAccount {
  appid: string
  templates: SubscribeTemplates
  sender(): InboxMessage['from']
  byOpenid(openid: string): Person
  push(person: Person, at: number, fields: XmlFields): Promise<Delivery>
}

/**
 * Subscribe messages (protocol reference §2.3) and the official account's subscription notices (§1.9): each time a
 * person accepts a template, one message may be sent by it.
 */
export class SubscribeMessages {
  private readonly permits

  constructor(
    private readonly kernel: Kernel,
    private readonly account: SubscribeAccount,
    private readonly miniProgramAppid: string,
  ) {
    this.permits = kernel.store.map<number>(`subscribe permits ${account.appid}`)
    kernel.timers.register<{ personId: string; templateId: string; msgid: string }>(
      `subscribe report ${account.appid}`,
      ({ personId, templateId, msgid }, at) => this.report(personId, templateId, msgid, at),
    )
  }

  /** The person answers the panel that asks to subscribe; accepting adds one permitted message and sends the event. */
  async answerPanel(person: Person, templateId: string, accepts: boolean): Promise<boolean> {
    if (this.account.templates.find(templateId) === undefined) return false
    if (accepts) this.permits.set(permitKey(person, templateId), this.left(person, templateId) + 1)
    await this.account.push(person, this.kernel.clock.nowSeconds(), {
      MsgType: 'event',
      Event: 'subscribe_msg_popup_event',
      SubscribeMsgPopupEvent: {
        List: { TemplateId: templateId, SubscribeStatusString: accepts ? 'accept' : 'reject', PopupScene: '0' },
      },
    })
    return true
  }

  /** The person switches the template off in the settings: what was permitted is gone. */
  async switchOff(person: Person, templateId: string): Promise<boolean> {
    if (this.account.templates.find(templateId) === undefined) return false
    this.permits.delete(permitKey(person, templateId))
    await this.account.push(person, this.kernel.clock.nowSeconds(), {
      MsgType: 'event',
      Event: 'subscribe_msg_change_event',
      SubscribeMsgChangeEvent: { List: { TemplateId: templateId, SubscribeStatusString: 'reject' } },
    })
    return true
  }

  left(person: Person, templateId: string): number {
    return this.permits.get(permitKey(person, templateId)) ?? 0
  }

  send(body: JsonObject): Record<string, unknown> {
    const { kernel, account } = this
    const person = account.byOpenid(text(body, 'touser', 40003))
    const template = account.templates.find(text(body, 'template_id', 40037))
    if (template === undefined) throw new PlatformError(40037)
    const opens = this.target(body)
    const state = optionalText(body, 'miniprogram_state') ?? 'formal'
    if (!STATES.includes(state)) throw new PlatformError(47003, 'argument invalid! miniprogram_state')
    const fields = renderTemplate(template, optionalObject(body, 'data'))
    const left = this.left(person, template.templateId)
    if (left === 0) throw new PlatformError(43101)

    this.permits.set(permitKey(person, template.templateId), left - 1)
    kernel.inbox.deliver(person, { kind: 'subscribe', from: account.sender(), title: template.title, fields, ...opens })
    const msgid = randomMessageId()
    kernel.timers.after(REPORT_MS, `subscribe report ${account.appid}`, {
      personId: person.id,
      templateId: template.templateId,
      msgid,
    })
    return ok({ msgid: BigInt(msgid) })
  }

  /** Where a tap leads: a page of the mini-program, or for a notice of the official account also a web page. */
  private target(body: JsonObject): Pick<InboxMessage, 'url' | 'miniprogram'> {
    const isMiniProgram = this.account.appid === this.miniProgramAppid
    const program = isMiniProgram ? undefined : optionalObject(body, 'miniprogram')
    if (program !== undefined) {
      if (text(program, 'appid', 40013) !== this.miniProgramAppid) throw new PlatformError(40013)
      return { miniprogram: { appid: this.miniProgramAppid, page: optionalText(program, 'pagepath', 41030) ?? '' } }
    }
    const page = optionalText(body, 'page', 41030) ?? ''
    if (page === '') return {}
    if (!isMiniProgram) return { url: page }
    if (!PAGE.test(page) || !this.kernel.settings.hasPage(this.account.appid, page)) throw new PlatformError(41030)
    return { miniprogram: { appid: this.miniProgramAppid, page } }
  }

  private report(personId: string, templateId: string, msgid: string, at: number): void {
    const person = this.kernel.people.find(personId)
    if (person === undefined) return
    const sent = { TemplateId: templateId, MsgID: msgid, ErrorCode: '0', ErrorStatus: 'success' }
    void this.account.push(person, at, {
      MsgType: 'event',
      Event: 'subscribe_msg_sent_event',
      SubscribeMsgSentEvent: { List: sent },
    })
  }
}

function permitKey(person: Person, templateId: string): string {
  return `${person.id} ${templateId}`
}

export function subscribeEndpoints(miniProgram: SubscribeMessages, officialAccount: SubscribeMessages): Endpoint[] {
  const data = { thing1: { value: '春茶品鉴券' }, time2: { value: '2026-12-31 20:00' } }
  const sample = { body: { touser: 'OPENID', template_id: 'TEMPLATE_ID', page: 'pages/index?x=1', data } }
  const errors = [40003, 40013, 40037, 41030, 43101, 47003]
  return [
    ...weixinRows(
      ['mini_program'],
      [
        {
          method: 'POST',
          path: '/cgi-bin/message/subscribe/send',
          about: '发送小程序订阅消息，用户每同意一次可发一条',
          sample,
          errors,
          handle: ({ body }) => miniProgram.send(body),
        },
      ],
    ),
    ...weixinRows(
      ['official_account'],
      [
        {
          method: 'POST',
          path: '/cgi-bin/message/subscribe/bizsend',
          about: '发送服务号订阅通知，用户每同意一次可发一条',
          sample,
          errors,
          dailyLimit: 100_000,
          handle: ({ body }) => officialAccount.send(body),
        },
      ],
    ),
  ]
}
