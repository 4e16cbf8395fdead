import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { type JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalText, text, texts } from '../../kernel/validate'
import type { Person } from '../../people/people'
import { post, read } from './calls'
import type { Contacts, Relation } from './contacts'
import type { CorpTags } from './corp-tags'
import { limitOf, readCursor, writeCursor } from './paging'
import type { WorkSettings } from './settings'

const GENDER_NUMBER = { unknown: 0, male: 1, female: 2 } as const
const REMARK_LIMIT = 20
const DESCRIPTION_LIMIT = 150
const FOLLOW_PAGE = 500
const BATCH_MEMBERS = 100

/** What WeCom tells about customers (protocol reference §3.3). */
class ContactAnswers {
  constructor(
    private readonly kernel: Kernel,
    private readonly contacts: Contacts,
    private readonly tags: CorpTags,
    private readonly settings: WorkSettings,
  ) {}

  get(externalUserid: string, cursor: string): Record<string, unknown> {
    if (externalUserid === '') throw new PlatformError(40096)
    const person = this.contacts.requirePerson(externalUserid)
    const relations = this.contacts.relationsOf(person)
    if (relations.length === 0) throw new PlatformError(84061)
    const from = Number(readCursor({ cursor })[0] ?? 0)
    const shown = relations.slice(from, from + FOLLOW_PAGE)
    const more = from + FOLLOW_PAGE < relations.length
    return ok({
      external_contact: this.person(person),
      follow_user: shown.map((relation) => ({
        ...this.follow(relation),
        tags: this.tags.describe(relation.tagIds),
      })),
      next_cursor: more ? writeCursor(String(from + FOLLOW_PAGE)) : '',
    })
  }

  list(userid: string): Record<string, unknown> {
    const ids = this.contacts.relations
      .all(this.contacts.directory.require(userid).userid)
      .flatMap(({ number }) => this.personOf(number))
      .map((person) => this.contacts.externalUserid(person))
    if (ids.length === 0) throw new PlatformError(84061)
    return ok({ external_userid: ids })
  }

  /** The members one after another; the cursor holds which of them and the position among their customers. */
  batch(body: JsonObject): Record<string, unknown> {
    const userids = texts(body, 'userid_list', 40058)
    if (userids.length === 0 || userids.length > BATCH_MEMBERS) throw new PlatformError(40058)
    for (const userid of userids) this.contacts.directory.require(userid)
    const limit = limitOf(body, 50, 100)
    const [first = '0', start = ''] = readCursor(body)
    const found: Readonly<Relation>[] = []
    let next = ''
    for (let which = Number(first); which < userids.length && next === ''; which += 1) {
      const position = which === Number(first) ? start : ''
      const page = this.contacts.relations.page(userids[which] ?? '', position, limit - found.length)
      found.push(...page.items)
      if (page.next !== '') next = writeCursor(String(which), page.next)
      else if (found.length === limit && which + 1 < userids.length) next = writeCursor(String(which + 1))
    }
    return ok({
      external_contact_list: found.flatMap((relation) =>
        this.personOf(relation.number).map((person) => ({
          external_contact: this.person(person),
          follow_info: { ...this.follow(relation), tag_id: relation.tagIds },
        })),
      ),
      next_cursor: next,
    })
  }

  remark(body: JsonObject): Record<string, unknown> {
    const relation = this.requireRelation(body)
    const remark = limited(body, 'remark', REMARK_LIMIT)
    const description = limited(body, 'description', DESCRIPTION_LIMIT)
    const company = limited(body, 'remark_company', REMARK_LIMIT)
    const picture = optionalText(body, 'remark_pic_mediaid', 40058)
    const mobiles = body.remark_mobiles === undefined ? undefined : texts(body, 'remark_mobiles', 40058)
    if ([remark, description, company, mobiles, picture].every((value) => value === undefined))
      throw new PlatformError(40058)
    if (remark !== undefined) relation.remark = remark
    if (description !== undefined) relation.description = description
    if (company !== undefined) relation.remarkCompany = company
    // The list replaces what was there; a list with one empty text clears it.
    if (mobiles !== undefined) relation.remarkMobiles = mobiles.filter((mobile) => mobile !== '')
    return ok()
  }

