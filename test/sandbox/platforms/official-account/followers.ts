import type { AppAccount } from '../../accounts'
import type { CallbackTarget, Delivery } from '../../callbacks/callback-sender'
import type { XmlFields } from '../../callbacks/xml'
import { randomMessageId } from '../../kernel/ids'
import type { Kernel } from '../../kernel/kernel'
import type { Person } from '../../people/people'
import { crowdTagSlots } from '../../crowd/crowd-tags'
import type { QrCode } from './qrcodes'

const CROWD_SCENES = ['ADD_SCENE_SEARCH', 'ADD_SCENE_PROFILE_CARD', 'ADD_SCENE_PROFILE_LINK', 'ADD_SCENE_PAID']
/** The platform's own tags end below this number; the crowd's come first of all others. */
export const FIRST_TAG = 100

export interface FollowState {
  subscribed: boolean
  subscribeTime: number
  subscribeScene: string
  qrScene: number
  qrSceneStr: string
  remark: string
  tagIds: number[]
  /** The person switched off template messages for this account. */
  refusesTemplates: boolean
  /** When the person last wrote, tapped, followed or scanned: opens the customer-service window. */
  lastActAt: number
}

/** Who follows the official account, and what followers do there. Acts send the callbacks that WeChat would send. */
export class Followers {
  private readonly rows
  private readonly target: CallbackTarget

  constructor(
    private readonly kernel: Kernel,
    readonly account: AppAccount,
  ) {
    this.rows = kernel.store.map<FollowState>(`followers ${account.appid}`)
    const { appid, originalId, token, encodingAESKey } = account
    this.target = { kind: 'official-account', account: appid, originalId, token, encodingAESKey }
  }

  get callbackTarget(): CallbackTarget {
    return this.target
  }

  /** To look at only: what is changed goes through `edit`. */
  state(person: Person): Readonly<FollowState> | undefined {
    return this.rows.get(person.id) ?? this.crowdState(this.kernel.crowd.indexOf(person.number))
  }

  /** The state to write to; one of the crowd gets a row of their own. */
  edit(person: Person): FollowState | undefined {
    const state = this.rows.get(person.id) ?? this.crowdState(this.kernel.crowd.indexOf(person.number))
    if (state !== undefined) this.rows.set(person.id, state)
    return state
  }

  get total(): number {
    const { crowd } = this.kernel
    let total = crowd.size.followers
    for (const [id, { subscribed }] of this.rows) {
      if (this.followsInCrowd(id)) total -= subscribed ? 0 : 1
      else total += subscribed ? 1 : 0
    }
    return total
  }

  /** Current followers, the crowd first, then the others in the order they first followed; from behind `after` on. */
  *walk(after?: Person): Generator<{ person: Person; state: Readonly<FollowState> }> {
    const { crowd, people } = this.kernel
    const from = after === undefined ? -1 : crowd.indexOf(after.number)
    const inCrowd = from !== undefined && (after === undefined || crowd.follows(from))
    for (let index = inCrowd ? from + 1 : crowd.size.followers; index < crowd.size.followers; index += 1) {
      const person = crowd.person(index)
      const state = this.state(person)
      if (state?.subscribed === true) yield { person, state }
    }
    let passed = inCrowd
    for (const [id, state] of this.rows) {
      const person = passed && state.subscribed && !this.followsInCrowd(id) ? people.find(id) : undefined
      if (person !== undefined) yield { person, state }
      passed ||= id === after?.id
    }
  }

  /** Follows by search or through a parametric code. `at` (unix seconds) backdates the act. Null when already following. */
  async follow(person: Person, how: { code?: QrCode; scene?: string; at?: number }): Promise<Delivery | null> {
    const before = this.state(person)
    if (before?.subscribed === true) return null
    const at = how.at ?? this.kernel.clock.nowSeconds()
    const { code } = how
    this.rows.set(person.id, {
      subscribed: true,
      subscribeTime: at,
      subscribeScene: how.scene ?? (code === undefined ? 'ADD_SCENE_SEARCH' : 'ADD_SCENE_QR_CODE'),
      qrScene: typeof code?.scene === 'number' ? code.scene : 0,
      qrSceneStr: typeof code?.scene === 'string' ? code.scene : '',
      remark: '',
      tagIds: [],
      refusesTemplates: before?.refusesTemplates ?? false,
      lastActAt: at,
    })
    const byCode: XmlFields =
      code === undefined ? { EventKey: '' } : { EventKey: `qrscene_${code.scene}`, Ticket: code.ticket }
    return this.push(person, at, { MsgType: 'event', Event: 'subscribe', ...byCode })
  }

