import type { FastifyInstance } from 'fastify'
import type { DemoAccounts } from '../accounts'
import type { Kernel } from '../kernel/kernel'
import type { Gender, Person } from '../people/people'
import type { Platforms } from '../platforms/platforms'
import { ADD_WAY } from '../platforms/work/contacts'
import { acted } from './acted'
import { invalid, notFound } from './control-error'
import { actTime, optionalString, queryOf, readJson, requiredString } from './input'
import { personOf } from './person-of'

const GENDERS: readonly Gender[] = ['male', 'female', 'unknown']
const DEFAULT_LIMIT = 50
const LARGEST_LIMIT = 1000

/** `/sandbox/api/people…`: who is there, and what they do on their phones. */
export function peopleRoutes(app: FastifyInstance, kernel: Kernel, platforms: Platforms): void {
  const { people, accounts } = kernel
  const { followers, contacts, contactWays } = platforms

  app.post('/people', (request) => {
    const body = readJson(request)
    const id = optionalString(body, 'id')
    if (id !== undefined && !/^[a-z0-9-]{1,40}$/.test(id)) throw invalid('id 只能用小写字母、数字和连字符')
    const gender = optionalString(body, 'gender')
    if (gender !== undefined && !GENDERS.some((known) => known === gender))
      throw invalid(`gender 应为 ${GENDERS.join('、')}`)
    const person = people.create({
      id,
      name: optionalString(body, 'name'),
      phone: optionalString(body, 'phone'),
      gender: GENDERS.find((known) => known === gender),
      city: optionalString(body, 'city'),
      company: optionalString(body, 'company'),
    })
    return brief(kernel, person)
  })

  app.get('/people', (request) => {
    const query = queryOf(request)
    const limit = Math.min(Number(query.get('limit') ?? DEFAULT_LIMIT) || DEFAULT_LIMIT, LARGEST_LIMIT)
    const { total, items } = people.search(query.get('search') ?? '', limit)
    return { total, items: items.map((person) => brief(kernel, person)) }
  })

  app.get('/people/:id', (request) => {
    const person = personOf(kernel, request)
    const state = followers.state(person)
    return {
      ...brief(kernel, person),
      openids: Object.fromEntries(
        [accounts.officialAccount, accounts.miniProgram].map(({ appid }) => [appid, people.openid(person, appid)]),
      ),
      externalUserid: people.externalUserid(person, accounts.work.corpid),
      following:
        state?.subscribed === true
          ? [
              {
                appid: accounts.officialAccount.appid,
                since: isoTime(state.subscribeTime),
                scene: state.qrSceneStr || String(state.qrScene || ''),
              },
            ]
          : [],
      refusesTemplates: state?.refusesTemplates ?? false,
      subscriptions: subscriptionsOf(platforms, accounts, person),
      typing: platforms.customerMessages.typingAccounts(person),
      contacts: contacts.relationsOf(person).map(({ userid, createdAt, state: way, removedByContact }) => ({
        userid,
        name: contacts.directory.nameOf(userid),
        since: isoTime(createdAt),
        state: way,
        removedByContact,
      })),
    }
  })

  app.get('/people/:id/inbox', (request) => kernel.inbox.of(personOf(kernel, request)))

  app.post('/people/:id/add-contact', async (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    const configId = optionalString(body, 'configId')
    if (configId === undefined) {
      const userid = requiredString(body, 'userid')
      return {
        userid,
        ...acted(await contacts.add(person, userid, { state: optionalString(body, 'state'), at: actTime(body) })),
      }
    }
    const way = contactWays.find(configId)
    if (way === undefined) throw notFound('渠道活码')
    const userid = contactWays.nextMember(way)
    return {
      userid,
      ...acted(await contacts.add(person, userid, { state: way.state, addWay: ADD_WAY.qr, at: actTime(body) })),
    }
  })

  app.post('/people/:id/delete-contact', async (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    const userid = requiredString(body, 'userid')
    const byMember = optionalString(body, 'by') === 'member'
    const change = byMember ? contacts.removeCustomer.bind(contacts) : contacts.removeMember.bind(contacts)
    return acted(await change(person, userid, actTime(body)))
  })
}

function brief(kernel: Kernel, person: Person): Record<string, unknown> {
  const { id, name, phone, gender, city } = person
  return { id, name, phone, gender, city, unionid: kernel.people.unionid(person) }
}

function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}

/** The templates somebody may subscribe to, and how many messages each account may still send by them. */
function subscriptionsOf(platforms: Platforms, accounts: DemoAccounts, person: Person): Record<string, unknown>[] {
  const { miniProgram, officialAccount } = accounts
  return [
    { account: miniProgram, messages: platforms.subscribeMessages, templates: platforms.subscribeTemplates },
    { account: officialAccount, messages: platforms.notices, templates: platforms.noticeTemplates },
  ].flatMap(({ account, messages, templates }) =>
    templates.all().map(({ templateId, title }) => ({
      appid: account.appid,
      account: account.name,
      templateId,
      title,
      left: messages.left(person, templateId),
    })),
  )
}
