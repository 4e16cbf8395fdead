import { createHash } from 'node:crypto'
import type { Crowd } from '../crowd/crowd'
import { IdCipher } from '../kernel/ids'
import type { Store } from '../kernel/store'

export type Gender = 'male' | 'female' | 'unknown'

/** Somebody with a phone and WeChat. What they do on each platform is kept by that platform. */
export interface Person {
  id: string
  number: number
  name: string
  phone: string
  gender: Gender
  city: string
  /** They write from their own company's WeCom rather than from WeChat. */
  company?: string
}

export interface NewPerson {
  /** A chosen id makes creation repeatable: the same id gives the same person, openids and unionid. */
  id?: string
  name?: string
  phone?: string
  gender?: Gender
  city?: string
  company?: string
}

const FAMILY = '王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗'
const GIVEN = [
  '雨桐',
  '子涵',
  '思远',
  '若溪',
  '嘉怡',
  '浩然',
  '一诺',
  '欣妍',
  '书瑶',
  '俊杰',
  '清欢',
  '予安',
  '语嫣',
  '景行',
  '知夏',
  '南星',
]
const CITIES = ['上海', '北京', '杭州', '广州', '深圳', '成都', '南京', '苏州', '武汉', '厦门']

/** Chosen ids live in their own number range so that they never meet the running numbers. */
const CHOSEN_ID_RANGE = 2 ** 52

function numberOfChosenId(id: string): number {
  return CHOSEN_ID_RANGE + Number(BigInt(`0x${createHash('sha256').update(id).digest('hex').slice(0, 12)}`))
}

/** The people of the sandbox and their ids in every account, all derived from the person's number. */
export class People {
  private readonly rows
  private readonly byNumber = new Map<number, string>()
  private readonly unionids = new IdCipher('open platform', 'o', 28)
  private readonly openids = new Map<string, IdCipher>()
  private readonly externalIds = new Map<string, IdCipher>()

  constructor(
    private readonly store: Store,
    private readonly crowd: Crowd,
  ) {
    this.rows = store.map<Person>('people')
    this.reindex()
    store.onClear(() => this.byNumber.clear())
  }

  create(input: NewPerson): Person {
    const existing = input.id === undefined ? undefined : this.find(input.id)
    if (existing !== undefined) return Object.assign(this.keep(existing), given(input))
    const number = input.id === undefined ? this.store.next('person') : numberOfChosenId(input.id)
    const person: Person = {
      id: input.id ?? `p${number}`,
      number,
      name: input.name ?? inventName(number),
      phone: input.phone ?? `170${String(this.store.next('phone')).padStart(8, '0')}`,
      gender: input.gender ?? 'unknown',
      city: input.city ?? pick(CITIES, number * 3),
      ...(input.company === undefined ? {} : { company: input.company }),
    }
    return this.keep(person)
  }

  /** Writes somebody down. One of the crowd is known by name from then on. */
  keep(person: Person): Person {
    const known = this.rows.get(person.id)
    if (known !== undefined) return known
    const { id, number, name, phone, gender, city, company } = person
    const kept = { id, number, name, phone, gender, city, ...(company === undefined ? {} : { company }) }
    this.rows.set(id, kept)
    this.byNumber.set(number, id)
    return kept
  }

  find(id: string): Person | undefined {
    return this.rows.get(id) ?? this.crowd.byId(id)
  }

  /** One of the crowd whom nobody has picked out yet. */
  isUnknown(person: Person): boolean {
    return !this.rows.has(person.id)
  }

  /** By name, id, city or the end of the phone number; newest first. The crowd is found by id only. */
  search(text: string, limit: number): { total: number; items: Person[] } {
    const wanted = text.trim().toLowerCase()
    const unknown = this.rows.has(wanted) ? undefined : this.crowd.byId(wanted)
    if (unknown !== undefined) return { total: 1, items: [unknown] }
    const matches = [...this.rows.values()].filter(
      (person) =>
        wanted === '' ||
        person.name.includes(wanted) ||
        person.id === wanted ||
        person.city.includes(wanted) ||
        person.phone.endsWith(wanted),
    )
    return { total: matches.length, items: matches.slice(-limit).reverse() }
  }

  byPhone(phone: string): Person | undefined {
    for (const person of this.rows.values()) if (person.phone === phone) return person
    return this.crowd.byPhone(phone)
  }

  openid(person: Person, appid: string): string {
    return this.openidCipher(appid).encode(person.number)
  }

  byOpenid(openid: string, appid: string): Person | undefined {
    return this.numbered(this.openidCipher(appid).decode(openid))
  }

  unionid(person: Person): string {
    return this.unionids.encode(person.number)
  }

  byUnionid(unionid: string): Person | undefined {
    return this.numbered(this.unionids.decode(unionid))
  }

  externalUserid(person: Person, corpid: string): string {
    return this.externalCipher(corpid, person.company === undefined ? 'wm' : 'wo').encode(person.number)
  }

  byExternalUserid(externalUserid: string, corpid: string): Person | undefined {
    const head = externalUserid.startsWith('wo') ? 'wo' : 'wm'
    const person = this.numbered(this.externalCipher(corpid, head).decode(externalUserid))
    return (person?.company === undefined) === (head === 'wm') ? person : undefined
  }

  /** The WeChat id of a member in the company's own scope. */
  memberOpenid(userid: string, corpid: string): string {
    return cached(this.openids, `members ${corpid}`, () => new IdCipher(`members ${corpid}`, 'o', 28)).encode(
      numberOfChosenId(userid),
    )
  }

  /** Under which a company may know somebody who is no customer yet. */
  pendingId(person: Person, corpid: string): string {
    return cached(this.externalIds, `pending ${corpid}`, () => new IdCipher(`pending ${corpid}`, 'p', 32)).encode(
      person.number,
    )
  }

  private reindex(): void {
    for (const person of this.rows.values()) this.byNumber.set(person.number, person.id)
  }

  numbered(number: number | undefined): Person | undefined {
    if (number === undefined) return undefined
    const id = this.byNumber.get(number)
    return id === undefined ? this.crowd.byNumber(number) : this.rows.get(id)
  }

  private openidCipher(appid: string): IdCipher {
    return cached(this.openids, appid, () => new IdCipher(`openid ${appid}`, 'o', 28))
  }

  /** People of WeChat and people of another WeCom have ids of their own kinds. */
  private externalCipher(corpid: string, head: 'wm' | 'wo'): IdCipher {
    const scope = head === 'wm' ? `external ${corpid}` : `external ${corpid} ${head}`
    return cached(this.externalIds, scope, () => new IdCipher(scope, head, 32))
  }
}

function cached(map: Map<string, IdCipher>, key: string, make: () => IdCipher): IdCipher {
  const found = map.get(key) ?? make()
  map.set(key, found)
  return found
}

function given(input: NewPerson): Partial<Person> {
  const { name, phone, gender, city } = input
  return Object.fromEntries(Object.entries({ name, phone, gender, city }).filter(([, value]) => value !== undefined))
}

function pick<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length]
  if (item === undefined) throw new RangeError('cannot pick from an empty list')
  return item
}

function inventName(number: number): string {
  return pick([...FAMILY], number * 7) + pick(GIVEN, number * 5)
}
