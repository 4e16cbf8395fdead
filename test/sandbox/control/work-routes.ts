import type { FastifyInstance } from 'fastify'
import type { Kernel } from '../kernel/kernel'
import type { Platforms } from '../platforms/platforms'
import { TASK_STATUS, type GroupSend, type MemberTask } from '../platforms/work/group-sends'
import { ControlError, notFound } from './control-error'
import { pathParam, readJson, requiredString } from './input'

/** `/sandbox/api/work…`: what WeCom members see and do in their client. */
export function workRoutes(app: FastifyInstance, kernel: Kernel, platforms: Platforms): void {
  const { contacts, contactWays, groupSends, appMessages, oauth } = platforms
  const requireMember = (userid: string): string => {
    if (!kernel.accounts.work.members.some((member) => member.userid === userid)) throw notFound('企业成员')
    return userid
  }

  app.get('/work/members', () =>
    kernel.accounts.work.members.map((member) => ({
      ...member,
      contacts: contacts.relationsOfMember(member.userid).length,
      pendingTasks: groupSends.tasksOf(member.userid).filter(({ send, task }) => isPending(send, task)).length,
    })),
  )

  app.get('/work/members/:userid/contacts', (request) => {
    const userid = requireMember(pathParam(request, 'userid'))
    return contacts.relationsOfMember(userid).flatMap((relation) => {
      const person = kernel.people.find(relation.personId)
      if (person === undefined) return []
      return [
        {
          personId: person.id,
          externalUserid: kernel.people.externalUserid(person, contacts.corpid),
          name: person.name,
          remark: relation.remark,
          state: relation.state,
          since: new Date(relation.createdAt * 1000).toISOString(),
          removedByContact: relation.removedByContact,
        },
      ]
    })
  })

  app.get('/work/members/:userid/tasks', (request) =>
    groupSends
      .tasksOf(requireMember(pathParam(request, 'userid')))
      .map(({ send, task }) => describeTask(kernel, send, task))
      .reverse(),
  )

  app.get('/work/members/:userid/messages', (request) =>
    appMessages.of(requireMember(pathParam(request, 'userid'))).toReversed(),
  )

  app.post('/work/tasks/:msgid/confirm', (request) => {
    const userid = requireMember(requiredString(readJson(request), 'userid'))
    const msgid = pathParam(request, 'msgid')
    const send = groupSends.find(msgid)
    if (send === undefined) throw notFound('群发任务')
    const task = groupSends.confirm(msgid, userid)
    if (task === undefined) throw new ControlError(409, 'NOT_PENDING', '该任务没有待你确认的发送')
    return describeTask(kernel, send, task)
  })

  app.post('/work/members/:userid/oauth-code', (request) => ({
    code: oauth.memberCode(requireMember(pathParam(request, 'userid'))),
  }))

  app.get('/contact-ways', () =>
    contactWays.list().map((way) => ({
      configId: way.configId,
      remark: way.remark,
      state: way.state,
      users: way.users,
      names: way.users.map(
        (userid) => kernel.accounts.work.members.find((member) => member.userid === userid)?.name ?? userid,
      ),
      qrCode: contactWays.qrUrl(way),
      adds: way.adds,
    })),
  )
}

function isPending(send: GroupSend, task: MemberTask): boolean {
  return task.status === TASK_STATUS.waiting && !send.cancelled
}

function describeTask(kernel: Kernel, send: GroupSend, task: MemberTask): Record<string, unknown> {
  return {
    msgid: send.msgid,
    userid: task.userid,
    createdAt: new Date(send.createdAt).toISOString(),
    status:
      send.cancelled && task.status === TASK_STATUS.waiting
        ? 'cancelled'
        : task.status === TASK_STATUS.sent
          ? 'sent'
          : 'pending',
    text: send.content.text ?? '',
    attachments: send.content.attachments,
    receivers: task.receivers.map(({ personId, status }) => ({
      personId,
      name: kernel.people.find(personId)?.name ?? '',
      status,
    })),
  }
}
