import type { Store } from '../kernel/store'
import type { Gender, Person } from '../people/people'

/** How many people nobody has met yet there are, and the seed they follow from. */
export interface CrowdSize {
  followers: number
  contacts: number
  seed: number
}

/** Nobody can follow or know more people than a number inside an id can tell apart. */
export const CROWD_LIMIT = 2 ** 23
const INDEX_RANGE = 2 ** 24
/** The crowd's numbers lie between the running numbers and those of chosen ids. */
const NUMBER_BASE = 2 ** 50
const NOBODY: CrowdSize = { followers: 0, contacts: 0, seed: 1 }

/** WeCom lets a member have 20 000 customers, so a large crowd is spread over as many members as it needs. */
const CUSTOMERS_PER_MEMBER = 20_000

const FAMILY = '王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗梁宋唐许邓冯韩曹曾彭萧蔡潘田董'
const GIVEN_FIRST = '雨子思若嘉浩一欣书俊清予语景知南安晓文佳明静雅梦天宇诗可云'
const GIVEN_SECOND = '桐涵远溪怡然诺妍瑶杰欢安嫣行夏星宁月轩琪彤晨悦洁'
const CITIES = ['上海', '北京', '杭州', '广州', '深圳', '成都', '南京', '苏州', '武汉', '厦门', '青岛', '长沙']
const GENDERS: readonly Gender[] = ['female', 'female', 'female', 'male', 'unknown']

/** The crowd came one after another between these two days (unix seconds): the order is the index. */
const FIRST_CAME = Date.UTC(2024, 0, 1) / 1000
const LAST_CAME = Date.UTC(2026, 5, 30) / 1000
const WEEK_SECONDS = 7 * 86_400

/**
 * People computed from a seed and an index instead of being stored: a million of them cost nothing until somebody acts.
 * The first `followers` follow the official account; the contacts begin in the middle of the followers, so that half of
 * them (as far as there are enough) do both. Platforms keep rows only for those whom something happened to.
 */
export class Crowd {
  private readonly rows
  private current: CrowdSize = NOBODY
  private firstContact = 0
  private people = 0

  constructor(store: Store) {
    this.rows = store.map<CrowdSize>('crowd')
    this.take(this.rows.get('size') ?? NOBODY)
    store.onClear(() => this.take(NOBODY))
  }

  get size(): CrowdSize {
    return this.current
  }

  set size(size: CrowdSize) {
    this.rows.set('size', size)
    this.take(size)
  }

  /** All of them, each counted once. */
  get total(): number {
    return this.people
  }

  get members(): number {
    return Math.ceil(this.current.contacts / CUSTOMERS_PER_MEMBER)
  }

  /** How a member is called. */
  memberName(member: number): string {
    return this.nameOf(CROWD_LIMIT + member)
  }

  person(index: number): Person {
    return new CrowdPerson(this, index, NUMBER_BASE + this.size.seed * INDEX_RANGE + index)
  }

  /** The seed is part of the id: what happened to one crowd's people never happens to another's. */
  idOf(index: number): string {
    return `crowd${this.size.seed}-${index}`
  }

  nameOf(index: number): string {
    return (
      letter(FAMILY, this.chance(index, 1)) +
      letter(GIVEN_FIRST, this.chance(index, 2)) +
      letter(GIVEN_SECOND, this.chance(index, 3))
    )
  }

  genderOf(index: number): Gender {
    return GENDERS[this.chance(index, 4) % GENDERS.length] ?? 'unknown'
  }

  cityOf(index: number): string {
    return CITIES[this.chance(index, 5) % CITIES.length] ?? ''
  }

  byId(id: string): Person | undefined {
    const [, seed, index] = /^crowd(\d+)-(0|[1-9]\d{0,7})$/.exec(id) ?? []
    return Number(seed) === this.size.seed && Number(index) < this.total ? this.person(Number(index)) : undefined
  }

  byPhone(phone: string): Person | undefined {
    const [, index] = /^171(\d{8})$/.exec(phone) ?? []
    return index !== undefined && Number(index) < this.total ? this.person(Number(index)) : undefined
  }

  byNumber(number: number): Person | undefined {
    const index = this.indexOf(number)
    return index === undefined ? undefined : this.person(index)
  }

  /** Where a person's number stands in the crowd, or undefined for everybody else. */
  indexOf(number: number): number | undefined {
    const index = number - NUMBER_BASE - this.size.seed * INDEX_RANGE
    return index >= 0 && index < this.total ? index : undefined
  }

  follows(index: number): boolean {
    return index < this.size.followers
  }

  /** Unix seconds, rising with the index. */
  followedAt(index: number): number {
    return this.cameAt(index)
  }

  /** How many of the followers had come before that moment (unix seconds). */
  cameBefore(seconds: number): number {
    let low = 0
    let high = this.current.followers
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.followedAt(middle) < seconds) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The member (counted from 0) whose customer this is. */
  memberOf(index: number): number | undefined {
    const position = index - this.firstContact
    return position >= 0 && position < this.size.contacts ? position % this.members : undefined
  }

  /** How many customers a member has. */
  customersOf(member: number): number {
    return member < this.members ? Math.ceil((this.size.contacts - member) / this.members) : 0
  }

  /** The index of a member's customer in that slot, counted from 0. */
  customer(member: number, slot: number): number {
    return this.firstContact + member + slot * this.members
  }

  slotOf(index: number): number {
    return Math.floor((index - this.firstContact) / this.members)
  }

  /** Unix seconds: up to a week after somebody like them would have followed. */
  addedAt(index: number): number {
    return this.cameAt(index) + (this.chance(index, 6) % WEEK_SECONDS)
  }

  /** A number from 0 to 2^32−1 that is always the same for this person and question. */
  chance(index: number, question: number): number {
    let mixed = Math.imul(index ^ (this.size.seed * 0x9e3779b1), 0x85ebca6b) ^ Math.imul(question + 1, 0xc2b2ae35)
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
    return (mixed ^ (mixed >>> 16)) >>> 0
  }

  /** What follows from the size is asked for with every person: it is worked out once. */
  private take(size: CrowdSize): void {
    const { followers, contacts } = size
    this.current = size
    this.firstContact = followers - Math.min(followers, Math.floor(contacts / 2))
    this.people = Math.max(followers, this.firstContact + contacts)
  }

  private cameAt(index: number): number {
    return FIRST_CAME + Math.floor(((LAST_CAME - FIRST_CAME) * index) / Math.max(1, this.total))
  }
}

/** Only what is asked for is computed: a list of a million openids needs nobody's name. */
class CrowdPerson implements Person {
  readonly id: string

  constructor(
    private readonly crowd: Crowd,
    private readonly index: number,
    readonly number: number,
  ) {
    this.id = crowd.idOf(index)
  }

  get name(): string {
    return this.crowd.nameOf(this.index)
  }

  get phone(): string {
    return `171${String(this.index).padStart(8, '0')}`
  }

  get gender(): Gender {
    return this.crowd.genderOf(this.index)
  }

  get city(): string {
    return this.crowd.cityOf(this.index)
  }
}

function letter(letters: string, chance: number): string {
  return letters[chance % letters.length] ?? ''
}
