import { crowdTagSlots } from '../../crowd/crowd-tags'
import { PlatformError } from '../../kernel/errors'
import type { Kernel } from '../../kernel/kernel'
import type { Person } from '../../people/people'
import { crowdTagId } from './corp-tags'
import type { Directory } from './directory'

export interface Relation {
  userid: string
  personId: string
  /** Person number, which group sends keep instead of the id. */
  number: number
  /** Place in the order of creation among those that are kept as rows. */
  seq: number
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
  /** The member has not confirmed yet; with the welcome code that came then. */
  unconfirmed?: { welcomeCode: string }
  /** One of the crowd who is no customer any more. */
  gone?: true
}

const CROWD_WAYS = [1, 1, 1, 2, 3, 4, 16]

/** Who is whose customer: rows for those something happened to, the crowd's customers computed. */
export class Relations {
  constructor(
    private readonly kernel: Kernel,
    private readonly directory: Directory,
  ) {}

  find(userid: string, person: Person): Readonly<Relation> | undefined {
    const row = this.rows(userid).get(person.id)
    if (row !== undefined) return row.gone === true ? undefined : row
    return this.computed(userid, person.number)
  }

  /** The relation to write to: one of the crowd gets a row of their own. */
  edit(userid: string, person: Person): Relation | undefined {
    const row = this.rows(userid).get(person.id)
    if (row !== undefined) return row.gone === true ? undefined : row
    const computed = this.computed(userid, person.number)
    if (computed !== undefined) this.rows(userid).set(person.id, computed)
    return computed
  }

  create(userid: string, person: Person, how: { at: number; state: string; addWay: number }): Relation {
    const relation: Relation = {
      userid,
      personId: person.id,
      number: person.number,
      seq: this.kernel.store.next('relation'),
      createdAt: how.at,
      addWay: how.addWay,
      state: how.state,
      remark: person.name,
      description: '',
      remarkCompany: '',
      remarkMobiles: [],
      tagIds: [],
      removedByContact: false,
      lastChatAt: how.at,
    }
    const rows = this.rows(userid)
    // Deleted first, so that a row that comes back stands at the end, where its number says it is.
    rows.delete(person.id)
    rows.set(person.id, relation)
    return relation
  }

  /** False when there was no such customer. */
  remove(userid: string, person: Person): boolean {
    const relation = this.find(userid, person)
    if (relation === undefined) return false
    if (this.computed(userid, person.number) === undefined) this.rows(userid).delete(person.id)
    else this.rows(userid).set(person.id, { ...relation, gone: true })
    return true
  }

  /** Every member who knows the person, those who left the company too. */
  of(person: Person): Readonly<Relation>[] {
    const index = this.kernel.crowd.indexOf(person.number)
    const position = index === undefined ? undefined : this.kernel.crowd.memberOf(index)
    const owner = position === undefined ? [] : [this.directory.crowdUserid(position)]
    const others = [...this.kernel.store.map<true>('members with customers').keys()].filter(
      (userid) => !owner.includes(userid),
    )
    return [...owner, ...others].flatMap((userid) => this.find(userid, person) ?? [])
  }

  count(userid: string): number {
    let total = this.crowdCount(userid)
    for (const row of this.rows(userid).values()) {
      const inCrowd = this.computed(userid, row.number) !== undefined
      if (inCrowd) total -= row.gone === true ? 1 : 0
      else if (row.gone !== true) total += 1
    }
    return total
  }

  /**
   * A member's customers from a position on (empty is the beginning): the crowd's by their slot, then the others in
   * the order they came. `next` is the position behind the last one, empty at the end. 40058 for no such position.
   */
  page(userid: string, position: string, limit: number): { items: Readonly<Relation>[]; next: string } {
    const [, kind = 's', number = '0'] = /^([sr])(\d{1,15})$/.exec(position) ?? []
    if (position !== '' && position !== kind + number) throw new PlatformError(40058)
    const items: Readonly<Relation>[] = []
    const rows = this.rows(userid)
    const member = this.directory.crowdPosition(userid)
    const slots = kind === 's' ? this.crowdCount(userid) : 0
    for (let slot = Number(number); slot < slots && member !== undefined; slot += 1) {
      const index = this.kernel.crowd.customer(member, slot)
      const person = this.kernel.crowd.person(index)
      const row = rows.get(person.id)
      if (row?.gone === true) continue
      if (items.length === limit) return { items, next: `s${slot}` }
      items.push(row ?? new CrowdRelation(this.kernel, userid, person, index, member))
    }
    const after = kind === 'r' ? Number(number) : 0
    for (const row of rows.values()) {
      if (row.gone === true || row.seq < after || this.computed(userid, row.number) !== undefined) continue
      if (items.length === limit) return { items, next: `r${row.seq}` }
      items.push(row)
    }
    return { items, next: '' }
  }

  /** All customers of a member. Up to twenty thousand objects: for small uses and single passes. */
  all(userid: string): Readonly<Relation>[] {
    return this.page(userid, '', Infinity).items
  }

  private crowdCount(userid: string): number {
    const member = this.directory.crowdPosition(userid)
    return member === undefined ? 0 : this.kernel.crowd.customersOf(member)
  }

  private rows(userid: string): Map<string, Relation> {
    const rows = this.kernel.store.map<Relation>(`contacts ${this.kernel.accounts.work.corpid} ${userid}`)
    this.kernel.store.map<true>('members with customers').set(userid, true)
    return rows
  }

  private computed(userid: string, number: number): Relation | undefined {
    const { crowd } = this.kernel
    const index = crowd.indexOf(number)
    const position = index === undefined ? undefined : crowd.memberOf(index)
    if (index === undefined || position === undefined || this.directory.crowdUserid(position) !== userid)
      return undefined
    return new CrowdRelation(this.kernel, userid, crowd.person(index), index, position).whole()
  }
}

/** A customer of the crowd as their member knows them; what nobody looks at is not computed. */
class CrowdRelation implements Readonly<Relation> {
  readonly personId: string
  readonly number: number
  readonly seq = 0
  readonly description = ''
  readonly remarkCompany = ''
  readonly remarkMobiles: string[] = []

  constructor(
    private readonly kernel: Kernel,
    readonly userid: string,
    private readonly person: Person,
    private readonly index: number,
    private readonly member: number,
  ) {
    this.personId = person.id
    this.number = person.number
  }

  get createdAt(): number {
    return this.kernel.crowd.addedAt(this.index)
  }

  get lastChatAt(): number {
    return this.createdAt
  }

  get addWay(): number {
    return CROWD_WAYS[this.kernel.crowd.chance(this.index, 21) % CROWD_WAYS.length] ?? 0
  }

  get state(): string {
    return this.kernel.crowd.chance(this.index, 22) % 4 === 0 ? `store-${this.member + 1}` : ''
  }

  get remark(): string {
    return (this.kernel.people.find(this.personId) ?? this.person).name
  }

  get tagIds(): string[] {
    return crowdTagSlots(this.kernel.crowd, this.index).map(crowdTagId)
  }

  get removedByContact(): boolean {
    return this.kernel.crowd.chance(this.index, 23) % 25 === 0
  }

  /** All of it as a plain row. */
  whole(): Relation {
    const { userid, personId, number, seq, createdAt, lastChatAt, addWay, state, remark, tagIds } = this
    const { description, remarkCompany, remarkMobiles, removedByContact } = this
    return {
      userid,
      personId,
      number,
      seq,
      createdAt,
      lastChatAt,
      addWay,
      state,
      remark,
      tagIds,
      description,
      remarkCompany,
      remarkMobiles,
      removedByContact,
    }
  }
}
