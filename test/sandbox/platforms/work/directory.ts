import type { Delivery } from '../../callbacks/callback-sender'
import type { XmlFields } from '../../callbacks/xml'
import { PlatformError } from '../../kernel/errors'
import type { Kernel } from '../../kernel/kernel'
import type { WorkEvents } from './events'

export const ROOT_DEPARTMENT = 1
const STORES_DEPARTMENT = 2
/** Departments that the console makes are numbered from here on. */
const FIRST_MADE_DEPARTMENT = 1000
const STORE_NAMES = ['杭州湖滨店', '上海静安店', '北京国贸店', '成都太古里店', '广州天河店', '深圳万象店']

export const MEMBER_STATUS = { active: 1, disabled: 2, notActivated: 4 } as const

export interface Member {
  userid: string
  name: string
  title: string
  departments: number[]
  mobile: string
  email: string
  status: number
}

export interface Department {
  id: number
  name: string
  parentId: number
  order: number
}

/** What somebody may change about a member in the company's console. */
export type MemberChange = Partial<Omit<Member, 'userid'>>

/**
 * Members and departments (protocol reference §3.13). The demo's three and the crowd's advisors are always the same;
 * rows are kept only for those whom the console added, changed or removed.
 */
export class Directory {
  private readonly changed
  private readonly gone
  private readonly madeDepartments
  private readonly renamed

  constructor(
    private readonly kernel: Kernel,
    private readonly events: WorkEvents,
  ) {
    this.changed = kernel.store.map<Member>('work members')
    this.madeDepartments = kernel.store.map<Department>('work departments')
    this.renamed = kernel.store.map<Department>('work departments renamed')
    /** Left at (unix seconds), by userid. */
    this.gone = kernel.store.map<number>('work members gone')
  }

  /** Parents before their children. */
  departments(): Department[] {
    const made = [...this.madeDepartments.values()]
    return [...this.givenDepartments(), ...made].map((one) => this.renamed.get(String(one.id)) ?? one)
  }

  /** The console makes a department (`create_party`); 60003 for an unknown parent. */
  addDepartment(name: string, parentId: number): { id: number; delivery: Promise<Delivery> } {
    if (!this.departments().some(({ id }) => id === parentId)) throw new PlatformError(60003)
    const id = FIRST_MADE_DEPARTMENT + this.kernel.store.next('department')
    this.madeDepartments.set(String(id), { id, name, parentId, order: 1 })
    return { id, delivery: this.tellDepartment('create_party', { Id: id, Name: name, ParentId: parentId, Order: 1 }) }
  }

  /** The console renames a department (`update_party`). Null for an unknown one. */
  async renameDepartment(id: number, name: string): Promise<Delivery | null> {
    const department = this.departments().find((one) => one.id === id)
    if (department === undefined) return null
    this.renamed.set(String(id), { ...department, name })
    return this.tellDepartment('update_party', { Id: id, Name: name })
  }

  /** The console removes a department that it made (`delete_party`). Null while somebody works in it or below it. */
  async removeDepartment(id: number): Promise<Delivery | null> {
    const used = this.all().some(({ departments }) => departments.includes(id))
    if (used || this.departments().some(({ parentId }) => parentId === id)) return null
    if (!this.madeDepartments.delete(String(id))) return null
    return this.tellDepartment('delete_party', { Id: id })
  }

  /** Everybody who works here, the demo's members first. */
  all(): Member[] {
    const members: Member[] = this.kernel.accounts.work.members.map((member, index) => this.demoMember(member, index))
    for (let index = 0; index < this.kernel.crowd.members; index += 1) members.push(this.crowdMember(index))
    const known = new Set(members.map(({ userid }) => userid))
    const added = [...this.changed.values()].filter(({ userid }) => !known.has(userid))
    return [...members.map((member) => this.changed.get(member.userid) ?? member), ...added].filter(
      ({ userid }) => !this.gone.has(userid),
    )
  }

  find(userid: string): Member | undefined {
    if (this.gone.has(userid)) return undefined
    const demo = this.kernel.accounts.work.members.findIndex((member) => member.userid === userid)
    const member = this.kernel.accounts.work.members[demo]
    const position = this.crowdPosition(userid)
    return (
      this.changed.get(userid) ??
      (member !== undefined ? this.demoMember(member, demo) : undefined) ??
      (position === undefined ? undefined : this.crowdMember(position))
    )
  }

