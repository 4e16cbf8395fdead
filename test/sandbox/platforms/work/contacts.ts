import type { Delivery } from '../../callbacks/callback-sender'
import type { XmlFields } from '../../callbacks/xml'
import { PlatformError } from '../../kernel/errors'
import type { Kernel } from '../../kernel/kernel'
import { SingleUseCodes } from '../../kernel/single-use-codes'
import type { Person } from '../../people/people'
import type { Directory } from './directory'
import type { WorkEvents } from './events'
import { Relations, type Relation } from './relations'

export type { Relation } from './relations'

export interface WelcomePayload {
  userid: string
  personId: string
}

/** How somebody becomes a member's customer. */
export interface AddWay {
  state?: string
  addWay?: number
  /** Unix seconds, for an act in the past. */
  at?: number
  /** The member has not confirmed yet: the same fields come as `add_half_external_contact`. */
  half?: boolean
}

/** The welcome code lives this long from the event on; one call may use it. */
const WELCOME_SECONDS = 20

export const ADD_WAY = { unknown: 0, qr: 1, group: 4, acquisitionLink: 16, assigned: 202 } as const

/** Which member knows which customer, and the callbacks that changes cause (protocol reference §3.2, §3.3). */
export class Contacts {
  readonly relations: Relations
  readonly welcomeCodes: SingleUseCodes<WelcomePayload>

