import { ok, PlainAnswer, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomHex, randomText } from '../../kernel/ids'
import { byteLength, type JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { qrPng } from '../../kernel/qr-image'
import { optionalObject, optionalText, page, text, texts, wholeNumber } from '../../kernel/validate'
import { post } from './calls'
import type { Directory } from './directory'
import type { WorkMedia } from './media'

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
  parties: number[]
  /** A temporary code dies with its first use or at this time (unix seconds). */
  temporaryUntil?: number
  conclusions?: JsonObject
}

const MEMBER_LIMIT = 100
const TEXT_LIMIT = 30
const WAY_LIMIT = 500_000
const TEMPORARY_PER_DAY = 100_000
const LONGEST_TEMPORARY_SECONDS = 14 * 86_400
const TEMPORARY_SECONDS = 7 * 86_400
const CONCLUSION_BYTES = 4000
const LISTED_SECONDS = 90 * 86_400
const QR_HOST = 'wework.qpic.cn'

/** Live codes 渠道活码 (protocol reference §3.4). */
export class ContactWays {
  private readonly rows

  constructor(
    private readonly kernel: Kernel,
    private readonly directory: Directory,
  ) {
    this.rows = kernel.store.map<ContactWay>(`contact ways ${kernel.accounts.work.corpid}`)
  }

  list(): ContactWay[] {
    return [...this.rows.values()]
  }

  /** A live code that still works. */
  find(configId: string): ContactWay | undefined {
    const way = this.rows.get(configId)
    if (way?.temporaryUntil === undefined) return way
    return way.adds === 0 && this.kernel.clock.nowSeconds() < way.temporaryUntil ? way : undefined
  }

