import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Delivery } from '../callbacks/callback-sender'
import type { JsonObject } from '../kernel/json'
import type { Kernel } from '../kernel/kernel'
import type { Gender, Person } from '../people/people'
import type { Platforms } from '../platforms/platforms'
import { ADD_WAY } from '../platforms/work/contacts'
import { invalid, notFound } from './control-error'
import { actTime, optionalString, pathParam, queryOf, readJson, requiredString } from './input'

const GENDERS: readonly Gender[] = ['male', 'female', 'unknown']
const DEFAULT_LIMIT = 50
const LARGEST_LIMIT = 1000

/** `/sandbox/api/people…`: who is there, and what they do on their phones. */
export function peopleRoutes(app: FastifyInstance, kernel: Kernel, platforms: Platforms): void {
  const { people, accounts } = kernel
  const { followers, miniProgram, subscribeMessages, contacts, contactWays, qrcodes, oauth } = platforms

  const personOf = (request: FastifyRequest): Person => {
    const person = people.find(pathParam(request, 'id'))
    if (person === undefined) throw notFound('用户')
    // Whoever acts is known by name from then on.
    return request.method === 'POST' ? people.keep(person) : person
  }
  const requireOfficialAccount = (body: JsonObject): void => {
    if (requiredString(body, 'appid') !== accounts.officialAccount.appid) throw notFound('公众号')
  }
  const requireMiniProgram = (body: JsonObject): void => {
    if (requiredString(body, 'appid') !== accounts.miniProgram.appid) throw notFound('小程序')
  }

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
    const person = personOf(request)
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
      contacts: contacts.relationsOf(person).map(({ userid, createdAt, state: way, removedByContact }) => ({
        userid,
        name: contacts.directory.nameOf(userid),
        since: isoTime(createdAt),
        state: way,
        removedByContact,
      })),
    }
  })

  app.get('/people/:id/inbox', (request) => kernel.inbox.of(personOf(request)))

  app.post('/people/:id/follow', async (request) => {
    const person = personOf(request)
    const body = readJson(request)
    requireOfficialAccount(body)
    const scene = optionalString(body, 'scene')
    const code = scene === undefined ? undefined : qrcodes.byScene(accounts.officialAccount.appid, scene)
    if (scene !== undefined && code === undefined) throw notFound(`二维码场景 ${scene}`)
    return acted(await followers.follow(person, { code, at: actTime(body) }))
  })

  app.post('/people/:id/unfollow', async (request) => {
    const person = personOf(request)
    const body = readJson(request)
    requireOfficialAccount(body)
    return acted(await followers.unfollow(person, actTime(body)))
  })

  app.post('/people/:id/scan', async (request) => {
    const person = personOf(request)
    const body = readJson(request)
    const code = qrcodes.byTicket(requiredString(body, 'ticket'))
    if (code === undefined) throw notFound('二维码')
    return acted(await followers.scan(person, code, actTime(body)))
  })

  app.post('/people/:id/message', async (request) => {
    const person = personOf(request)
    const body = readJson(request)
    requireOfficialAccount(body)
    return acted(await followers.write(person, requiredString(body, 'text'), actTime(body)))
  })

  for (const [path, refuses] of [
    ['block', true],
    ['unblock', false],
  ] as const) {
    app.post(`/people/:id/${path}`, (request) => {
      const person = personOf(request)
      requireOfficialAccount(readJson(request))
      return { changed: followers.refuseTemplates(person, refuses) }
    })
  }

  app.post('/people/:id/login-code', (request) => {
    const person = personOf(request)
    requireMiniProgram(readJson(request))
    return { code: miniProgram.loginCode(person) }
  })

  app.post('/people/:id/phone-code', (request) => {
    const person = personOf(request)
    requireMiniProgram(readJson(request))
    return { code: miniProgram.phoneCode(person) }
  })

  app.post('/people/:id/subscribe', async (request) => {
    const person = personOf(request)
    const body = readJson(request)
    requireMiniProgram(body)
    const templateId = requiredString(body, 'templateId')
    if (!(await subscribeMessages.answerPanel(person, templateId, body.accept !== false))) throw notFound('订阅模板')
    return { left: subscribeMessages.left(person, templateId) }
  })

  app.post('/people/:id/oauth-code', (request) => {
    const person = personOf(request)
    const body = readJson(request)
    requireOfficialAccount(body)
    return {
      code: oauth.webCode(person, accounts.officialAccount.appid, optionalString(body, 'scope') ?? 'snsapi_base'),
    }
  })

  app.post('/people/:id/add-contact', async (request) => {
    const person = personOf(request)
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
    const person = personOf(request)
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

/** What an act led to: nothing when it changed nothing, else whether the first callback was accepted. */
function acted(delivery: Delivery | null): { changed: boolean; delivered: boolean; status: number | null } {
  if (delivery === null) return { changed: false, delivered: false, status: null }
  return { changed: true, delivered: delivery.delivered, status: delivery.status }
}
