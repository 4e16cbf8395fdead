import type { FastifyInstance } from 'fastify'
import type { Kernel } from '../kernel/kernel'
import type { Platforms } from '../platforms/platforms'
import { SEND_STATUS, sendStatus, TASK_STATUS, type GroupSend, type MemberTask } from '../platforms/work/group-sends'
import { ControlError, notFound } from './control-error'
import { optionalStrings, pathParam, queryOf, readJson, requiredString } from './input'

const SHOWN_CONTACTS = 500
const SHOWN_RECEIVERS = 100
const SHOWN_TASKS = 50

/** `/sandbox/api/work…`: what WeCom members see and do in their client. */
export function workRoutes(app: FastifyInstance, kernel: Kernel, platforms: Platforms): void {
  const { contacts, contactWays, directory, groupSends, appMessages, oauth } = platforms
  const requireMember = (userid: string): string => {
    if (directory.find(userid) === undefined) throw notFound('企业成员')
    return userid
  }

  app.get('/work/members', () =>
    directory.all().map(({ userid, name, title }) => ({
      userid,
      name,
      title,
      contacts: contacts.relations.count(userid),
      pendingTasks: groupSends.tasksOf(userid).filter(({ send, task }) => isPending(send, task)).length,
    })),
  )

  app.get('/work/members/:userid/contacts', (request) => {
    const userid = requireMember(pathParam(request, 'userid'))
    const limit = Math.max(1, Number(queryOf(request).get('limit')) || SHOWN_CONTACTS)
    return contacts.relations
      .all(userid)
      .slice(-limit)
      .flatMap((relation) => {
        const person = kernel.people.find(relation.personId)
        if (person === undefined) return []
        return [
          {
            personId: person.id,
            externalUserid: contacts.externalUserid(person),
            name: person.name,
            remark: relation.remark,
            state: relation.state,
            since: new Date(relation.createdAt * 1000).toISOString(),
            removedByContact: relation.removedByContact,
            unconfirmed: relation.unconfirmed !== undefined,
          },
        ]
      })
  })

  app.get('/work/members/:userid/tasks', (request) =>
    groupSends
      .tasksOf(requireMember(pathParam(request, 'userid')))
      .slice(-SHOWN_TASKS)
      .map(({ send, task }) => describeTask(kernel, platforms, send, task))
      .reverse(),
  )

  app.get('/work/members/:userid/messages', (request) =>
    appMessages.of(requireMember(pathParam(request, 'userid'))).toReversed(),
  )

  app.post('/work/tasks/:msgid/confirm', (request) => {
    const body = readJson(request)
    const userid = requireMember(requiredString(body, 'userid'))
    const msgid = pathParam(request, 'msgid')
    const send = groupSends.find(msgid)
    if (send === undefined) throw notFound('群发任务')
    const chosen = body.receivers === undefined ? undefined : optionalStrings(body, 'receivers')
    if (chosen !== undefined && !send.allowSelect)
      throw new ControlError(409, 'NOT_SELECTABLE', '这次群发不允许成员挑选客户')
    const task = groupSends.confirm(msgid, userid, chosen)
    if (task === undefined) throw new ControlError(409, 'NOT_PENDING', '该任务没有待你确认的发送')
    return describeTask(kernel, platforms, send, task)
  })

  app.post('/work/members/:userid/oauth-code', (request) => ({
    code: oauth.memberCode(requireMember(pathParam(request, 'userid')), readJson(request).privateInfo === true),
  }))

  app.get('/contact-ways', () =>
    contactWays.list().map((way) => ({
      configId: way.configId,
      remark: way.remark,
      state: way.state,
      users: way.users,
      names: way.users.map((userid) => directory.nameOf(userid)),
      qrCode: contactWays.qrUrl(way),
      adds: way.adds,
    })),
  )
}

function isPending(send: GroupSend, task: MemberTask): boolean {
  return task.status === TASK_STATUS.waiting && !send.cancelled
}

/** The first receivers by name, all of them as numbers: a task may have twenty thousand. */
function describeTask(
  kernel: Kernel,
  { groupChats }: Platforms,
  send: GroupSend,
  task: MemberTask,
): Record<string, unknown> {
  const name = (receiver: number | string): string =>
    typeof receiver === 'string'
      ? (groupChats.find(receiver)?.name ?? '')
      : (kernel.people.numbered(receiver)?.name ?? '')
  const waiting = task.status === TASK_STATUS.waiting
  return {
    msgid: send.msgid,
    userid: task.userid,
    chatType: send.chatType,
    allowSelect: send.allowSelect,
    createdAt: new Date(send.createdAt).toISOString(),
    status: waiting ? (send.cancelled ? 'cancelled' : 'pending') : 'sent',
    reminders: send.reminders.length,
    text: send.content.text ?? '',
    attachments: send.content.attachments,
    total: task.receivers.length,
    sent: [...task.statuses].filter((status) => Number(status) === SEND_STATUS.sent).length,
    receivers: task.receivers.slice(0, SHOWN_RECEIVERS).map((receiver, place) => ({
      id: receiverId(kernel, receiver),
      name: name(receiver),
      status: sendStatus(task, place),
    })),
  }
}

function receiverId(kernel: Kernel, receiver: number | string): string {
  return typeof receiver === 'string' ? receiver : (kernel.people.numbered(receiver)?.id ?? '')
}
