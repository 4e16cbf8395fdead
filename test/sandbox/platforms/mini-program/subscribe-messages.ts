import type { MessageTemplate } from '../../accounts'
import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomMessageId } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalObject, optionalText, text } from '../../kernel/validate'
import type { Person } from '../../people/people'
import { renderTemplate } from '../template-data'
import type { MiniProgram } from './mini-program'

const STATES = ['developer', 'trial', 'formal']
/** A page as the released version declares it: no leading slash, letters, digits and dashes, a query if one likes. */
const PAGE = /^[A-Za-z0-9][\w/-]*(\?.*)?$/

/**
 * Subscribe messages (protocol reference §2.3): each time a person accepts a template, one message may be sent by it.
 */
export class SubscribeMessages {
  private readonly permits

  constructor(
    private readonly kernel: Kernel,
    private readonly miniProgram: MiniProgram,
  ) {
    this.permits = kernel.store.map<number>(`subscribe permits ${miniProgram.account.appid}`)
  }

  /** The person answers the panel that asks to subscribe; accepting adds one permitted message and sends the event. */
  async answerPanel(person: Person, templateId: string, accepts: boolean): Promise<boolean> {
    if (this.find(templateId) === undefined) return false
    if (accepts) this.permits.set(permitKey(person, templateId), this.left(person, templateId) + 1)
    await this.miniProgram.push(person, {
      Event: 'subscribe_msg_popup_event',
      SubscribeMsgPopupEvent: {
        List: { TemplateId: templateId, SubscribeStatusString: accepts ? 'accept' : 'reject', PopupScene: '0' },
      },
    })
    return true
  }

  left(person: Person, templateId: string): number {
    return this.permits.get(permitKey(person, templateId)) ?? 0
  }

  send(body: JsonObject): Record<string, unknown> {
    const { kernel, miniProgram } = this
    const person = kernel.people.byOpenid(text(body, 'touser', 40003), miniProgram.account.appid)
    if (person === undefined) throw new PlatformError(40003)
    const template = this.find(text(body, 'template_id', 40037))
    if (template === undefined) throw new PlatformError(40037)
    const page = optionalText(body, 'page', 41030)
    if (page !== undefined && page !== '' && !PAGE.test(page)) throw new PlatformError(41030)
    const state = optionalText(body, 'miniprogram_state') ?? 'formal'
    if (!STATES.includes(state)) throw new PlatformError(47003, 'argument invalid! miniprogram_state')
    const fields = renderTemplate(template, optionalObject(body, 'data'))
    const left = this.left(person, template.templateId)
    if (left === 0) throw new PlatformError(43101)

    this.permits.set(permitKey(person, template.templateId), left - 1)
    kernel.inbox.deliver(person, {
      kind: 'subscribe',
      from: { kind: 'mini_program', id: miniProgram.account.appid, name: miniProgram.account.name },
      title: template.title,
      fields,
      ...(page === undefined || page === '' ? {} : { miniprogram: { appid: miniProgram.account.appid, page } }),
    })
    const msgid = randomMessageId()
    this.report(person, template.templateId, msgid)
    return ok({ msgid: BigInt(msgid) })
  }

  /** The report comes after the answer of the send call, as with template messages. */
  private report(person: Person, templateId: string, msgid: string): void {
    const sent = { TemplateId: templateId, MsgID: msgid, ErrorCode: '0', ErrorStatus: 'success' }
    setTimeout(() => {
      void this.miniProgram.push(person, { Event: 'subscribe_msg_sent_event', SubscribeMsgSentEvent: { List: sent } })
    }, 50).unref()
  }

  private find(templateId: string): MessageTemplate | undefined {
    return this.kernel.accounts.subscribeTemplates.find((template) => template.templateId === templateId)
  }
}

function permitKey(person: Person, templateId: string): string {
  return `${person.id} ${templateId}`
}

export function subscribeEndpoints(messages: SubscribeMessages): Endpoint[] {
  return [
    {
      host: 'api.weixin.qq.com',
      method: 'POST',
      path: '/cgi-bin/message/subscribe/send',
      token: ['mini_program'],
      handle: ({ body }) => messages.send(body),
    },
  ]
}