  constructor(
    private readonly kernel: Kernel,
    private readonly events: WorkEvents,
    readonly directory: Directory,
  ) {
    this.relations = new Relations(kernel, directory)
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

  get target(): WorkEvents['target'] {
    return this.events.target
  }

  externalUserid(person: Person): string {
    return this.kernel.people.externalUserid(person, this.corpid)
  }

  /** The person behind an external_userid, whoever knows them; raises 40096 for an id that is none of ours. */
  requirePerson(externalUserid: string): Person {
    const person = this.kernel.people.byExternalUserid(externalUserid, this.corpid)
    if (person === undefined) throw new PlatformError(40096)
    return person
  }

  relation(userid: string, person: Person): Readonly<Relation> | undefined {
    return this.relations.find(userid, person)
  }

  /** The relation to write to; raises 84061 when the person is not this member's customer. */
  requireRelation(userid: string, externalUserid: string): Relation {
    const relation = this.relations.edit(this.directory.require(userid).userid, this.requirePerson(externalUserid))
    if (relation === undefined) throw new PlatformError(84061)
    return relation
  }

  relationsOf(person: Person): Readonly<Relation>[] {
    return this.relations.of(person)
  }

  /**
   * The person adds the member. Null when they are friends already: that brings no event and no new state.
   * A backdated act (`at`, unix seconds) older than the welcome window carries no WelcomeCode.
   */
  async add(person: Person, userid: string, how: AddWay): Promise<Delivery | null> {
    this.directory.require(userid)
    const before = this.relations.edit(userid, person)
    if (before !== undefined && !before.removedByContact) return null
    const now = this.kernel.clock.nowSeconds()
    const at = how.at ?? now
    const state = how.state ?? ''
    const relation =
      before === undefined
        ? this.relations.create(userid, person, { at, state, addWay: how.addWay ?? ADD_WAY.unknown })
        : Object.assign(before, { removedByContact: false, lastChatAt: at })
    // Business partners are greeted by a card: no code for them.
    const greets = now - at < WELCOME_SECONDS && person.company === undefined
    const code = greets ? this.welcomeCodes.issue({ userid, personId: person.id }) : ''
    if (how.half === true) relation.unconfirmed = { welcomeCode: code }
    const change = how.half === true ? 'add_half_external_contact' : 'add_external_contact'
    return this.push(person, userid, change, at, greeting(state, code))
  }

  /** The member confirms who added them. Null when nobody waits; a welcome code that was used does not come again. */
  async confirm(person: Person, userid: string): Promise<Delivery | null> {
    const relation = this.relations.edit(userid, person)
    if (relation?.unconfirmed === undefined) return null
    const { welcomeCode } = relation.unconfirmed
    delete relation.unconfirmed
    const greeted = welcomeCode !== '' && this.welcomeCodes.isUsed(welcomeCode)
    const code = greeted || person.company !== undefined ? '' : this.welcomeCodes.issue({ userid, personId: person.id })
    const now = this.kernel.clock.nowSeconds()
    return this.push(person, userid, 'add_external_contact', now, greeting(relation.state, code))
  }

  /** The person removes the member (`del_follow_user`). Null when they were no friends. */
  async removeMember(person: Person, userid: string, at = this.kernel.clock.nowSeconds()): Promise<Delivery | null> {
    const relation = this.relations.edit(userid, person)
    if (relation === undefined || relation.removedByContact) return null
    relation.removedByContact = true
    return this.push(person, userid, 'del_follow_user', at)
  }

  /** The member removes the customer (`del_external_contact`). Null when there was no such customer. */
  async removeCustomer(
    person: Person,
    userid: string,
    at = this.kernel.clock.nowSeconds(),
    source = '',
  ): Promise<Delivery | null> {
    if (!this.relations.remove(userid, person)) return null
    return this.push(person, userid, 'del_external_contact', at, source === '' ? {} : { Source: source })
  }

  /** The member changes remark or tags in the client (`edit_external_contact`). Null for no customer of theirs. */
  async edit(
    person: Person,
    userid: string,
    change: { remark?: string; description?: string; tagIds?: string[] },
  ): Promise<Delivery | null> {
    const relation = this.relations.edit(userid, person)
    if (relation === undefined) return null
    Object.assign(relation, change)
    return this.push(person, userid, 'edit_external_contact', this.kernel.clock.nowSeconds())
  }

  /** A customer is handed over: who had them loses them, who takes them gets remark, tags and description. */
  async moveTo(person: Person, from: string, to: string, at: number): Promise<void> {
    const before = this.relations.find(from, person)
    if (before === undefined) return
    const { remark, description, remarkCompany, remarkMobiles, tagIds, state } = before
    const known = this.relations.edit(to, person)
    const kept = { remark, description, remarkCompany, remarkMobiles, tagIds }
    const stillHere = this.directory.find(from) !== undefined
    if (stillHere) await this.removeCustomer(person, from, at, 'DELETE_BY_TRANSFER')
    else this.relations.remove(from, person)
    if (known !== undefined) return
    Object.assign(this.relations.create(to, person, { at, state, addWay: ADD_WAY.assigned }), kept)
    await this.push(person, to, 'add_external_contact', at, state === '' ? {} : { State: state })
  }

  /** The customer would not be handed over, or had no room for the new member (`transfer_fail`). */
  transferFailed(
    person: Person,
    userid: string,
    reason: 'customer_refused' | 'customer_limit_exceed',
  ): Promise<Delivery> {
    return this.push(person, userid, 'transfer_fail', this.kernel.clock.nowSeconds(), { FailReason: reason })
  }

  sender(userid: string): { kind: 'work'; id: string; name: string; detail: string } {
    const { name, title } = this.directory.find(userid) ?? { name: userid, title: '已离职' }
    return { kind: 'work', id: userid, name, detail: `${this.kernel.accounts.work.name} · ${title}` }
  }

  private push(person: Person, userid: string, change: string, at: number, fields: XmlFields = {}): Promise<Delivery> {
    return this.events.push(
      person.id,
      {
        Event: 'change_external_contact',
        ChangeType: change,
        UserID: userid,
        ExternalUserID: this.externalUserid(person),
        ...fields,
      },
      at,
    )
  }
}

/** State and WelcomeCode of an event, each left out when there is none. */
function greeting(state: string, welcomeCode: string): XmlFields {
  return { ...(state === '' ? {} : { State: state }), ...(welcomeCode === '' ? {} : { WelcomeCode: welcomeCode }) }
}
