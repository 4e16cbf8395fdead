import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { page, text, wholeNumber } from '../../kernel/validate'
import { post } from './calls'
import type { Contacts } from './contacts'
import type { GroupSendReader } from './group-send-order'
import { SEND_STATUS, sendStatus, type GroupSends } from './group-sends'

/** Longest span of a list: a month. */
const LIST_SECONDS = 31 * 86_400

/** What is told about group sends (protocol reference §3.7). */
class GroupSendAnswers {
  constructor(
    private readonly kernel: Kernel,
    private readonly contacts: Contacts,
    private readonly sends: GroupSends,
  ) {}

  list(body: JsonObject): Record<string, unknown> {
    const chatType = text(body, 'chat_type', 40058)
    if (chatType !== 'single' && chatType !== 'group') throw new PlatformError(40058, 'invalid chat_type')
    const from = wholeNumber(body, 'start_time', 0, 40058)
    const to = wholeNumber(body, 'end_time', 0, 40058)
    if (from <= 0 || to < from || to - from > LIST_SECONDS) throw new PlatformError(40058, 'invalid time range')
    // Every send here was made by the app for the company: a list of members' own sends is empty.
    const personal = wholeNumber(body, 'filter_type', 2, 40058) === 1
    const sends = this.sends.list().filter((send) => {
      const createdAt = Math.floor(send.createdAt / 1000)
      return !personal && send.chatType === chatType && createdAt >= from && createdAt <= to
    })
    const { items, nextCursor } = page(sends.reverse(), body, 50, 100)
    return ok({
      group_msg_list: items.map(({ msgid, createdAt, given }) => ({
        msgid,
        create_time: Math.floor(createdAt / 1000),
        create_type: 0,
        ...given,
      })),
      next_cursor: nextCursor,
    })
  }

  tasks(body: JsonObject): Record<string, unknown> {
    const { items, nextCursor } = page(this.sends.requireDispatched(body).tasks, body, 500, 1000)
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
    const send = this.sends.requireDispatched(body)
    const userid = text(body, 'userid', 40058)
    const task = send.tasks.find((item) => item.userid === userid)
    if (task === undefined) throw new PlatformError(60111)
    const places = [...task.receivers.keys()].filter(
      // Of group chats only those it was sent to are told.
      (place) => send.chatType === 'single' || sendStatus(task, place) === SEND_STATUS.sent,
    )
    const { items, nextCursor } = page(places, body, 500, 1000)
    return ok({
      send_list: items.map((place) => ({
        ...this.receiver(task.receivers[place] ?? ''),
        userid,
        status: sendStatus(task, place),
        ...(sendStatus(task, place) === SEND_STATUS.sent ? { send_time: task.sentAt } : {}),
      })),
      next_cursor: nextCursor,
    })
  }

  private receiver(receiver: number | string): Record<string, unknown> {
    if (typeof receiver === 'string') return { chat_id: receiver }
    const person = this.kernel.people.numbered(receiver)
    return { external_userid: person === undefined ? '' : this.contacts.externalUserid(person) }
  }
}

export function groupSendEndpoints(
  kernel: Kernel,
  contacts: Contacts,
  sends: GroupSends,
  reader: GroupSendReader,
): Endpoint[] {
  const answers = new GroupSendAnswers(kernel, contacts, sends)
  const family = 'externalcontact'
  const one = { msgid: 'msg…' }
  const order = { chat_type: 'single', external_userid: ['wm…'], text: { content: '谷雨新茶已到' } }
  return [
    post(`${family}/add_msg_template`, '创建企业群发', order, ({ body }) => {
      const read = reader.read(body)
      return ok({ fail_list: read.failed, msgid: sends.create(read).msgid })
    }),
    post(
      `${family}/get_groupmsg_list_v2`,
      '群发记录列表',
      { chat_type: 'single', start_time: 1_790_000_000, end_time: 1_792_000_000 },
      ({ body }) => answers.list(body),
    ),
    post(`${family}/get_groupmsg_task`, '群发成员发送任务', one, ({ body }) => answers.tasks(body)),
    post(`${family}/get_groupmsg_send_result`, '群发成员执行结果', { ...one, userid: 'linxiaoyu' }, ({ body }) =>
      answers.results(body),
    ),
    post(`${family}/remind_groupmsg_send`, '提醒成员群发', one, ({ body }) => {
      sends.remind(body)
      return ok()
    }),
    post(`${family}/cancel_groupmsg_send`, '停止企业群发', one, ({ body }) => {
      sends.cancel(body)
      return ok()
    }),
  ]
}
