import type { MessageTemplate } from '../../accounts'
import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { idText, list, optionalText, text } from '../../kernel/validate'
import { weixinRows } from './rows'

const MOST_TEMPLATES = 25
const MOST_KEYWORDS = 5
const CATEGORY = { id: 307, name: '美妆护肤' }

/** A little of the public library that templates are picked from. */
const LIBRARY = [
  {
    tid: '1043',
    title: '预约成功通知',
    keywords: [
      { kid: 1, name: '预约项目', key: 'thing' },
      { kid: 2, name: '预约时间', key: 'time' },
      { kid: 3, name: '温馨提示', key: 'thing' },
      { kid: 4, name: '联系电话', key: 'phone_number' },
    ],
  },
  {
    tid: '2049',
    title: '活动开始提醒',
    keywords: [
      { kid: 1, name: '活动名称', key: 'thing' },
      { kid: 2, name: '开始时间', key: 'date' },
      { kid: 3, name: '优惠金额', key: 'amount' },
    ],
  },
] as const

/** The templates of subscribe messages that an account has picked (protocol reference §2.3). */
export class SubscribeTemplates {
  private readonly rows
  private readonly removed

  constructor(
    kernel: Kernel,
    appid: string,
    private readonly given: MessageTemplate[],
  ) {
    this.rows = kernel.store.map<MessageTemplate>(`subscribe templates ${appid}`)
    this.removed = kernel.store.map<boolean>(`subscribe templates removed ${appid}`)
  }

  all(): MessageTemplate[] {
    return [...this.given.filter(({ templateId }) => !this.removed.has(templateId)), ...this.rows.values()]
  }

  find(templateId: string): MessageTemplate | undefined {
    return this.all().find((template) => template.templateId === templateId)
  }

  add(body: JsonObject): Record<string, unknown> {
    const source = LIBRARY.find(({ tid }) => tid === idText(body, 'tid', 200014))
    if (source === undefined) throw new PlatformError(200014)
    const kids = list(body, 'kidList', 200020)
    if (kids.length < 2 || kids.length > MOST_KEYWORDS || new Set(kids).size !== kids.length)
      throw new PlatformError(200020)
    const scene = optionalText(body, 'sceneDesc', 200021) ?? ''
    if ([...scene].length > 15) throw new PlatformError(200021)
    if (this.all().length >= MOST_TEMPLATES) throw new PlatformError(200012)
    const fields = kids.map((kid) => {
      const keyword = source.keywords.find((item) => item.kid === kid)
      if (keyword === undefined) throw new PlatformError(200020)
      return { key: `${keyword.key}${keyword.kid}`, label: keyword.name }
    })
    const templateId = randomText(43)
    this.rows.set(templateId, { templateId, title: source.title, fields })
    return ok({ priTmplId: templateId })
  }

  remove(body: JsonObject): Record<string, unknown> {
    const id = text(body, 'priTmplId', 40037)
    if (this.find(id) === undefined) throw new PlatformError(40037)
    if (!this.rows.delete(id)) this.removed.set(id, true)
    return ok()
  }

  list(): Record<string, unknown> {
    return ok({
      data: this.all().map(({ templateId, title, fields }) => ({
        priTmplId: templateId,
        title,
        content: fields.map(({ key, label }) => `${label}:{{${key}.DATA}}\n`).join(''),
        example: fields.map(({ label }) => `${label}:示例\n`).join(''),
        type: 2,
        keywordEnumValueList: [],
      })),
    })
  }

  titles(query: Record<string, string | undefined>): Record<string, unknown> {
    const [start, limit] = [Number(query.start ?? 0), Number(query.limit ?? 30)]
    if (!Number.isInteger(start) || start < 0 || !Number.isInteger(limit) || limit < 1 || limit > 30)
      throw new PlatformError(200016)
    const data = LIBRARY.slice(start, start + limit).map(({ tid, title }) => ({
      tid: Number(tid),
      title,
      type: 2,
      categoryId: String(CATEGORY.id),
    }))
    return ok({ count: LIBRARY.length, data })
  }

  keywords(tid: string | undefined): Record<string, unknown> {
    const source = LIBRARY.find((item) => item.tid === tid)
    if (source === undefined) throw new PlatformError(200014)
    const data = source.keywords.map(({ kid, name, key }) => ({ kid, name, example: '示例', rule: key }))
    return ok({ count: data.length, data })
  }
}

/** The same calls for both kinds of account; `of` gives the caller's templates. */
export function subscribeTemplateEndpoints(of: (appid: string) => SubscribeTemplates): Endpoint[] {
  return weixinRows(
    ['official_account', 'mini_program'],
    [
      {
        method: 'POST',
        path: '/wxaapi/newtmpl/addtemplate',
        about: '从公共模板库选用订阅消息模板，最多 25 个',
        sample: { body: { tid: '1043', kidList: [1, 2, 3], sceneDesc: '到店预约' } },
        errors: [200012, 200014, 200020, 200021],
        handle: ({ body, grant }) => of(grant.account).add(body),
      },
      {
        method: 'POST',
        path: '/wxaapi/newtmpl/deltemplate',
        about: '删除订阅消息模板',
        sample: { body: { priTmplId: 'TEMPLATE_ID' } },
        errors: [40037],
        handle: ({ body, grant }) => of(grant.account).remove(body),
      },
      {
        method: 'GET',
        path: '/wxaapi/newtmpl/gettemplate',
        about: '已选用的订阅消息模板',
        handle: ({ grant }) => of(grant.account).list(),
      },
      {
        method: 'GET',
        path: '/wxaapi/newtmpl/getcategory',
        about: '账号的类目',
        handle: () => ok({ data: [CATEGORY] }),
      },
      {
        method: 'GET',
        path: '/wxaapi/newtmpl/getpubtemplatetitles',
        about: '类目下的公共模板标题',
        sample: { query: { ids: '307', start: '0', limit: '30' } },
        errors: [200016],
        handle: ({ query, grant }) => of(grant.account).titles(query),
      },
      {
        method: 'GET',
        path: '/wxaapi/newtmpl/getpubtemplatekeywords',
        about: '公共模板的关键词',
        sample: { query: { tid: '1043' } },
        errors: [200014],
        handle: ({ query, grant }) => of(grant.account).keywords(query.tid),
      },
    ],
  )
}
