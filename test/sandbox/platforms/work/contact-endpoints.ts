import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalText, page, text, texts } from '../../kernel/validate'
import type { Person } from '../../people/people'
import type { Contacts, Relation } from './contacts'
import type { CorpTags } from './corp-tags'

const GENDER_NUMBER = { unknown: 0, male: 1, female: 2 } as const
const REMARK_LIMIT = 20
const DESCRIPTION_LIMIT = 150
const CONTACT_FAMILY = '/cgi-bin/externalcontact'

/** What WeCom tells about customers (protocol reference §3.3). */
class ContactAnswers {
  constructor(
    private readonly kernel: Kernel,
    private readonly contacts: Contacts,
    private readonly tags: CorpTags,
  ) {}

  get(externalUserid: string): Record<string, unknown> {
    if (externalUserid === '') throw new PlatformError(40096)
    const person = this.contacts.requirePerson(externalUserid)
    const relations = this.contacts.relationsOf(person)
    if (relations.length === 0) throw new PlatformError(84061)
    return ok({
      external_contact: this.person(person),
      follow_user: relations.map((relation) => ({
        ...this.follow(relation),
        tags: this.tags.describe(relation.tagIds),
      })),
    })
  }

  list(userid: string): Record<string, unknown> {
    this.contacts.requireMember(userid)
    const people = this.contacts.relationsOfMember(userid).map(({ personId }) => this.kernel.people.find(personId))
    const ids = people.flatMap((person) =>
      person === undefined ? [] : [this.kernel.people.externalUserid(person, this.contacts.corpid)],
    )
    if (ids.length === 0) throw new PlatformError(84061)
    return ok({ external_userid: ids })
  }

  batch(body: JsonObject): Record<string, unknown> {
    const userids = texts(body, 'userid_list', 40058)
    if (userids.length === 0 || userids.length > 100) throw new PlatformError(40058)
    const relations = userids.flatMap((userid) =>
      this.contacts.relationsOfMember(this.contacts.requireMember(userid).userid),
    )
    const { items, nextCursor } = page(relations, body, 50, 100)
    return ok({
      external_contact_list: items.flatMap((relation) => {
        const person = this.kernel.people.find(relation.personId)
        if (person === undefined) return []
        return [
          { external_contact: this.person(person), follow_info: { ...this.follow(relation), tag_id: relation.tagIds } },
        ]
      }),
      next_cursor: nextCursor,
    })
  }

  remark(body: JsonObject): Record<string, unknown> {
    const relation = this.requireRelation(body)
    const remark = limited(body, 'remark', REMARK_LIMIT)
    const description = limited(body, 'description', DESCRIPTION_LIMIT)
    const company = limited(body, 'remark_company', REMARK_LIMIT)
    const mobiles = body.remark_mobiles === undefined ? undefined : texts(body, 'remark_mobiles', 40058)
    if ([remark, description, company, mobiles].every((value) => value === undefined)) throw new PlatformError(40058)
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
    const { userid } = this.contacts.requireMember(text(body, 'userid', 40058))
    const person = this.contacts.requirePerson(text(body, 'external_userid', 40096))
    const relation = this.contacts.relation(userid, person)
    if (relation === undefined) throw new PlatformError(84061)
    return relation
  }

  private person(person: Person): Record<string, unknown> {
    return {
      external_userid: this.kernel.people.externalUserid(person, this.contacts.corpid),
      name: person.name,
      avatar: `http://wx.qlogo.cn/mmhead/${person.number}/0`,
      type: 1,
      gender: GENDER_NUMBER[person.gender],
      unionid: this.kernel.people.unionid(person),
    }
  }

  private follow(relation: Relation): Record<string, unknown> {
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

export function contactEndpoints(kernel: Kernel, contacts: Contacts, tags: CorpTags): Endpoint[] {
  const common = { host: 'qyapi.weixin.qq.com', token: ['work'] } satisfies Partial<Endpoint>
  const answers = new ContactAnswers(kernel, contacts, tags)
  const members = kernel.accounts.work.members
  return [
    {
      ...common,
      method: 'GET',
      path: `${CONTACT_FAMILY}/get_follow_user_list`,
      handle: () => ok({ follow_user: members.map(({ userid }) => userid) }),
    },
    {
      ...common,
      method: 'GET',
      path: `${CONTACT_FAMILY}/get`,
      handle: ({ query }) => answers.get(query.external_userid ?? ''),
    },
    {
      ...common,
      method: 'GET',
      path: `${CONTACT_FAMILY}/list`,
      handle: ({ query }) => answers.list(query.userid ?? ''),
    },
    {
      ...common,
      method: 'POST',
      path: `${CONTACT_FAMILY}/batch/get_by_user`,
      handle: ({ body }) => answers.batch(body),
    },
    { ...common, method: 'POST', path: `${CONTACT_FAMILY}/remark`, handle: ({ body }) => answers.remark(body) },
    { ...common, method: 'POST', path: `${CONTACT_FAMILY}/mark_tag`, handle: ({ body }) => answers.markTags(body) },
    { ...common, method: 'POST', path: `${CONTACT_FAMILY}/get_corp_tag_list`, handle: ({ body }) => tags.list(body) },
    { ...common, method: 'POST', path: `${CONTACT_FAMILY}/add_corp_tag`, handle: ({ body }) => tags.add(body) },
  ]
}