  /** Raises 60111 for a userid that is nobody's. */
  require(userid: string): Member {
    const member = this.find(userid)
    if (member === undefined) throw new PlatformError(60111)
    return member
  }

  /** A member to name in a text, whether they still work here or not. */
  nameOf(userid: string): string {
    return this.find(userid)?.name ?? userid
  }

  /** When a member left (unix seconds), or undefined. */
  leftAt(userid: string): number | undefined {
    return this.gone.get(userid)
  }

  /** Who left, oldest first. */
  left(): string[] {
    return [...this.gone.keys()]
  }

  /** Which of the crowd's members this is, counted from 0. */
  crowdPosition(userid: string): number | undefined {
    const digits = /^advisor(\d{3})$/.exec(userid)?.[1]
    const position = Number(digits) - 1
    return digits !== undefined && position >= 0 && position < this.kernel.crowd.members ? position : undefined
  }

  crowdUserid(position: number): string {
    return `advisor${String(position + 1).padStart(3, '0')}`
  }

  /** Members of a department; with `deep` also those of the departments below it. */
  inDepartment(id: number, deep: boolean): Member[] {
    const departments = this.departments()
    if (!departments.some((department) => department.id === id)) throw new PlatformError(60003)
    const wanted = new Set([id])
    // Parents stand before their children, so one pass finds all below.
    if (deep) for (const department of departments) if (wanted.has(department.parentId)) wanted.add(department.id)
    return this.all().filter((member) => member.departments.some((department) => wanted.has(department)))
  }

  /** The company's administrator adds or changes a member: `create_user` or `update_user`. */
  save(userid: string, change: MemberChange): Promise<Delivery> {
    const before = this.find(userid)
    const member: Member = {
      ...(before ?? {
        userid,
        name: userid,
        title: '',
        departments: [ROOT_DEPARTMENT],
        mobile: '',
        email: '',
        status: MEMBER_STATUS.active,
      }),
      ...change,
    }
    this.gone.delete(userid)
    this.changed.set(userid, member)
    return this.tell(userid, before === undefined ? 'create_user' : 'update_user', {
      Name: member.name,
      Department: member.departments.join(','),
      MainDepartment: member.departments[0] ?? ROOT_DEPARTMENT,
      Position: member.title,
      Status: member.status,
    })
  }

  /** A member leaves the company: `delete_user`. Null when nobody of that userid works here. */
  async remove(userid: string): Promise<Delivery | null> {
    if (this.find(userid) === undefined) return null
    this.gone.set(userid, this.kernel.clock.nowSeconds())
    this.changed.delete(userid)
    return this.tell(userid, 'delete_user', {})
  }

  private givenDepartments(): Department[] {
    const root = { id: ROOT_DEPARTMENT, name: this.kernel.accounts.work.name, parentId: 0, order: 100_000_000 }
    if (this.kernel.crowd.members === 0) return [root]
    const stores = STORE_NAMES.map((name, index) => ({
      id: STORES_DEPARTMENT + 1 + index,
      name,
      parentId: STORES_DEPARTMENT,
      order: 100 - index,
    }))
    return [root, { id: STORES_DEPARTMENT, name: '门店', parentId: ROOT_DEPARTMENT, order: 200 }, ...stores]
  }

  private tellDepartment(change: string, fields: XmlFields): Promise<Delivery> {
    return this.events.push('departments', { Event: 'change_contact', ChangeType: change, ...fields })
  }

  private tell(userid: string, change: string, fields: XmlFields): Promise<Delivery> {
    return this.events.push(`member ${userid}`, {
      Event: 'change_contact',
      ChangeType: change,
      UserID: userid,
      ...fields,
    })
  }

  private demoMember(member: { userid: string; name: string; title: string }, index: number): Member {
    return {
      ...member,
      departments: [ROOT_DEPARTMENT],
      mobile: `1990000${String(index + 1).padStart(4, '0')}`,
      email: `${member.userid}@guyuji.example`,
      status: MEMBER_STATUS.active,
    }
  }

  private crowdMember(position: number): Member {
    const userid = this.crowdUserid(position)
    return {
      userid,
      name: this.kernel.crowd.memberName(position),
      title: '门店顾问',
      departments: [STORES_DEPARTMENT + 1 + (position % STORE_NAMES.length)],
      mobile: `1990001${String(position).padStart(4, '0')}`,
      email: `${userid}@guyuji.example`,
      status: MEMBER_STATUS.active,
    }
  }
}
