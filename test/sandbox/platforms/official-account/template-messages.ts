import type { MessageTemplate } from '../../accounts'
import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomMessageId } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalObject, optionalText, text } from '../../kernel/validate'
import type { InboxMessage } from '../../people/inbox'
import type { Person } from '../../people/people'
import { renderTemplate } from '../template-data'
import type { Followers } from './followers'

const DAILY_LIMIT = 100_000
/** How long a `client_msg_id` makes a second send answer the first one's msgid (unverified in the reference). */
const CLIENT_ID_SECONDS = 600

/** Template messages of the service account (protocol reference §1.9) with their delivery report. */
export class TemplateMessages {
  private readonly clientIds

  constructor(
    private readonly kernel: Kernel,
    private readonly followers: Followers,
  ) {
    this.clientIds = kernel.store.map<{ msgid: string; at: number }>(`client_msg_id ${followers.account.appid}`)
  }

  send(body: JsonObject): Record<string, unknown> {
    const { kernel, followers } = this
    const person = kernel.people.byOpenid(text(body, 'touser', 40003), followers.account.appid)
    if (person === undefined) throw new PlatformError(40003)
    const template = this.template(text(body, 'template_id', 40037))
    const card = this.card(template, body)
    const state = followers.state(person)
    if (state?.subscribed !== true) throw new PlatformError(43004)

    const clientId = optionalText(body, 'client_msg_id')
    if (clientId !== undefined && clientId.length > 32)
      throw new PlatformError(47003, 'argument invalid! client_msg_id too long')
    const known = clientId === undefined ? undefined : this.knownClientId(clientId)
    if (known !== undefined) return ok({ msgid: BigInt(known) })

    const msgid = randomMessageId()
    if (clientId !== undefined) this.clientIds.set(clientId, { msgid, at: kernel.clock.nowSeconds() })
    if (!state.refusesTemplates) kernel.inbox.deliver(person, card)
    this.report(person, msgid, state.refusesTemplates ? 'failed:user block' : 'success')
    return ok({ msgid: BigInt(msgid) })
  }

  list(): Record<string, unknown> {
    return {
      template_list: this.kernel.accounts.templates.map(({ templateId, title, fields }) => ({
        template_id: templateId,
        title,
        primary_industry: '消费品',
        deputy_industry: '消费品',
        content: fields.map(({ key, label }) => `${label}：{{${key}.DATA}}`).join('\n'),
        example: fields.map(({ label }) => `${label}：示例`).join('\n'),
      })),
    }
  }

  private template(id: string): MessageTemplate {
    const template = this.kernel.accounts.templates.find(({ templateId }) => templateId === id)
    if (template === undefined) throw new PlatformError(40037)
    return template
  }

  private knownClientId(clientId: string): string | undefined {
    const row = this.clientIds.get(clientId)
    return row !== undefined && this.kernel.clock.nowSeconds() - row.at < CLIENT_ID_SECONDS ? row.msgid : undefined
  }

  /** What the phone will show; raises for a template or link that is not as it must be. */
  private card(template: MessageTemplate, body: JsonObject): Omit<InboxMessage, 'id' | 'at'> {
    const fields = renderTemplate(template, optionalObject(body, 'data'))
    const url = optionalText(body, 'url')
    const program = optionalObject(body, 'miniprogram')
    return {
      kind: 'template',
      from: this.followers.sender(),
      title: template.title,
      fields,
      ...(url === undefined || url === '' ? {} : { url }),
      ...(program === undefined
        ? {}
        : { miniprogram: { appid: text(program, 'appid', 40013), page: optionalText(program, 'pagepath') ?? '' } }),
    }
  }

  /** The report comes after the answer of the send call, so that a receiver knows the msgid before it hears of it. */
  private report(person: Person, msgid: string, status: string): void {
    setTimeout(() => {
      void this.followers.push(person, this.kernel.clock.nowSeconds(), {
        MsgType: 'event',
        Event: 'TEMPLATESENDJOBFINISH',
        MsgID: BigInt(msgid),
        Status: status,
      })
    }, 50).unref()
  }
}

export function templateEndpoints(templates: TemplateMessages): Endpoint[] {
  const common = { host: 'api.weixin.qq.com', token: ['official_account'] } satisfies Partial<Endpoint>
  return [
    {
      ...common,
      method: 'POST',
      path: '/cgi-bin/message/template/send',
      dailyLimit: DAILY_LIMIT,
      handle: ({ body }) => templates.send(body),
    },
    { ...common, method: 'GET', path: '/cgi-bin/template/get_all_private_template', handle: () => templates.list() },
  ]
}
