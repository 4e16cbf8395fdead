import type { AppAccount } from '../../accounts'
import type { CallbackTarget, Delivery } from '../../callbacks/callback-sender'
import type { XmlFields } from '../../callbacks/xml'
import { PlatformError } from '../../kernel/errors'
import { randomMessageId } from '../../kernel/ids'
import type { Kernel } from '../../kernel/kernel'
import type { InboxMessage } from '../../people/inbox'
import type { Person } from '../../people/people'
import { shownReply, type MediaLook } from '../../people/shown-message'
import { CROWD_TAGS, crowdTagSlots } from '../../crowd/crowd-tags'
import { FollowHistory } from './follow-history'
import type { FollowState } from './follow-state'
import type { QrCode } from './qrcodes'
import { OFFICIAL_ACCOUNT_WINDOWS, ServiceWindows } from '../weixin/service-windows'

const CROWD_SCENES = ['ADD_SCENE_SEARCH', 'ADD_SCENE_PROFILE_CARD', 'ADD_SCENE_PROFILE_LINK', 'ADD_SCENE_PAID']
/** The platform's own tags end below this number; the crowd's come first of all others. */
export const FIRST_TAG = 100

const OUT_OF_ORDER = '该公众号提供的服务出现故障，请稍后再试'

/** Who follows the official account, and what followers do there. Acts send the callbacks that WeChat would send. */
export class Followers {
  private readonly rows
  private readonly target: CallbackTarget
  /** For which followers customer-service messages are open. */
  readonly windows: ServiceWindows
  /** Who came and went when. */
  readonly history: FollowHistory
  private crowdCounts: { of: string; counts: number[] } | undefined

  constructor(
    private readonly kernel: Kernel,
    readonly account: AppAccount,
    private readonly look: MediaLook,
  ) {
    this.windows = new ServiceWindows(kernel, account.appid, OFFICIAL_ACCOUNT_WINDOWS)
    this.rows = kernel.store.map<FollowState>(`followers ${account.appid}`)
    this.history = new FollowHistory(kernel.crowd, this.rows, (index) => this.computed(index))
    const { appid, originalId, token, encodingAESKey } = account
    this.target = { kind: 'official-account', account: appid, originalId, token, encodingAESKey }
  }

  get callbackTarget(): CallbackTarget {
    return this.target
  }

  /**
   * Whom a call names. Raises the code for an id that is nobody's here; 49003 for one of the brand's other account
   * where the call tells the two apart.
   */
  byOpenid(openid: string, unknown = 40003, foreign = unknown): Person {
    const { people, accounts } = this.kernel
    const person = people.byOpenid(openid, this.account.appid)
    if (person !== undefined) return person
    throw new PlatformError(people.byOpenid(openid, accounts.miniProgram.appid) === undefined ? unknown : foreign)
  }

  openid(person: Person): string {
    return this.kernel.people.openid(person, this.account.appid)
  }

