import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { text, texts, wholeNumber } from '../../kernel/validate'
import type { Person } from '../../people/people'
import { post } from './calls'
import type { Contacts } from './contacts'

const BATCH = 1000
const PER_HOUR = 100_000
const PER_DAY = 480_000

/** Ids of one platform as another knows them (protocol reference §3.3, «Ids»). */
class IdConversion {
  constructor(
    private readonly kernel: Kernel,
    private readonly contacts: Contacts,
  ) {}

  /** Whose unionid and openid these are: 610014 for no unionid of ours, 610015 (unverified) when they do not belong together. */
  whose(body: JsonObject): Person {
    const person = this.kernel.people.byUnionid(text(body, 'unionid', 610014))
    if (person === undefined) throw new PlatformError(610014)
    const openid = text(body, 'openid', 610015)
    const { officialAccount, miniProgram } = this.kernel.accounts
    const own = [officialAccount, miniProgram].map(({ appid }) => this.kernel.people.openid(person, appid))
    if (!own.includes(openid)) throw new PlatformError(610015)
    return person
  }

  /** Who is no customer yet gets a pending id, good for 90 days and for nothing else. */
  externalUserid(body: JsonObject): Record<string, unknown> {
    this.kernel.quota.take('unionid to external_userid', PER_HOUR, 'hour')
    this.kernel.quota.take('unionid to external_userid', PER_DAY, 'day')
    const subject = wholeNumber(body, 'subject_type', 0, 40058)
    if (subject !== 0 && subject !== 1) throw new PlatformError(40058, 'invalid subject_type')
    const person = this.whose(body)
    return this.contacts.relationsOf(person).length > 0
      ? ok({ external_userid: this.contacts.externalUserid(person) })
      : ok({ pending_id: this.pendingId(person) })
  }

  /** The older call: 84061 for who is no customer. */
  knownExternalUserid(body: JsonObject): Record<string, unknown> {
    const person = this.whose(body)
    if (this.contacts.relationsOf(person).length === 0) throw new PlatformError(84061)
    return ok({ external_userid: this.contacts.externalUserid(person) })
  }

  openid(body: JsonObject): Record<string, unknown> {
    const person = this.contacts.requirePerson(text(body, 'external_userid', 40096))
    if (this.contacts.relationsOf(person).length === 0) throw new PlatformError(84061)
    return ok({ openid: this.kernel.people.openid(person, this.contacts.corpid) })
  }

  pendingIds(body: JsonObject): Record<string, unknown> {
    return ok({
      result: this.batch(body, 'external_userid').map((id) => ({
        external_userid: id,
        pending_id: this.pendingId(this.contacts.requirePerson(id)),
      })),
    })
  }

  /** The company never had the old kind of ids: each is its own new one. */
  newExternalUserids(body: JsonObject): Record<string, unknown> {
    return ok({
      items: this.batch(body, 'external_userid_list').map((id) => ({
        external_userid: this.contacts.externalUserid(this.contacts.requirePerson(id)),
        new_external_userid: id,
      })),
    })
  }

  private batch(body: JsonObject, field: string): string[] {
    const ids = texts(body, field, 40058)
    if (ids.length === 0 || ids.length > BATCH) throw new PlatformError(40058)
    return ids
  }

  private pendingId(person: Person): string {
    return this.kernel.people.pendingId(person, this.contacts.corpid)
  }
}

/** Calls that only a provider's app may make: ours is the company's own. */
function providersOnly(): never {
  throw new PlatformError(48002)
}

export function idEndpoints(kernel: Kernel, contacts: Contacts): Endpoint[] {
  const ids = new IdConversion(kernel, contacts)
  const wechat = { unionid: 'o…', openid: 'o…' }
  const one = { external_userid: 'wm…' }
  return [
    post('idconvert/unionid_to_external_userid', 'unionid 转外部联系人', wechat, ({ body }) =>
      ids.externalUserid(body),
    ),
    post('externalcontact/unionid_to_external_userid', 'unionid 转客户（旧）', wechat, ({ body }) =>
      ids.knownExternalUserid(body),
    ),
    post('externalcontact/convert_to_openid', '客户转 openid', one, ({ body }) => ids.openid(body)),
    post(
      'idconvert/batch/external_userid_to_pending_id',
      '客户转 pending_id',
      { external_userid: ['wm…'] },
      ({ body }) => ids.pendingIds(body),
    ),
    post(
      'externalcontact/get_new_external_userid',
      '新的外部联系人编号',
      { external_userid_list: ['wm…'] },
      ({ body }) => ids.newExternalUserids(body),
    ),
    post('externalcontact/to_service_external_userid', '转为服务商的编号', one, providersOnly),
    post('externalcontact/from_service_external_userid', '由服务商的编号转来', one, providersOnly),
    post('idconvert/external_tagid', '标签编号转换', { external_tagid_list: ['et…'] }, providersOnly),
    post('idconvert/chatid', '群编号转换', { chat_id_list: ['wr…'] }, providersOnly),
  ]
}
