import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { text } from '../../kernel/validate'
import type { Contacts } from './contacts'
import type { GroupChats } from './group-chats'
import type { GroupSendOrder } from './group-send-order'
import type { MessageContent } from './message-content'
import type { ReceiverCaps } from './receiver-caps'

export const SEND_STATUS = { waiting: 0, sent: 1, notFriend: 2, overCap: 3 } as const
export const TASK_STATUS = { waiting: 0, sent: 2 } as const

/** One member's part of a group send. Both run side by side: a send to thousands stays a number and a digit each. */
export interface MemberTask {
  userid: string
  status: number
  sentAt?: number
  /** Person numbers; chat ids for group chats. */
  receivers: (number | string)[]
  /** One digit of SEND_STATUS per receiver; who was sent to was sent to at `sentAt`. */
  statuses: string
}

/** How it went with the receiver at that place. */
export function sendStatus({ statuses }: MemberTask, place: number): number {
  return Number(statuses[place] ?? SEND_STATUS.waiting)
}

export interface GroupSend {
  msgid: string
  chatType: 'single' | 'group'
  /** Unix milliseconds, finer than the platform's own, for the moment right after creation. */
  createdAt: number
  content: MessageContent
  /** Text and attachments as they were given, which the list of sends answers. */
  given: JsonObject
  allowSelect: boolean
  tasks: MemberTask[]
  cancelled: boolean
  /** When members were reminded (unix seconds). */
  reminders: number[]
}

/** For this long after creation the query calls answer 41063. The platform names no figure. */
const DISPATCH_MS = 1000
const REMINDERS = 3
/** Lists reach a month back; a send is forgotten after this. */
const REMEMBERED_MS = 180 * 86_400_000
const REMINDER_SPAN_SECONDS = 86_400

/** Group sends that members must confirm (protocol reference §3.7). */
export class GroupSends {
  private readonly rows

  constructor(
    private readonly kernel: Kernel,
    private readonly contacts: Contacts,
    private readonly chats: GroupChats,
    private readonly caps: ReceiverCaps,
  ) {
    this.rows = kernel.store.map<GroupSend>('group sends')
    kernel.housekeeping.rule(this.rows, ({ createdAt }, now) => now * 1000 - createdAt > REMEMBERED_MS)
  }

  list(): GroupSend[] {
    return [...this.rows.values()]
  }

  find(msgid: string): GroupSend | undefined {
    return this.rows.get(msgid)
  }

  tasksOf(userid: string): { send: GroupSend; task: MemberTask }[] {
    return this.list().flatMap((send) =>
      send.tasks.filter((task) => task.userid === userid).map((task) => ({ send, task })),
    )
  }

  create(order: GroupSendOrder): GroupSend {
    const send: GroupSend = {
      msgid: `msg${randomText(29)}`,
      chatType: order.chatType,
      createdAt: this.kernel.clock.nowMs(),
      content: order.content,
      given: order.given,
      allowSelect: order.allowSelect,
      tasks: [...order.receivers].map(([userid, receivers]) => ({
        userid,
        status: TASK_STATUS.waiting,
        receivers,
        statuses: String(SEND_STATUS.waiting).repeat(receivers.length),
      })),
      cancelled: false,
      reminders: [],
    }
    this.rows.set(send.msgid, send)
    return send
  }

  /**
   * The member confirms: every receiver gets the message or a reason. `chosen` (person ids or chat ids) leaves the
   * others unsent, which only a send with `allow_select` lets the member do. Undefined when there is no such open task.
   */
  confirm(msgid: string, userid: string, chosen?: string[]): MemberTask | undefined {
    const send = this.rows.get(msgid)
    const task = send?.tasks.find((item) => item.userid === userid)
    if (send === undefined || task === undefined || send.cancelled || task.status === TASK_STATUS.sent) return undefined
    const wanted = chosen === undefined ? undefined : new Set(chosen)
    const now = this.kernel.clock.nowSeconds()
    task.statuses = task.receivers
      .map((receiver) =>
        wanted === undefined || wanted.has(this.idOf(receiver))
          ? this.deliver(send, userid, receiver)
          : SEND_STATUS.waiting,
      )
      .join('')
    task.status = TASK_STATUS.sent
    task.sentAt = now
    return task
  }

  cancel(body: JsonObject): void {
    const send = this.require(body)
    if (send.cancelled) throw new PlatformError(41093)
    send.cancelled = true
  }

  /** Reminds the members who have not sent yet; 41094 after three times in 24 hours. */
  remind(body: JsonObject): void {
    const send = this.require(body)
    if (send.cancelled) throw new PlatformError(41093)
    const now = this.kernel.clock.nowSeconds()
    send.reminders = send.reminders.filter((at) => now - at < REMINDER_SPAN_SECONDS)
    if (send.reminders.length >= REMINDERS) throw new PlatformError(41094)
    send.reminders.push(now)
  }

  /** Raises 40058 for an unknown send and 41063 right after its creation. */
  requireDispatched(body: JsonObject): GroupSend {
    const send = this.require(body)
    if (this.kernel.clock.nowMs() - send.createdAt < DISPATCH_MS) throw new PlatformError(41063)
    return send
  }

  /** A person's or a chat's id in the control API. */
  idOf(receiver: number | string): string {
    return typeof receiver === 'string' ? receiver : (this.kernel.people.numbered(receiver)?.id ?? '')
  }

  private deliver(send: GroupSend, userid: string, receiver: number | string): number {
    return typeof receiver === 'string' ? this.toChat(send, userid, receiver) : this.toPerson(send, userid, receiver)
  }

  private toPerson(send: GroupSend, userid: string, number: number): number {
    const person = this.kernel.people.numbered(number)
    const relation = person === undefined ? undefined : this.contacts.relation(userid, person)
    if (person === undefined || relation === undefined || relation.removedByContact) return SEND_STATUS.notFriend
    if (!this.caps.take(number)) return SEND_STATUS.overCap
    this.kernel.inbox.deliver(person, { kind: 'group_send', from: this.contacts.sender(userid), ...send.content })
    return SEND_STATUS.sent
  }

  /** Everybody from outside who is in the chat reads it there. */
  private toChat(send: GroupSend, userid: string, chatId: string): number {
    const chat = this.chats.find(chatId)
    if (chat?.dismissed !== undefined || chat?.owner !== userid) return SEND_STATUS.notFriend
    if (!this.caps.take(chatId)) return SEND_STATUS.overCap
    this.chats.say(chat, this.contacts.sender(userid), send.content)
    return SEND_STATUS.sent
  }

  private require(body: JsonObject): GroupSend {
    const send = this.rows.get(text(body, 'msgid', 40058))
    if (send === undefined) throw new PlatformError(40058, 'invalid msgid')
    return send
  }
}
