import type { CallbackTarget, Delivery } from '../../callbacks/callback-sender'
import type { XmlFields } from '../../callbacks/xml'
import { PlatformError } from '../../kernel/errors'
import type { Kernel } from '../../kernel/kernel'
import { SingleUseCodes } from '../../kernel/single-use-codes'
import type { Person } from '../../people/people'

export interface Relation {
  userid: string
  personId: string
  createdAt: number
  addWay: number
  state: string
  remark: string
  description: string
  remarkCompany: string
  remarkMobiles: string[]
  tagIds: string[]
  /** The contact removed the member: the member still sees the customer, messages no longer arrive. */
  removedByContact: boolean
  lastChatAt: number
}

export interface WelcomePayload {
  userid: string
  personId: string
}

/** The welcome code lives this long from the event on; one call may use it. */
const WELCOME_SECONDS = 20

export const ADD_WAY = { unknown: 0, qr: 1, acquisitionLink: 16 } as const

/** Which member knows which customer, and the callbacks that changes cause (protocol reference §3.2, §3.3). */
export class Contacts {
  private readonly rows
  readonly welcomeCodes: SingleUseCodes<WelcomePayload>
  readonly target: CallbackTarget

  constructor(private readonly kernel: Kernel) {
    const { corpid, agentId, token, encodingAESKey } = kernel.accounts.work
    this.target = { kind: 'work', account: corpid, originalId: corpid, token, encodingAESKey, agentId }
    this.rows = kernel.store.map<Relation>(`contacts ${corpid}`)
    this.welcomeCodes = new SingleUseCodes(kernel.store, 'welcome', kernel.clock, {
      lifeSeconds: WELCOME_SECONDS,
      length: 43,
      unknown: 41050,
      used: 41051,
      expired: 41050,
    })
  }

  get corpid(): string {
    return this.kernel.accounts.work.corpid
  }

  requireMember(userid: string): { userid: string; name: string; title: string } {
    const member = this.kernel.accounts.work.members.find((item) => item.userid === userid)
    if (member === undefined) throw new PlatformError(60111)
    return member
  }

  /** The person behind an external_userid, whoever knows them; raises 40096 for an id that is none of ours. */
  requirePerson(externalUserid: string): Person {
    const person = this.kernel.people.byExternalUserid(externalUserid, this.corpid)
    if (person === undefined) throw new PlatformError(40096)
    return person
  }

  relation(userid: string, person: Person): Relation | undefined {
    return this.rows.get(relationKey(userid, person.id))
  }

  relationsOf(person: Person): Relation[] {
    return this.kernel.accounts.work.members.flatMap(({ userid }) => this.relation(userid, person) ?? [])
  }

  relationsOfMember(userid: string): Relation[] {
    return [...this.rows.values()].filter((relation) => relation.userid === userid)
  }

  /**
   * The person adds the member. Null when they are friends already: that brings no event and no new state.
   * A backdated act (`at`, unix seconds) older than the welcome window carries no WelcomeCode.
   */
  async add(
    person: Person,
    userid: string,
    how: { state?: string; addWay?: number; at?: number },
  ): Promise<Delivery | null> {
    this.requireMember(userid)
    const before = this.relation(userid, person)
    if (before !== undefined && !before.removedByContact) return null
    const now = this.kernel.clock.nowSeconds()
    const at = how.at ?? now
    const state = how.state ?? ''
    const fresh: Relation = {
      userid,
      personId: person.id,
      createdAt: at,
      addWay: how.addWay ?? ADD_WAY.unknown,
      state,
      remark: person.name,
      description: '',
      remarkCompany: '',
      remarkMobiles: [],
      tagIds: [],
      removedByContact: false,
      lastChatAt: at,
    }
    this.rows.set(
      relationKey(userid, person.id),
      before === undefined ? fresh : { ...before, removedByContact: false, lastChatAt: at },
    )
    const welcome: XmlFields =
      now - at < WELCOME_SECONDS ? { WelcomeCode: this.welcomeCodes.issue({ userid, personId: person.id }) } : {}
    return this.push(person, at, 'add_external_contact', {
      UserID: userid,
      ExternalUserID: this.kernel.people.externalUserid(person, this.corpid),
      ...(state === '' ? {} : { State: state }),
      ...welcome,
    })
  }

  /** The person removes the member (`del_follow_user`). Null when they were no friends. */
  async removeMember(person: Person, userid: string, at = this.kernel.clock.nowSeconds()): Promise<Delivery | null> {
    const relation = this.relation(userid, person)
    if (relation === undefined || relation.removedByContact) return null
    relation.removedByContact = true
    return this.pushRemoval(person, userid, at, 'del_follow_user')
  }

  /** The member removes the customer (`del_external_contact`). Null when there was no such customer. */
  async removeCustomer(person: Person, userid: string, at = this.kernel.clock.nowSeconds()): Promise<Delivery | null> {
    if (!this.rows.delete(relationKey(userid, person.id))) return null
    return this.pushRemoval(person, userid, at, 'del_external_contact')
  }

  sender(userid: string): { kind: 'work'; id: string; name: string; detail: string } {
    const { name, title } = this.requireMember(userid)
    return { kind: 'work', id: userid, name, detail: `${this.kernel.accounts.work.name} · ${title}` }
  }

  private pushRemoval(person: Person, userid: string, at: number, change: string): Promise<Delivery> {
    const externalUserid = this.kernel.people.externalUserid(person, this.corpid)
    return this.push(person, at, change, { UserID: userid, ExternalUserID: externalUserid })
  }

  private push(person: Person, at: number, change: string, fields: XmlFields): Promise<Delivery> {
    return this.kernel.callbacks.send({
      target: this.target,
      orderKey: `work ${person.id}`,
      fields: {
        ToUserName: this.corpid,
        FromUserName: 'sys',
        CreateTime: at,
        MsgType: 'event',
        Event: 'change_external_contact',
        ChangeType: change,
        ...fields,
      },
    })
  }
}

function relationKey(userid: string, personId: string): string {
  return `${userid} ${personId}`
}
