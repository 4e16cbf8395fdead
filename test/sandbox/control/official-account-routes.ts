import type { FastifyInstance } from 'fastify'
import type { XmlFields } from '../callbacks/xml'
import type { JsonObject } from '../kernel/json'
import type { Kernel } from '../kernel/kernel'
import type { MenuButton } from '../platforms/official-account/menus'
import type { Platforms } from '../platforms/platforms'
import { acted } from './acted'
import { ControlError, notFound } from './control-error'
import { actTime, optionalString, readJson, requiredNumber, requiredString } from './input'
import { personOf } from './person-of'
import { readMessage } from './person-message'

/** Which event a tap on a menu button causes, and whether it opens the customer-service window (protocol reference §1.4, §1.10). */
function tapEvent(button: MenuButton, menuid: string): { fields: XmlFields; opens: boolean } | undefined {
  const { type = '', key = '' } = button
  switch (type) {
    case 'click':
      return { fields: { Event: 'CLICK', EventKey: key }, opens: true }
    case 'view':
      return { fields: { Event: 'VIEW', EventKey: button.url ?? '', MenuId: menuid }, opens: false }
    case 'miniprogram':
      return { fields: { Event: 'view_miniprogram', EventKey: button.pagepath ?? '', MenuId: menuid }, opens: false }
    case 'scancode_push':
    case 'scancode_waitmsg':
      return {
        fields: {
          Event: type,
          EventKey: key,
          ScanCodeInfo: { ScanType: 'qrcode', ScanResult: 'https://guyuji.example/' },
        },
        opens: true,
      }
    case 'pic_sysphoto':
    case 'pic_photo_or_album':
    case 'pic_weixin':
      return {
        fields: {
          Event: type,
          EventKey: key,
          SendPicsInfo: { Count: 1, PicList: { item: [{ PicMd5Sum: '1b5f7c23b5bf75682a53e7b6d163e185' }] } },
        },
        opens: false,
      }
    case 'location_select':
      return {
        fields: {
          Event: type,
          EventKey: key,
          SendLocationInfo: {
            Location_X: '30.24',
            Location_Y: '120.15',
            Scale: '15',
            Label: '杭州市西湖区',
            Poiname: '',
          },
        },
        opens: false,
      }
    default:
      return undefined
  }
}

/** `/sandbox/api/people/:id/…`: what a person does as a follower of the official account. */
export function officialAccountRoutes(app: FastifyInstance, kernel: Kernel, platforms: Platforms): void {
  const { followers, menus, miniProgram, qrcodes } = platforms
  const { officialAccount, miniProgram: program } = kernel.accounts

  const requireOfficialAccount = (body: JsonObject): void => {
    if (requiredString(body, 'appid') !== officialAccount.appid) throw notFound('公众号')
  }

  app.post('/people/:id/follow', async (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    requireOfficialAccount(body)
    const scene = optionalString(body, 'scene')
    const code = scene === undefined ? undefined : qrcodes.byScene(officialAccount.appid, scene)
    if (scene !== undefined && code === undefined) throw notFound(`二维码场景 ${scene}`)
    return acted(await followers.follow(person, { code, at: actTime(body) }))
  })

  app.post('/people/:id/unfollow', async (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    requireOfficialAccount(body)
    return acted(await followers.unfollow(person, actTime(body)))
  })

  app.post('/people/:id/scan', async (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    const code = qrcodes.byTicket(requiredString(body, 'ticket'))
    if (code === undefined) throw notFound('二维码')
    return acted(await followers.scan(person, code, actTime(body)))
  })

  app.post('/people/:id/message', async (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    const { fields, shown } = readMessage(platforms.media, requiredString(body, 'appid'), body)
    if (body.appid === program.appid) return acted(await miniProgram.write(person, fields, shown))
    requireOfficialAccount(body)
    return acted(await followers.write(person, fields, shown, actTime(body)))
  })

  app.post('/people/:id/location', async (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    requireOfficialAccount(body)
    const [latitude, longitude] = [requiredNumber(body, 'latitude'), requiredNumber(body, 'longitude')]
    const fields = { Event: 'LOCATION', Latitude: latitude, Longitude: longitude, Precision: 119.385 }
    return acted(await followers.act(person, fields, false, actTime(body)))
  })

  app.get('/people/:id/menu', (request) => {
    const menu = menus.of(personOf(kernel, request))
    return { menuid: menu?.menuid ?? null, buttons: menu?.button ?? [] }
  })

  app.post('/people/:id/menu-tap', async (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    requireOfficialAccount(body)
    const menu = menus.of(person)
    const place = [requiredNumber(body, 'button'), body.sub === undefined ? undefined : requiredNumber(body, 'sub')]
    const first = menu?.button[place[0] ?? 0]
    const button = place[1] === undefined ? first : first?.sub_button[place[1]]
    if (menu === undefined || button === undefined) throw notFound('菜单按钮')
    const event = tapEvent(button, menu.menuid)
    if (event === undefined) throw new ControlError(409, 'NO_EVENT', '这个按钮只打开内容，不产生事件')
    const opened = { url: button.url ?? null, page: button.pagepath ?? null }
    return { ...acted(await followers.act(person, event.fields, event.opens, actTime(body))), ...opened }
  })

  for (const [path, refuses] of [
    ['block', true],
    ['unblock', false],
  ] as const) {
    app.post(`/people/:id/${path}`, (request) => {
      const person = personOf(kernel, request)
      requireOfficialAccount(readJson(request))
      return { changed: followers.refuseTemplates(person, refuses) }
    })
  }

  app.post('/people/:id/oauth-code', (request) => {
    const person = personOf(kernel, request)
    const body = readJson(request)
    requireOfficialAccount(body)
    const scope = optionalString(body, 'scope') ?? 'snsapi_base'
    return { code: platforms.oauth.webCode(person, officialAccount.appid, scope, body.snapshot === true) }
  })
}
