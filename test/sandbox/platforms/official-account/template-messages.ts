import type { MessageTemplate } from '../../accounts'
import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomMessageId, randomText } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { idText, optionalObject, optionalText, text, texts } from '../../kernel/validate'
import type { InboxMessage } from '../../people/inbox'
import { renderTemplate } from '../template-data'
import { weixinRows } from '../weixin/rows'
import type { Followers } from './followers'

const DAILY_LIMIT = 100_000
const MOST_TEMPLATES = 25
/** How long a `client_msg_id` makes a second send answer the first one's msgid (unverified in the reference). */
const CLIENT_ID_SECONDS = 600
/** The report comes after the answer of the send call, so that a receiver knows the msgid before it hears of it. */
const REPORT_MS = 50

const INDUSTRIES: Record<string, [string, string]> = {
  '1': ['IT科技', '互联网|电子商务'],
  '31': ['消费品', '消费品'],
  '39': ['商业服务', '会展'],
}
const LIBRARY: { short: string; title: string; fields: MessageTemplate['fields'] }[] = [
  {
    short: 'OPENTM418055047',
    title: '会员积分变动提醒',
    fields: [
      { key: 'thing1', label: '会员' },
      { key: 'number2', label: '变动积分' },
      { key: 'time3', label: '变动时间' },
    ],
  },
]

/** Template messages of the service account (protocol reference §1.9) with their delivery report. */
export class TemplateMessages {
  private readonly clientIds
  private readonly added
  private readonly removed
  private readonly industries

  constructor(
    private readonly kernel: Kernel,
    private readonly followers: Followers,
  ) {
    const { appid } = followers.account
    this.clientIds = kernel.store.map<{ msgid: string; at: number }>(`client_msg_id ${appid}`)
    kernel.housekeeping.rule(this.clientIds, ({ at }, now) => now - at > CLIENT_ID_SECONDS)
    this.added = kernel.store.map<MessageTemplate>(`templates ${appid}`)
    this.removed = kernel.store.map<boolean>(`templates removed ${appid}`)
    this.industries = kernel.store.map<string>(`industries ${appid}`)
    kernel.timers.register<{ personId: string; msgid: string; status: string }>(
      'template report',
      ({ personId, msgid, status }, at) => {
        const person = kernel.people.find(personId)
        const fields = { MsgType: 'event', Event: 'TEMPLATESENDJOBFINISH', MsgID: BigInt(msgid), Status: status }
        return person === undefined ? undefined : followers.push(person, at, fields)
      },
    )
  }

  send(body: JsonObject): Record<string, unknown> {
    const { kernel, followers } = this
    const person = followers.byOpenid(text(body, 'touser', 40003))
    const template = this.find(text(body, 'template_id', 40037))
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
    const failure = state.refusesTemplates ? 'failed:user block' : kernel.outcomes.take('template')
    if (failure === undefined) kernel.inbox.deliver(person, card)
    const status = failure ?? 'success'
    kernel.timers.after(REPORT_MS, 'template report', { personId: person.id, msgid, status })
    return ok({ msgid: BigInt(msgid) })
  }

  list(): Record<string, unknown> {
    return {
      template_list: this.all().map(({ templateId, title, fields }) => ({
        template_id: templateId,
        title,
        primary_industry: '消费品',
        deputy_industry: '消费品',
        content: fields.map(({ key, label }) => `${label}：{{${key}.DATA}}`).join('\n'),
        example: fields.map(({ label }) => `${label}：示例`).join('\n'),
      })),
    }
  }

  add(body: JsonObject): Record<string, unknown> {
    const source = LIBRARY.find(({ short }) => short === body.template_id_short)
    if (source === undefined) throw new PlatformError(40036)
    texts(body, 'keyword_name_list', 40036)
    if (this.all().length >= MOST_TEMPLATES) throw new PlatformError(45026)
    const templateId = randomText(43)
    this.added.set(templateId, { templateId, title: source.title, fields: source.fields })
    return ok({ template_id: templateId })
  }

  remove(body: JsonObject): Record<string, unknown> {
    const { templateId } = this.find(text(body, 'template_id', 40037))
    if (!this.added.delete(templateId)) this.removed.set(templateId, true)
    return ok()
  }

  setIndustry(body: JsonObject): Record<string, unknown> {
    const ids = [idText(body, 'industry_id1', 40102), idText(body, 'industry_id2', 40102)]
    if (!ids.every((id) => Object.hasOwn(INDUSTRIES, id))) throw new PlatformError(40102)
    ids.forEach((id, place) => this.industries.set(String(place), id))
    return ok()
  }

  industry(): Record<string, unknown> {
    const [primary, secondary] = ['0', '1'].map((place) => {
      const [first_class, second_class] = INDUSTRIES[this.industries.get(place) ?? '31'] ?? []
      return { first_class, second_class }
    })
    return { primary_industry: primary, secondary_industry: secondary }
  }

  private all(): MessageTemplate[] {
    const given = this.kernel.accounts.templates.filter(({ templateId }) => !this.removed.has(templateId))
    return [...given, ...this.added.values()]
  }

  private find(id: string): MessageTemplate {
    const template = this.all().find(({ templateId }) => templateId === id)
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
}

export function templateEndpoints(templates: TemplateMessages): Endpoint[] {
  const data = { thing1: { value: '春茶礼遇券' }, amount2: { value: '30.00元' }, time3: { value: '2026-12-31' } }
  return weixinRows(
    ['official_account'],
    [
      {
        method: 'POST',
        path: '/cgi-bin/message/template/send',
        about: '发送模板消息，结果由 TEMPLATESENDJOBFINISH 事件告知',
        sample: { body: { touser: 'OPENID', template_id: 'TEMPLATE_ID', url: 'https://guyuji.example/', data } },
        errors: [40003, 40013, 40037, 43004, 47003],
        dailyLimit: DAILY_LIMIT,
        handle: ({ body }) => templates.send(body),
      },
      {
        method: 'GET',
        path: '/cgi-bin/template/get_all_private_template',
        about: '已添加的模板',
        handle: () => templates.list(),
      },
      {
        method: 'POST',
        path: '/cgi-bin/template/api_add_template',
        about: '从模板库添加模板，最多 25 个',
        sample: { body: { template_id_short: 'OPENTM418055047', keyword_name_list: ['会员', '变动积分'] } },
        errors: [40036, 45026],
        handle: ({ body }) => templates.add(body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/template/del_private_template',
        about: '删除模板',
        sample: { body: { template_id: 'TEMPLATE_ID' } },
        errors: [40037],
        handle: ({ body }) => templates.remove(body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/template/api_set_industry',
        about: '设置所属行业',
        sample: { body: { industry_id1: '31', industry_id2: '39' } },
        errors: [40102],
        handle: ({ body }) => templates.setIndustry(body),
      },
      {
        method: 'GET',
        path: '/cgi-bin/template/get_industry',
        about: '获取所属行业',
        handle: () => templates.industry(),
      },
    ],
  )
}
