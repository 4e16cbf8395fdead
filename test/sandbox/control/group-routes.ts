import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Kernel } from '../kernel/kernel'
import type { Person } from '../people/people'
import type { Platforms } from '../platforms/platforms'
import type { GroupChat } from '../platforms/work/group-chats'
import { TRANSFER_STATUS, type Transfer } from '../platforms/work/transfers'
import { acted } from './acted'
import { ControlError, notFound } from './control-error'
import { actTime, optionalString, optionalStrings, pathParam, readJson, requiredString } from './input'
import { personNamed, personOf } from './person-of'

const SHOWN_GROUP_MEMBERS = 50
const STATUS_NAMES: Record<number, string> = {
  [TRANSFER_STATUS.done]: 'done',
  [TRANSFER_STATUS.waiting]: 'waiting',
  [TRANSFER_STATUS.refused]: 'refused',
  [TRANSFER_STATUS.full]: 'full',
}

/** `/sandbox/api/work/groups…` and what people do with groups, acquisition links and handing over. */
export function groupRoutes(app: FastifyInstance, kernel: Kernel, platforms: Platforms): void {
  const { directory, groupChats, joinWays, transfers, acquisitionLinks, contacts } = platforms
  const chatOf = (request: FastifyRequest): GroupChat => {
    const chat = groupChats.find(pathParam(request, 'chatId'))
    if (chat === undefined || chat.dismissed !== undefined) throw notFound('客户群')
    return chat
  }
  const actingPerson = (id: string): Person => kernel.people.keep(personNamed(kernel, id))
  const member = (userid: string): string => {
    if (directory.find(userid) === undefined) throw notFound('企业成员')
    return userid
  }
  const describe = (chat: GroupChat): Record<string, unknown> => ({
    chatId: chat.chatId,
    openGid: groupChats.openGid(chat),
    name: chat.name,
    owner: chat.owner,
    notice: chat.notice,
    total: chat.members.length,
    members: chat.members.slice(0, SHOWN_GROUP_MEMBERS).map(({ id }) => {
      const person = typeof id === 'number' ? kernel.people.numbered(id) : undefined
      return { id: person?.id ?? String(id), name: person?.name ?? directory.nameOf(String(id)), staff: !person }
    }),
  })

  app.get('/work/members/:userid/groups', (request) =>
    groupChats
      .ownedBy(member(pathParam(request, 'userid')))
      .flatMap((chatId) => groupChats.find(chatId) ?? [])
      .map(describe),
  )
  app.post('/work/groups', async (request) => {
    const body = readJson(request)
    const people = optionalStrings(body, 'people').map(actingPerson)
    const owner = member(requiredString(body, 'owner'))
    return describe(await groupChats.create(owner, requiredString(body, 'name'), people))
  })
  app.put('/work/groups/:chatId', async (request) => {
    const body = readJson(request)
    const owner = optionalString(body, 'owner')
    const chat = chatOf(request)
    await groupChats.change(chat, {
      name: optionalString(body, 'name'),
      notice: optionalString(body, 'notice'),
      ...(owner === undefined ? {} : { owner: member(owner) }),
    })
    return describe(chat)
  })
  app.delete('/work/groups/:chatId', async (request) => acted(await groupChats.dismiss(chatOf(request))))
  app.post('/work/groups/:chatId/join', async (request) => {
    const body = readJson(request)
    const invitedBy = optionalString(body, 'invitedBy')
    const person = actingPerson(requiredString(body, 'personId'))
    return acted(await groupChats.join(chatOf(request), person.number, invitedBy === undefined ? {} : { invitedBy }))
  })
  app.post('/work/groups/:chatId/leave', async (request) => {
    const body = readJson(request)
    const person = actingPerson(requiredString(body, 'personId'))
    return acted(await groupChats.leave(chatOf(request), person.number, body.removed === true))
  })
  app.get('/join-ways', () => joinWays.list())
  app.post('/people/:id/join-group', async (request) => {
    const person = personOf(kernel, request)
    const way = joinWays.find(requiredString(readJson(request), 'configId'))
    if (way === undefined) throw notFound('进群方式')
    const chat = groupChats.find((await joinWays.chatFor(way)) ?? '')
    if (chat === undefined) throw new ControlError(409, 'GROUPS_FULL', '这个码的群都满了')
    return { chatId: chat.chatId, ...acted(await groupChats.join(chat, person.number, { state: way.state })) }
  })

  app.get('/work/members/:userid/transfers', (request) =>
    transfers
      .of(member(pathParam(request, 'userid')))
      .map((transfer) => describeTransfer(kernel, platforms, transfer))
      .reverse(),
  )
  app.post('/people/:id/refuse-transfer', async (request) => acted(await transfers.refuse(personOf(kernel, request))))

  app.get('/acquisition-links', () =>
    acquisitionLinks.list().map(({ linkId, name, url, users, clicks, customers }) => ({
      linkId,
      name,
      url,
      users,
      clicks: clicks.length,
      customers: customers.length,
    })),
  )
  app.post('/acquisition-links/:linkId/withdraw', async (request) => {
    const link = acquisitionLinks.find(pathParam(request, 'linkId'))
    if (link === undefined) throw notFound('获客链接')
    const unavailable = readJson(request).unavailable === true
    return acted(await acquisitionLinks.withdraw(link, unavailable ? 'link_unavailable' : 'delete_link'))
  })
  app.post('/people/:id/open-link', async (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    const link = acquisitionLinks.find(requiredString(body, 'linkId'))
    if (link === undefined) throw notFound('获客链接')
    const opened = await acquisitionLinks.open(person, link, optionalString(body, 'channel') ?? '', actTime(body))
    if (opened === undefined) throw new ControlError(409, 'NO_BALANCE', '获客额度已用完')
    return { userid: opened.userid, ...acted(opened.delivery) }
  })
  app.post('/people/:id/write-member', async (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    const userid = member(requiredString(body, 'userid'))
    const relation = contacts.relations.edit(userid, person)
    if (relation === undefined || relation.removedByContact) return { changed: false }
    relation.lastChatAt = kernel.clock.nowSeconds()
    const words = requiredString(body, 'text')
    kernel.inbox.deliver(person, { kind: 'sent_by_person', from: contacts.sender(userid), text: words })
    await acquisitionLinks.wrote(person, userid)
    return { changed: true }
  })
}

function describeTransfer(kernel: Kernel, { directory }: Platforms, transfer: Transfer): Record<string, unknown> {
  const { handover, takeover, number, status, takesEffectAt, resigned } = transfer
  const person = kernel.people.numbered(number)
  return {
    personId: person?.id ?? '',
    name: person?.name ?? '',
    from: { userid: handover, name: directory.nameOf(handover) },
    to: { userid: takeover, name: directory.nameOf(takeover) },
    status: STATUS_NAMES[status] ?? 'none',
    takesEffectAt: new Date(takesEffectAt * 1000).toISOString(),
    resigned,
  }
}
