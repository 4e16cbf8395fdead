import { ok, PlainAnswer, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomHex, randomText } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { qrPng } from '../../kernel/qr-image'
import { optionalText, page, text, texts, wholeNumber } from '../../kernel/validate'

export interface ContactWay {
  configId: string
  type: number
  scene: number
  style: number
  remark: string
  skipVerify: boolean
  state: string
  users: string[]
  qrKey: string
  createdAt: number
  /** How many have added through it: the next member in turn is picked by it. */
  adds: number
}

const MEMBER_LIMIT = 100
const TEXT_LIMIT = 30
const QR_HOST = 'wework.qpic.cn'

/** Live codes 渠道活码 (protocol reference §3.4). */
export class ContactWays {
  private readonly rows

  constructor(private readonly kernel: Kernel) {
    this.rows = kernel.store.map<ContactWay>(`contact ways ${kernel.accounts.work.corpid}`)
  }

  list(): ContactWay[] {
    return [...this.rows.values()]
  }

  find(configId: string): ContactWay | undefined {
    return this.rows.get(configId)
  }

  /** The member whose turn it is. */
  nextMember(way: ContactWay): string {
    const userid = way.users[way.adds % way.users.length] ?? ''
    way.adds += 1
    return userid
  }

  qrUrl(way: ContactWay): string {
    return `${this.kernel.publicUrl()}/${QR_HOST}/wwpic/${way.qrKey}/0`
  }

  add(body: JsonObject): Record<string, unknown> {
    const type = wholeNumber(body, 'type', 0, 41038)
    if (type !== 1 && type !== 2) throw new PlatformError(41038)
    const scene = wholeNumber(body, 'scene', 0, 41039)
    if (scene !== 1 && scene !== 2) throw new PlatformError(41039)
    const way: ContactWay = {
      configId: randomHex(16),
      type,
      scene,
      style: wholeNumber(body, 'style', 1, 40058),
      remark: short(body, 'remark') ?? '',
      skipVerify: body.skip_verify !== false,
      state: short(body, 'state') ?? '',
      users: this.readUsers(body, type),
      qrKey: randomText(40),
      createdAt: this.kernel.clock.nowSeconds(),
      adds: 0,
    }
    this.rows.set(way.configId, way)
    return ok({ config_id: way.configId, ...(scene === 2 ? { qr_code: this.qrUrl(way) } : {}) })
  }

  get(body: JsonObject): Record<string, unknown> {
    const way = this.require(body)
    return ok({
      contact_way: {
        config_id: way.configId,
        type: way.type,
        scene: way.scene,
        style: way.style,
        remark: way.remark,
        skip_verify: way.skipVerify,
        state: way.state,
        ...(way.scene === 2 ? { qr_code: this.qrUrl(way) } : {}),
        user: way.users,
        party: [],
        is_temp: false,
      },
    })
  }

  /** Members are replaced as a whole; type and scene stay; what is left out stays. */
  update(body: JsonObject): Record<string, unknown> {
    const way = this.require(body)
    const remark = short(body, 'remark')
    const state = short(body, 'state')
    const users = body.user === undefined ? undefined : this.readUsers(body, way.type)
    if (remark !== undefined) way.remark = remark
    if (state !== undefined) way.state = state
    if (users !== undefined) way.users = users
    if (typeof body.skip_verify === 'boolean') way.skipVerify = body.skip_verify
    return ok()
  }

  remove(body: JsonObject): Record<string, unknown> {
    this.rows.delete(this.require(body).configId)
    return ok()
  }

  ids(body: JsonObject): Record<string, unknown> {
    const { items, nextCursor } = page(this.list(), body, 100, 1000)
    return ok({ contact_way: items.map(({ configId }) => ({ config_id: configId })), next_cursor: nextCursor })
  }

  picture(path: string): PlainAnswer {
    const way = this.list().find(({ qrKey }) => path.includes(qrKey))
    if (way === undefined) return new PlainAnswer(404, 'text/plain', '')
    return new PlainAnswer(200, 'image/png', qrPng(`https://work.weixin.qq.com/u/vc${way.qrKey.slice(0, 16)}`))
  }

  private require(body: JsonObject): ContactWay {
    const way = this.rows.get(text(body, 'config_id', 41037))
    if (way === undefined) throw new PlatformError(41037)
    return way
  }

  private readUsers(body: JsonObject, type: number): string[] {
    const users = texts(body, 'user', 40058)
    if (users.length === 0 || (type === 1 && users.length !== 1)) throw new PlatformError(40058)
    if (users.length > MEMBER_LIMIT) throw new PlatformError(41041)
    for (const userid of users)
      if (!this.kernel.accounts.work.members.some((member) => member.userid === userid)) throw new PlatformError(41054)
    return users
  }
}

function short(body: JsonObject, field: string): string | undefined {
  const value = optionalText(body, field, 40058)
  if (value !== undefined && [...value].length > TEXT_LIMIT)
    throw new PlatformError(40058, `${field} exceed max length 30`)
  return value
}

export function contactWayEndpoints(ways: ContactWays): Endpoint[] {
  const common = { host: 'qyapi.weixin.qq.com', method: 'POST', token: ['work'] } satisfies Partial<Endpoint>
  const base = '/cgi-bin/externalcontact'
  return [
    { host: QR_HOST, method: 'GET', path: '/wwpic/*', token: [], handle: ({ path }) => ways.picture(path) },
    { ...common, path: `${base}/add_contact_way`, handle: ({ body }) => ways.add(body) },
    { ...common, path: `${base}/get_contact_way`, handle: ({ body }) => ways.get(body) },
    { ...common, path: `${base}/update_contact_way`, handle: ({ body }) => ways.update(body) },
    { ...common, path: `${base}/del_contact_way`, handle: ({ body }) => ways.remove(body) },
    { ...common, path: `${base}/list_contact_way`, handle: ({ body }) => ways.ids(body) },
  ]
}
