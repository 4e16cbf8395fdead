import { shanghaiDate } from '../../kernel/clock'
import { ok } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalText, page, text, texts } from '../../kernel/validate'
import type { Person } from '../../people/people'
import type { Contacts, Relation } from './contacts'
import { readContent, type MessageContent } from './message-content'

export const SEND_STATUS = { waiting: 0, sent: 1, notFriend: 2, overCap: 3 } as const
export const TASK_STATUS = { waiting: 0, sent: 2 } as const

interface Receiver {
  personId: string
  status: number
  sentAt?: number
}

export interface MemberTask {
  userid: string
  status: number
  sentAt?: number
  receivers: Receiver[]
}

export interface GroupSend {
  msgid: string
  /** Unix milliseconds, finer than the platform's own, for the moment right after creation. */
  createdAt: number
  content: MessageContent
  tasks: MemberTask[]
  cancelled: boolean
}

const RECEIVER_LIMIT = 10_000
/** For this long after creation the query calls answer 41063. The platform names no figure. */
const DISPATCH_MS = 1000

/** Group sends that members must confirm (protocol reference §3.7). */
export class GroupSends {
  private readonly rows
  private readonly received

  constructor(
    private readonly kernel: Kernel,
    private readonly contacts: Contacts,
  ) {
    this.rows = kernel.store.map<GroupSend>('group sends')
    this.received = kernel.store.map<number>('group sends received')
  }

  find(msgid: string): GroupSend | undefined {
    return this.rows.get(msgid)
  }

  tasksOf(userid: string): { send: GroupSend; task: MemberTask }[] {
    return [...this.rows.values()].flatMap((send) =>
      send.tasks.filter((task) => task.userid === userid).map((task) => ({ send, task })),
    )
  }

  create(body: JsonObject): Record<string, unknown> {
    const chatType = optionalText(body, 'chat_type', 40058) ?? 'single'
    if (chatType !== 'single') throw new PlatformError(40058, 'chat_type not supported for this corp')
    const content = readContent(body)
    const sender = optionalText(body, 'sender', 40058)
    if (sender !== undefined && sender !== '') this.contacts.requireMember(sender)
    const asked = texts(body, 'external_userid', 40058)
    if (asked.length > RECEIVER_LIMIT) throw new PlatformError(40058, 'external_userid size exceed 10000')
    if (asked.length === 0 && (sender === undefined || sender === ''))
      throw new PlatformError(40058, 'external_userid and sender are both empty')

    const { chosen, failed } = asked.length === 0 ? this.allOf(sender ?? '') : this.choose(asked, sender)
    if (chosen.length === 0) throw new PlatformError(41048, undefined, { fail_list: failed })
    const msgid = `msg${randomText(29)}`
    const tasks = new Map<string, MemberTask>()
    for (const { userid, personId } of chosen) {
      const task = tasks.get(userid) ?? { userid, status: TASK_STATUS.waiting, receivers: [] }
      task.receivers.push({ personId, status: SEND_STATUS.waiting })
      tasks.set(userid, task)
    }
    this.rows.set(msgid, {
      msgid,
      createdAt: this.kernel.clock.nowMs(),
      content,
      tasks: [...tasks.values()],
      cancelled: false,
    })
    return ok({ fail_list: failed, msgid })
  }

  /** The member confirms: every receiver gets the message or a reason. Undefined when there is no such open task. */
  confirm(msgid: string, userid: string): MemberTask | undefined {
    const send = this.rows.get(msgid)
    const task = send?.tasks.find((item) => item.userid === userid)
    if (send === undefined || task === undefined || send.cancelled || task.status === TASK_STATUS.sent) return undefined
    const now = this.kernel.clock.nowSeconds()
    for (const receiver of task.receivers) this.deliver(send, task, receiver, now)
    task.status = TASK_STATUS.sent
    task.sentAt = now
    return task
  }