  /** How many followers wear each tag. */
  tagCounts(): Map<number, number> {
    const counts = new Map(this.countCrowdTags().map((count, slot) => [FIRST_TAG + slot, count]))
    const add = (tagIds: readonly number[], step: number): void => {
      for (const id of tagIds) counts.set(id, (counts.get(id) ?? 0) + step)
    }
    for (const [id, state] of this.rows) {
      const index = this.kernel.crowd.indexOf(this.kernel.crowd.byId(id)?.number ?? -1)
      add(this.crowdState(index)?.tagIds ?? [], -1)
      if (state.subscribed) add(state.tagIds, 1)
    }
    return counts
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
      const row = this.rows.get(person.id)
      if (row?.subscribed === false) continue
      // Most lists ask for nobody's state, so it is computed only when it is looked at.
      const state = (): Readonly<FollowState> => row ?? this.computed(index)
      yield {
        person,
        get state() {
          return state()
        },
      }
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
    })
    this.windows.open(person, code === undefined ? 'follow' : 'scan', at)
    const byCode: XmlFields =
      code === undefined ? { EventKey: '' } : { EventKey: `qrscene_${code.scene}`, Ticket: code.ticket }
    return this.push(person, at, { MsgType: 'event', Event: 'subscribe', ...byCode })
  }

  /** Null when the person did not follow. */
  async unfollow(person: Person, at = this.kernel.clock.nowSeconds()): Promise<Delivery | null> {
    const state = this.edit(person)
    if (state?.subscribed !== true) return null
    state.subscribed = false
    state.leftAt = at
    state.tagIds = []
    this.windows.close(person)
    return this.push(person, at, { MsgType: 'event', Event: 'unsubscribe', EventKey: '' })
  }

  /** Scans a parametric code: a follower causes SCAN, anybody else follows by it. */
  async scan(person: Person, code: QrCode, at = this.kernel.clock.nowSeconds()): Promise<Delivery | null> {
    if (this.state(person)?.subscribed !== true) return this.follow(person, { code, at })
    this.windows.open(person, 'scan', at)
    return this.push(person, at, { MsgType: 'event', Event: 'SCAN', EventKey: String(code.scene), Ticket: code.ticket })
  }

  /** Writes to the account; only followers can. A passive reply lands in the person's chat. */
  async write(
    person: Person,
    fields: XmlFields,
    shown: Pick<InboxMessage, 'text' | 'attachments'>,
    at = this.kernel.clock.nowSeconds(),
  ): Promise<Delivery | null> {
    if (this.state(person)?.subscribed !== true) return null
    // Tapping an answer of a menu message counts as a tap on the menu.
    this.windows.open(person, fields.bizmsgmenuid === undefined ? 'message' : 'click', at)
    this.kernel.inbox.deliver(person, { kind: 'sent_by_person', from: this.sender(), ...shown })
    return this.push(person, at, { ...fields, MsgId: BigInt(randomMessageId()) })
  }

  /** An event in the account's chat (menu tap, place, …); only followers cause any. */
  async act(
    person: Person,
    fields: XmlFields,
    opens: boolean,
    at = this.kernel.clock.nowSeconds(),
  ): Promise<Delivery | null> {
    if (this.state(person)?.subscribed !== true) return null
    if (opens) this.windows.open(person, 'click', at)
    return this.push(person, at, { MsgType: 'event', ...fields })
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
  push(person: Person, at: number, fields: XmlFields): Promise<Delivery> {
    const openid = this.openid(person)
    return this.kernel.callbacks.send(
      {
        target: this.target,
        orderKey: openid,
        openid,
        fields: { ToUserName: this.account.originalId, FromUserName: openid, CreateTime: at, ...fields },
      },
      (end) => this.showAnswer(person, fields, end),
    )
  }

  /** The report of a job, which no person caused. */
  pushJob(fields: XmlFields, at: number): void {
    const head = { ToUserName: this.account.originalId, FromUserName: this.account.originalId, CreateTime: at }
    void this.kernel.callbacks.send({
      target: this.target,
      orderKey: this.account.originalId,
      openid: this.account.originalId,
      fields: { ...head, MsgType: 'event', ...fields },
    })
  }

  private showAnswer(person: Person, fields: XmlFields, end: Delivery): void {
    const { inbox } = this.kernel
    if (end.reply?.MsgType === 'transfer_customer_service') return
    if (end.reply !== undefined) {
      const shown = shownReply(end.reply, this.look)
      // In answer to a message only one article is shown, to an event eight (unverified).
      const attachments = shown.attachments?.slice(0, fields.MsgType === 'event' ? 8 : 1)
      inbox.deliver(person, { kind: 'reply', from: this.sender(), ...shown, ...(attachments && { attachments }) })
    }
    // Who wrote or tapped waits for an answer and is told that none will come.
    else if ((!end.delivered || end.unreadable) && (fields.MsgType !== 'event' || fields.Event === 'CLICK'))
      inbox.deliver(person, { kind: 'notice', from: this.sender(), text: OUT_OF_ORDER })
  }

  private followsInCrowd(id: string): boolean {
    const person = this.kernel.crowd.byId(id)
    return person !== undefined && this.kernel.crowd.follows(this.kernel.crowd.indexOf(person.number) ?? Infinity)
  }

  private crowdState(index: number | undefined): FollowState | undefined {
    return index === undefined || !this.kernel.crowd.follows(index) ? undefined : this.computed(index)
  }

  private computed(index: number): FollowState {
    const { crowd } = this.kernel
    return {
      subscribed: true,
      subscribeTime: crowd.followedAt(index),
      subscribeScene: CROWD_SCENES[crowd.chance(index, 11) % CROWD_SCENES.length] ?? 'ADD_SCENE_OTHERS',
      qrScene: 0,
      qrSceneStr: '',
      remark: '',
      tagIds: crowdTagSlots(crowd, index).map((slot) => FIRST_TAG + slot),
      refusesTemplates: crowd.chance(index, 12) % 50 === 0,
    }
  }

  /** Counted once for each crowd: a million people take a moment. */
  private countCrowdTags(): number[] {
    const { crowd } = this.kernel
    const of = JSON.stringify(crowd.size)
    if (this.crowdCounts?.of === of) return this.crowdCounts.counts
    const counts = CROWD_TAGS.map(() => 0)
    for (let index = 0; index < crowd.size.followers; index += 1)
      for (const slot of crowdTagSlots(crowd, index)) counts[slot] = (counts[slot] ?? 0) + 1
    this.crowdCounts = { of, counts }
    return counts
  }
}
