import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { XmlFields } from '../callbacks/xml'
import { randomMessageId } from '../kernel/ids'
import type { Kernel } from '../kernel/kernel'
import type { Platforms } from '../platforms/platforms'
import type { AppMessage } from '../platforms/work/app-messages'
import { ROOT_DEPARTMENT, type MemberChange } from '../platforms/work/directory'
import { acted } from './acted'
import { ControlError, invalid, notFound } from './control-error'
import { optionalNumber, optionalString, optionalStrings, pathParam, readJson, requiredString } from './input'
import { personOf } from './person-of'

const APP_EVENTS = ['enter_agent', 'subscribe', 'unsubscribe', 'click', 'view', 'location'] as const

/** `/sandbox/api/work…`: what members do in their client and the administrator in the company's console. */
export function workActRoutes(app: FastifyInstance, kernel: Kernel, platforms: Platforms): void {
  const { contacts, corpTags, directory, moments, appMessages, workEvents, workSettings, acquisitionLinks } = platforms
  const requireMember = (request: FastifyRequest): string => {
    const userid = pathParam(request, 'userid')
    if (directory.find(userid) === undefined) throw notFound('企业成员')
    return userid
  }

  app.put('/work/members/:userid', async (request) => {
    const body = readJson(request)
    const change: MemberChange = {}
    for (const field of ['name', 'title', 'mobile', 'email'] as const) {
      const value = optionalString(body, field)
      if (value !== undefined) change[field] = value
    }
    const status = optionalNumber(body, 'status')
    if (status !== undefined) change.status = status
    if (body.departments !== undefined) change.departments = departmentsOf(body.departments)
    return acted(await directory.save(pathParam(request, 'userid'), change))
  })
  app.delete('/work/members/:userid', async (request) => acted(await directory.remove(requireMember(request))))

  app.post('/work/members/:userid/customers/:personId', async (request) => {
    const body = readJson(request)
    const person = kernel.people.find(pathParam(request, 'personId'))
    if (person === undefined) throw notFound('用户')
    const remark = optionalString(body, 'remark')
    const description = optionalString(body, 'description')
    const delivery = await contacts.edit(person, requireMember(request), {
      ...(remark === undefined ? {} : { remark }),
      ...(description === undefined ? {} : { description }),
      ...(body.tagIds === undefined ? {} : { tagIds: optionalStrings(body, 'tagIds') }),
    })
    return acted(delivery)
  })

  app.post('/work/members/:userid/customers/:personId/confirm', async (request) => {
    const person = kernel.people.find(pathParam(request, 'personId'))
    if (person === undefined) throw notFound('用户')
    return acted(await contacts.confirm(person, requireMember(request)))
  })

  app.post('/work/departments', async (request) => {
    const body = readJson(request)
    const { id, delivery } = directory.addDepartment(
      requiredString(body, 'name'),
      optionalNumber(body, 'parentId') ?? ROOT_DEPARTMENT,
    )
    return { id, ...acted(await delivery) }
  })
  app.put('/work/departments/:id', async (request) => {
    const name = requiredString(readJson(request), 'name')
    return acted(await directory.renameDepartment(Number(pathParam(request, 'id')), name))
  })
  app.delete('/work/departments/:id', async (request) =>
    acted(await directory.removeDepartment(Number(pathParam(request, 'id')))),
  )

  app.post('/work/members/:userid/app-event', async (request) => {
    const body = readJson(request)
    const event = requiredString(body, 'event')
    if (!APP_EVENTS.some((known) => known === event)) throw invalid(`event 应为 ${APP_EVENTS.join('、')}`)
    const eventKey = optionalString(body, 'eventKey') ?? ''
    const place: XmlFields =
      event === 'location' ? { Latitude: '30.25', Longitude: '120.16', Precision: '65.0', AppType: 'wxwork' } : {}
    const fields: XmlFields = { MsgType: 'event', Event: event, EventKey: eventKey, ...place }
    return acted(await workEvents.fromMember(requireMember(request), fields))
  })
  app.post('/work/members/:userid/app-text', async (request) => {
    const content = requiredString(readJson(request), 'text')
    const fields: XmlFields = { MsgType: 'text', Content: content, MsgId: BigInt(randomMessageId()) }
    return acted(await workEvents.fromMember(requireMember(request), fields))
  })
  app.post('/work/members/:userid/messages/:msgid/tap', async (request) => {
    const userid = requireMember(request)
    const message = appMessages.of(userid).find(({ msgid }) => msgid === pathParam(request, 'msgid'))
    if (message?.kind !== 'template_card') throw notFound('卡片消息')
    const key = requiredString(readJson(request), 'key')
    return acted(await workEvents.fromMember(userid, cardEvent(message, key)))
  })

  app.get('/work/members/:userid/moments', (request) => {
    const userid = requireMember(request)
    return moments
      .tasksOf(userid)
      .map((moment) => ({
        momentId: moment.momentId,
        createdAt: new Date(moment.createdAt).toISOString(),
        text: moment.order.text,
        attachments: moment.order.attachments.map(({ kind }) => kind),
        status: momentStatus(moment.cancelled, moment.tasks.find((task) => task.userid === userid)?.publishedAt),
        reactions: moment.reactions
          .filter((reaction) => reaction.userid === userid)
          .map(({ kind, number, text }) => ({ kind, name: kernel.people.numbered(number)?.name ?? '', text })),
      }))
      .reverse()
  })
  app.post('/work/moments/:momentId/publish', (request) => {
    const userid = requiredString(readJson(request), 'userid')
    const momentId = pathParam(request, 'momentId')
    const moment = moments.find(momentId)
    if (moment === undefined) throw notFound('朋友圈')
    if (!moments.publish(momentId, userid)) throw new ControlError(409, 'NOT_PENDING', '没有待你发表的朋友圈')
    return { published: true, audience: moments.audience(moment, userid).length }
  })
  app.get('/people/:id/moments', (request) =>
    moments.shownTo(personOf(kernel, request)).map(({ moment, userid, publishedAt }) => ({
      momentId: moment.momentId,
      userid,
      name: directory.nameOf(userid),
      text: moment.order.text,
      attachments: moment.order.attachments.map(({ kind, url }) => ({ kind, url })),
      at: new Date(publishedAt * 1000).toISOString(),
    })),
  )
  app.post('/people/:id/react', (request) => {
    const body = readJson(request)
    const [momentId, userid] = [requiredString(body, 'momentId'), requiredString(body, 'userid')]
    return { changed: moments.react(personOf(kernel, request), momentId, userid, optionalString(body, 'text')) }
  })

  app.post('/work/tags', (request) => {
    const body = readJson(request)
    return corpTags.createInConsole(requiredString(body, 'group'), requiredString(body, 'name'))
  })
  app.put('/work/tags/:id', async (request) => {
    const name = requiredString(readJson(request), 'name')
    if (!(await corpTags.renameInConsole(pathParam(request, 'id'), name))) throw notFound('标签')
    return { changed: true }
  })
  app.delete('/work/tags/:id', async (request) => {
    if (!(await corpTags.removeInConsole(pathParam(request, 'id')))) throw notFound('标签')
    return { changed: true }
  })

  app.get('/work/settings', () => workSettings.current)
  app.put('/work/settings', async (request) => {
    const body = readJson(request)
    const balance = optionalNumber(body, 'acquisitionBalance')
    if (balance !== undefined) await acquisitionLinks.setBalance(balance)
    workSettings.change({
      ...(body.trustedIps === undefined ? {} : { trustedIps: optionalStrings(body, 'trustedIps') }),
      ...(typeof body.unionidBound === 'boolean' ? { unionidBound: body.unionidBound } : {}),
      ...ruleOf(optionalString(body, 'receiverRule')),
    })
    return workSettings.current
  })
}

function departmentsOf(value: unknown): number[] {
  if (!Array.isArray(value) || !value.every((id): id is number => Number.isInteger(id)))
    throw invalid('departments 应为部门编号列表')
  return value
}

function ruleOf(rule: string | undefined): { receiverRule?: 'month' | 'week' | 'day' } {
  if (rule === undefined) return {}
  if (rule !== 'month' && rule !== 'week' && rule !== 'day') throw invalid('receiverRule 应为 month、week 或 day')
  return { receiverRule: rule }
}

function momentStatus(cancelled: boolean, publishedAt: number | undefined): string {
  if (publishedAt !== undefined) return 'published'
  return cancelled ? 'cancelled' : 'pending'
}

/** A tapped card. `OpitonIds` really is misspelt there; a card with buttons has none chosen. */
function cardEvent(message: AppMessage, key: string): XmlFields {
  return {
    MsgType: 'event',
    Event: 'template_card_event',
    EventKey: key,
    TaskId: message.taskId ?? '',
    CardType: 'button_interaction',
    ResponseCode: message.responseCode,
    SelectedItems: { SelectedItem: { QuestionKey: '', OpitonIds: { OpitonId: '' } } },
  }
}