  tasks(body: JsonObject): Record<string, unknown> {
    const send = this.requireDispatched(body)
    const { items, nextCursor } = page(send.tasks, body, 500, 1000)
    return ok({
      task_list: items.map(({ userid, status, sentAt }) => ({
        userid,
        status,
        ...(sentAt === undefined ? {} : { send_time: sentAt }),
      })),
      next_cursor: nextCursor,
    })
  }

  results(body: JsonObject): Record<string, unknown> {
    const send = this.requireDispatched(body)
    const userid = text(body, 'userid', 40058)
    const task = send.tasks.find((item) => item.userid === userid)
    if (task === undefined) throw new PlatformError(60111)
    const { items, nextCursor } = page(task.receivers, body, 500, 1000)
    return ok({
      send_list: items.flatMap(({ personId, status, sentAt }) => {
        const person = this.kernel.people.find(personId)
        if (person === undefined) return []
        const external = this.kernel.people.externalUserid(person, this.contacts.corpid)
        return [
          { external_userid: external, userid, status, ...(status === SEND_STATUS.sent ? { send_time: sentAt } : {}) },
        ]
      }),
      next_cursor: nextCursor,
    })
  }

  cancel(body: JsonObject): Record<string, unknown> {
    this.require(body).cancelled = true
    return ok()
  }

  private deliver(send: GroupSend, task: MemberTask, receiver: Receiver, now: number): void {
    const person = this.kernel.people.find(receiver.personId)
    const relation = person === undefined ? undefined : this.contacts.relation(task.userid, person)
    if (person === undefined || relation === undefined || relation.removedByContact) {
      receiver.status = SEND_STATUS.notFriend
      return
    }
    const { month, daysInMonth } = shanghaiDate(this.kernel.clock.nowMs())
    const key = `${person.id} ${month}`
    const count = this.received.get(key) ?? 0
    // The rule in force by default: as many group messages a month as the month has days.
    if (count >= daysInMonth) {
      receiver.status = SEND_STATUS.overCap
      return
    }
    this.received.set(key, count + 1)
    receiver.status = SEND_STATUS.sent
    receiver.sentAt = now
    const { text: words, attachments } = send.content
    this.kernel.inbox.deliver(person, {
      kind: 'group_send',
      from: this.contacts.sender(task.userid),
      attachments,
      ...(words === undefined ? {} : { text: words }),
    })
  }

  private allOf(sender: string): { chosen: Relation[]; failed: string[] } {
    return {
      chosen: this.contacts.relationsOfMember(sender).filter((relation) => !relation.removedByContact),
      failed: [],
    }
  }

  /** Each customer goes to the named sender, else to the member who chatted last; who knows nobody fails. */
  private choose(asked: string[], sender: string | undefined): { chosen: Relation[]; failed: string[] } {
    const chosen: Relation[] = []
    const failed: string[] = []
    for (const externalUserid of new Set(asked)) {
      const person = this.kernel.people.byExternalUserid(externalUserid, this.contacts.corpid)
      const relation = person === undefined ? undefined : this.bestRelation(person, sender)
      if (relation === undefined) failed.push(externalUserid)
      else chosen.push(relation)
    }
    return { chosen, failed }
  }

  private bestRelation(person: Person, sender: string | undefined): Relation | undefined {
    return this.contacts
      .relationsOf(person)
      .filter(
        (relation) =>
          !relation.removedByContact && (sender === undefined || sender === '' || relation.userid === sender),
      )
      .sort((a, b) => b.lastChatAt - a.lastChatAt)[0]
  }

  private require(body: JsonObject): GroupSend {
    const send = this.rows.get(text(body, 'msgid', 40058))
    if (send === undefined) throw new PlatformError(40058, 'invalid msgid')
    return send
  }

  private requireDispatched(body: JsonObject): GroupSend {
    const send = this.require(body)
    if (this.kernel.clock.nowMs() - send.createdAt < DISPATCH_MS) throw new PlatformError(41063)
    return send
  }
}