  /** The member whose turn it is. */
  nextMember(way: ContactWay): string {
    const users = this.everyone(way.users, way.parties)
    const userid = users[way.adds % users.length] ?? ''
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
    if (this.rows.size >= WAY_LIMIT) throw new PlatformError(41042, 'contact way count exceed limit')
    const parties = this.readParties(body, type)
    const way: ContactWay = {
      configId: randomHex(16),
      type,
      scene,
      style: wholeNumber(body, 'style', 1, 40058),
      remark: short(body, 'remark') ?? '',
      skipVerify: body.skip_verify !== false,
      state: short(body, 'state') ?? '',
      users: this.readUsers(body, type, parties),
      parties,
      ...this.temporary(body, type),
      ...conclusionsOf(body),
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
        party: way.parties,
        is_temp: way.temporaryUntil !== undefined,
        ...(way.conclusions === undefined ? {} : { conclusions: way.conclusions }),
      },
    })
  }

  /** Members are replaced as a whole; type and scene stay; what is left out stays. */
  update(body: JsonObject): Record<string, unknown> {
    const way = this.require(body)
    const remark = short(body, 'remark')
    const state = short(body, 'state')
    const parties = body.party === undefined ? way.parties : this.readParties(body, way.type)
    const users = body.user === undefined ? undefined : this.readUsers(body, way.type, parties)
    const { conclusions } = conclusionsOf(body)
    way.parties = parties
    if (conclusions !== undefined) way.conclusions = conclusions
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

  /** Those made in a span of time, the temporary ones left out; without a span those of the last 90 days. */
  ids(body: JsonObject): Record<string, unknown> {
    const now = this.kernel.clock.nowSeconds()
    const from = wholeNumber(body, 'start_time', now - LISTED_SECONDS, 40058)
    const to = wholeNumber(body, 'end_time', now, 40058)
    if (from > to || to - from > LISTED_SECONDS) throw new PlatformError(40058, 'invalid time range')
    const ways = this.list().filter(
      (way) => way.temporaryUntil === undefined && way.createdAt >= from && way.createdAt <= to,
    )
    const { items, nextCursor } = page(ways, body, 100, 1000)
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

  private readUsers(body: JsonObject, type: number, parties: number[]): string[] {
    const users = texts(body, 'user', 40058)
    if ((users.length === 0 && parties.length === 0) || (type === 1 && users.length !== 1))
      throw new PlatformError(40058)
    for (const userid of users) if (this.directory.find(userid) === undefined) throw new PlatformError(41054)
    if (this.everyone(users, parties).length > MEMBER_LIMIT) throw new PlatformError(41041)
    return users
  }

  /** Departments only for codes of several members. */
  private readParties(body: JsonObject, type: number): number[] {
    const given = body.party ?? []
    if (!Array.isArray(given) || !given.every((id): id is number => Number.isInteger(id)))
      throw new PlatformError(40058)
    if (type === 1 && given.length > 0) throw new PlatformError(40058, 'party is not allowed for type 1')
    for (const id of given) this.directory.inDepartment(id, false)
    return given
  }

  private everyone(users: string[], parties: number[]): string[] {
    const others = parties.flatMap((id) => this.directory.inDepartment(id, true).map(({ userid }) => userid))
    return [...new Set([...users, ...others])]
  }

  private temporary(body: JsonObject, type: number): { temporaryUntil?: number } {
    if (body.is_temp !== true) return {}
    if (type !== 1) throw new PlatformError(41040, 'temporary contact way must be of a single member')
    const seconds = wholeNumber(body, 'expires_in', TEMPORARY_SECONDS, 40058)
    if (seconds < 1 || seconds > LONGEST_TEMPORARY_SECONDS) throw new PlatformError(40058, 'invalid expires_in')
    this.kernel.quota.take('temporary contact ways', TEMPORARY_PER_DAY, 'day')
    return { temporaryUntil: this.kernel.clock.nowSeconds() + seconds }
  }
}

/** The closing words of a temporary chat: a text and the first of picture, link and mini-program. */
function conclusionsOf(body: JsonObject): { conclusions?: JsonObject } {
  const given = optionalObject(body, 'conclusions', 40058)
  if (given === undefined) return {}
  const content = optionalText(optionalObject(given, 'text', 40058) ?? {}, 'content', 40058)
  if (content !== undefined && byteLength(content) > CONCLUSION_BYTES) throw new PlatformError(40058)
  const kind = ['image', 'link', 'miniprogram'].find((name) => given[name] !== undefined)
  return {
    conclusions: {
      ...(content === undefined ? {} : { text: { content } }),
      ...(kind === undefined ? {} : { [kind]: given[kind] }),
    },
  }
}

function short(body: JsonObject, field: string): string | undefined {
  const value = optionalText(body, field, 40058)
  if (value !== undefined && [...value].length > TEXT_LIMIT)
    throw new PlatformError(40058, `${field} exceed max length 30`)
  return value
}

/** The pictures of live codes and those that were uploaded stand under one host. */
export function contactWayEndpoints(ways: ContactWays, media: WorkMedia): Endpoint[] {
  const family = 'externalcontact'
  const one = { config_id: '…' }
  return [
    {
      host: QR_HOST,
      method: 'GET',
      path: '/wwpic/*',
      token: [],
      handle: ({ path }) => media.picture(path) ?? ways.picture(path),
    },
    post(
      `${family}/add_contact_way`,
      '新建渠道活码',
      { type: 2, scene: 2, user: ['linxiaoyu'], state: 'store-01', skip_verify: true },
      ({ body }) => ways.add(body),
    ),
    post(`${family}/get_contact_way`, '渠道活码详情', one, ({ body }) => ways.get(body)),
    post(`${family}/update_contact_way`, '更新渠道活码', { ...one, user: ['zhouziqi'] }, ({ body }) =>
      ways.update(body),
    ),
    post(`${family}/del_contact_way`, '删除渠道活码', one, ({ body }) => ways.remove(body)),
    post(`${family}/list_contact_way`, '渠道活码列表', { limit: 100 }, ({ body }) => ways.ids(body)),
  ]
}
