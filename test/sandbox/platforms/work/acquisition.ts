import type { Delivery } from '../../callbacks/callback-sender'
import type { XmlFields } from '../../callbacks/xml'
import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import { byteLength, type JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { text } from '../../kernel/validate'
import type { Person } from '../../people/people'
import { ADD_WAY, type Contacts } from './contacts'
import type { WorkEvents } from './events'
import type { LinkPlan } from './link-plan'
import type { WorkSettings } from './settings'

interface AcquiredCustomer {
  number: number
  userid: string
  /** 0 nothing said, 1 the customer wrote. */
  chatStatus: number
  state: string
  at: number
  /** By this key the first chat can be asked for. */
  chatKey?: string
  messages: number
}

export interface AcquisitionLink extends LinkPlan {
  linkId: string
  url: string
  createdAt: number
  /** When it was clicked (unix seconds). */
  clicks: number[]
  customers: AcquiredCustomer[]
}

/** Unverified: the platform names the code (41095) but no figure. */
const LINK_LIMIT = 3000
const CHANNEL_BYTES = 64
const LOW_BALANCE = 20

/** Customer acquisition links 获客助手 (protocol reference §3.12). */
export class AcquisitionLinks {
  private readonly rows

  constructor(
    private readonly kernel: Kernel,
    private readonly contacts: Contacts,
    private readonly events: WorkEvents,
    private readonly settings: WorkSettings,
  ) {
    this.rows = kernel.store.map<AcquisitionLink>('acquisition links')
  }

  list(): AcquisitionLink[] {
    return [...this.rows.values()]
  }

  find(linkId: string): AcquisitionLink | undefined {
    return this.rows.get(linkId)
  }

  require(body: JsonObject): AcquisitionLink {
    const link = this.rows.get(text(body, 'link_id', 40058))
    if (link === undefined) throw new PlatformError(40058, 'invalid link_id')
    return link
  }

  create(plan: LinkPlan): AcquisitionLink {
    if (this.rows.size >= LINK_LIMIT) throw new PlatformError(41095)
    const linkId = `cawcde${randomText(26)}`
    const link: AcquisitionLink = {
      ...plan,
      linkId,
      url: `https://work.weixin.qq.com/ca/${linkId}`,
      createdAt: this.kernel.clock.nowSeconds(),
      clicks: [],
      customers: [],
    }
    this.rows.set(linkId, link)
    return link
  }

  remove(body: JsonObject): void {
    this.rows.delete(this.require(body).linkId)
  }

  byChatKey(chatKey: string): { link: AcquisitionLink; customer: AcquiredCustomer } {
    for (const link of this.rows.values()) {
      const customer = link.customers.find((item) => item.chatKey === chatKey)
      if (customer !== undefined) return { link, customer }
    }
    throw new PlatformError(40058, 'invalid chat_key')
  }

  /**
   * A person opens the link: who has room is asked in turn. With verification the member is only asked first
   * (`friend_request`, then `add_half_external_contact`). Undefined when the company has no units left.
   */
  async open(
    person: Person,
    link: AcquisitionLink,
    channel: string,
    at?: number,
  ): Promise<{ userid: string; delivery: Delivery | null } | undefined> {
    const now = at ?? this.kernel.clock.nowSeconds()
    link.clicks.push(now)
    if (this.settings.current.acquisitionBalance <= 0) return undefined
    const state = cut(channel)
    const users = this.usersOf(link)
    const userid = users[link.customers.length % users.length] ?? ''
    const known = this.contacts.relation(userid, person)
    if (known !== undefined && !known.removedByContact) return { userid, delivery: null }
    await this.tell('friend_request', { LinkId: link.linkId, ...(state === '' ? {} : { State: state }) })
    const how = { state, addWay: ADD_WAY.acquisitionLink, half: !link.skipVerify, ...(at === undefined ? {} : { at }) }
    const delivery = await this.contacts.add(person, userid, how)
    link.customers.push({ number: person.number, userid, chatStatus: 0, state, at: now, messages: 0 })
    if (this.rows.has(link.linkId)) this.rows.set(link.linkId, link)
    return { userid, delivery }
  }

  /** The customer wrote to the member: the first word costs the company a unit. */
  async wrote(person: Person, userid: string): Promise<void> {
    for (const link of this.rows.values()) {
      const customer = link.customers.find((item) => item.number === person.number && item.userid === userid)
      if (customer === undefined) continue
      customer.messages += 1
      if (customer.chatStatus === 1) return
      customer.chatStatus = 1
      customer.chatKey = randomText(32)
      await this.setBalance(this.settings.current.acquisitionBalance - 1)
      await this.tell('customer_start_chat', {
        UserID: userid,
        ExternalUserID: this.contacts.externalUserid(person),
        LinkId: link.linkId,
        ChatKey: customer.chatKey,
        ...(customer.state === '' ? {} : { State: customer.state }),
      })
      return
    }
  }

  /** Units were used or bought; the steps that the platform reports are reported. */
  async setBalance(balance: number): Promise<void> {
    const before = this.settings.current.acquisitionBalance
    const after = Math.max(0, balance)
    this.settings.change({ acquisitionBalance: after })
    if (before >= LOW_BALANCE && after < LOW_BALANCE && after > 0) await this.tell('balance_low', {})
    if (before > 0 && after === 0) await this.tell('balance_exhausted', {})
    if (before === 0 && after > 0) await this.tell('balance_increased', {})
  }

  /** The console removes a link, or its last member can serve no more. */
  async withdraw(link: AcquisitionLink, change: 'delete_link' | 'link_unavailable'): Promise<Delivery> {
    if (change === 'delete_link') this.rows.delete(link.linkId)
    return this.tell(change, { LinkId: link.linkId })
  }

  private usersOf(link: AcquisitionLink): string[] {
    const { directory } = this.contacts
    const everyone = [
      ...link.users,
      ...link.departments.flatMap((id) => directory.inDepartment(id, true).map(({ userid }) => userid)),
    ]
    const preferred = link.priorityType === 2 ? link.priorityUsers : []
    return [...new Set(preferred.length > 0 ? preferred : everyone)].filter(
      (userid) => directory.find(userid) !== undefined,
    )
  }

  private tell(change: string, fields: XmlFields): Promise<Delivery> {
    return this.events.push('acquisition', { Event: 'customer_acquisition', ChangeType: change, ...fields })
  }
}

/** The channel as it arrives: what stands behind 64 bytes is cut off, no character in the middle. */
function cut(channel: string): string {
  let kept = ''
  for (const character of channel) {
    if (byteLength(kept + character) > CHANNEL_BYTES) break
    kept += character
  }
  return kept
}