  /** Null when the person did not follow. */
  async unfollow(person: Person, at = this.kernel.clock.nowSeconds()): Promise<Delivery | null> {
    const state = this.edit(person)
    if (state?.subscribed !== true) return null
    state.subscribed = false
    state.tagIds = []
    return this.push(person, at, { MsgType: 'event', Event: 'unsubscribe', EventKey: '' })
  }

  /** Scans a parametric code: a follower causes SCAN, anybody else follows by it. */
  async scan(person: Person, code: QrCode, at = this.kernel.clock.nowSeconds()): Promise<Delivery | null> {
    const state = this.edit(person)
    if (state?.subscribed !== true) return this.follow(person, { code, at })
    state.lastActAt = at
    return this.push(person, at, { MsgType: 'event', Event: 'SCAN', EventKey: String(code.scene), Ticket: code.ticket })
  }

  /** Writes a text to the account; only followers can. A passive reply lands in the person's chat. */
  async write(person: Person, text: string, at = this.kernel.clock.nowSeconds()): Promise<Delivery | null> {
    const state = this.edit(person)
    if (state?.subscribed !== true) return null
    state.lastActAt = at
    this.kernel.inbox.deliver(person, { kind: 'sent_by_person', from: this.sender(), text })
    return this.push(person, at, { MsgType: 'text', Content: text, MsgId: BigInt(randomMessageId()) })
  }

  refuseTemplates(person: Person, refuses: boolean): boolean {
    const state = this.edit(person)
    if (state === undefined) return false
    state.refusesTemplates = refuses
    return true
  }

  sender(): { kind: 'official_account'; id: string; name: string } {
    return { kind: 'official_account', id: this.account.appid, name: this.account.name }
  }

  /** Sends a callback from this person to the account's server and shows a passive reply, when one is answered. */
  async push(person: Person, at: number, fields: XmlFields): Promise<Delivery> {
    const openid = this.kernel.people.openid(person, this.account.appid)
    const delivery = await this.kernel.callbacks.send({
      target: this.target,
      orderKey: openid,
      openid,
      fields: { ToUserName: this.account.originalId, FromUserName: openid, CreateTime: at, ...fields },
    })
    if (delivery.reply !== undefined) this.showReply(person, delivery.reply)
    return delivery
  }

  private followsInCrowd(id: string): boolean {
    const person = this.kernel.crowd.byId(id)
    return person !== undefined && this.kernel.crowd.follows(this.kernel.crowd.indexOf(person.number) ?? Infinity)
  }

  private crowdState(index: number | undefined): FollowState | undefined {
    const { crowd } = this.kernel
    if (index === undefined || !crowd.follows(index)) return undefined
    return {
      subscribed: true,
      subscribeTime: crowd.followedAt(index),
      subscribeScene: CROWD_SCENES[crowd.chance(index, 11) % CROWD_SCENES.length] ?? 'ADD_SCENE_OTHERS',
      qrScene: 0,
      qrSceneStr: '',
      remark: '',
      tagIds: crowdTagSlots(crowd, index).map((slot) => FIRST_TAG + slot),
      refusesTemplates: crowd.chance(index, 12) % 50 === 0,
      lastActAt: crowd.followedAt(index),
    }
  }

  private showReply(person: Person, reply: Record<string, unknown>): void {
    const text =
      typeof reply.Content === 'string'
        ? reply.Content
        : `[${typeof reply.MsgType === 'string' ? reply.MsgType : '未知消息'}]`
    this.kernel.inbox.deliver(person, { kind: 'reply', from: this.sender(), text })
  }
}