  markTags(body: JsonObject): Record<string, unknown> {
    const relation = this.requireRelation(body)
    const add = texts(body, 'add_tag', 40058)
    const remove = texts(body, 'remove_tag', 40058)
    if (add.length === 0 && remove.length === 0) throw new PlatformError(40058)
    this.tags.requireAll([...add, ...remove])
    relation.tagIds = [...new Set([...relation.tagIds, ...add])].filter((id) => !remove.includes(id))
    return ok()
  }

  private requireRelation(body: JsonObject): Relation {
    const userid = text(body, 'userid', 40058)
    return this.contacts.requireRelation(userid, text(body, 'external_userid', 40096))
  }

  private personOf(number: number): Person[] {
    const person = this.kernel.people.numbered(number)
    return person === undefined ? [] : [person]
  }

  private person(person: Person): Record<string, unknown> {
    return {
      external_userid: this.contacts.externalUserid(person),
      name: person.name,
      avatar: `http://wx.qlogo.cn/mmhead/${person.number}/0`,
      gender: GENDER_NUMBER[person.gender],
      ...this.kindOf(person),
    }
  }

  /** Somebody of WeChat, with a unionid where the company is bound, or of another company's WeCom. */
  private kindOf(person: Person): Record<string, unknown> {
    const { company } = person
    if (company !== undefined) return { type: 2, position: '', corp_name: company, corp_full_name: company }
    return { type: 1, ...(this.settings.current.unionidBound ? { unionid: this.kernel.people.unionid(person) } : {}) }
  }

  private follow(relation: Readonly<Relation>): Record<string, unknown> {
    return {
      userid: relation.userid,
      remark: relation.remark,
      description: relation.description,
      createtime: relation.createdAt,
      remark_corp_name: relation.remarkCompany,
      remark_mobiles: relation.remarkMobiles,
      add_way: relation.addWay,
      oper_userid: relation.userid,
      ...(relation.state === '' ? {} : { state: relation.state }),
    }
  }
}

function limited(body: JsonObject, field: string, limit: number): string | undefined {
  const value = optionalText(body, field, 40058)
  if (value !== undefined && [...value].length > limit) throw new PlatformError(40058)
  return value
}

export function contactEndpoints(
  kernel: Kernel,
  contacts: Contacts,
  tags: CorpTags,
  settings: WorkSettings,
): Endpoint[] {
  const answers = new ContactAnswers(kernel, contacts, tags, settings)
  const family = 'externalcontact'
  const relation = { userid: 'linxiaoyu', external_userid: 'wm…' }
  return [
    read(`${family}/get_follow_user_list`, '可联系客户的成员', {}, () =>
      ok({ follow_user: contacts.directory.all().map(({ userid }) => userid) }),
    ),
    read(`${family}/get`, '客户详情', { external_userid: 'wm…' }, ({ query }) =>
      answers.get(query.external_userid ?? '', query.cursor ?? ''),
    ),
    read(`${family}/list`, '成员的客户列表', { userid: 'linxiaoyu' }, ({ query }) => answers.list(query.userid ?? '')),
    post(`${family}/batch/get_by_user`, '批量客户详情', { userid_list: ['linxiaoyu'], limit: 100 }, ({ body }) =>
      answers.batch(body),
    ),
    post(`${family}/remark`, '修改客户备注', { ...relation, remark: '会员' }, ({ body }) => answers.remark(body)),
    post(`${family}/mark_tag`, '编辑客户企业标签', { ...relation, add_tag: ['et…'] }, ({ body }) =>
      answers.markTags(body),
    ),
  ]
}
