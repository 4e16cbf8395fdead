import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomHex } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalText, text, texts, wholeNumber } from '../../kernel/validate'
import { post } from './calls'
import type { GroupChats } from './group-chats'

export interface JoinWay {
  configId: string
  scene: number
  remark: string
  autoCreateRoom: boolean
  roomBaseName: string
  roomBaseId: number
  chatIds: string[]
  state: string
}

const TEXT_LIMIT = 30
const ROOM_NAME_LIMIT = 40
const CHATS = 5
/** A group takes so many people before the next one is offered. */
const FULL_CHAT = 200

/** Codes by which people come into customer groups (protocol reference §3.4, join ways). */
export class JoinWays {
  private readonly rows

  constructor(
    private readonly kernel: Kernel,
    private readonly chats: GroupChats,
  ) {
    this.rows = kernel.store.map<JoinWay>('join ways')
  }

  list(): JoinWay[] {
    return [...this.rows.values()]
  }

  find(configId: string): JoinWay | undefined {
    return this.rows.get(configId)
  }

  /** The first group of the code that has room, or a new one of the last owner when the code may open some. */
  async chatFor(way: JoinWay): Promise<string | undefined> {
    const open = way.chatIds.flatMap((chatId) => this.chats.find(chatId) ?? []).filter((chat) => !chat.dismissed)
    const roomy = open.find(({ members }) => members.length < FULL_CHAT)
    const last = open.at(-1)
    if (roomy !== undefined || !way.autoCreateRoom || last === undefined) return roomy?.chatId
    const created = await this.chats.create(last.owner, `${way.roomBaseName}${way.roomBaseId}`, [])
    way.roomBaseId += 1
    way.chatIds.push(created.chatId)
    return created.chatId
  }

  add(body: JsonObject): Record<string, unknown> {
    const way: JoinWay = { configId: randomHex(16), ...this.read(body) }
    this.rows.set(way.configId, way)
    return ok({ config_id: way.configId })
  }

  get(body: JsonObject): Record<string, unknown> {
    const way = this.require(body)
    return ok({
      join_way: {
        config_id: way.configId,
        scene: way.scene,
        remark: way.remark,
        auto_create_room: way.autoCreateRoom ? 1 : 0,
        room_base_name: way.roomBaseName,
        room_base_id: way.roomBaseId,
        chat_id_list: way.chatIds,
        state: way.state,
        ...(way.scene === 2
          ? { qr_code: `${this.kernel.publicUrl()}/wework.qpic.cn/wwpic/join-${way.configId}/0` }
          : {}),
      },
    })
  }

  /** Everything is replaced. */
  update(body: JsonObject): Record<string, unknown> {
    const { configId } = this.require(body)
    this.rows.set(configId, { configId, ...this.read(body) })
    return ok()
  }

  remove(body: JsonObject): Record<string, unknown> {
    this.rows.delete(this.require(body).configId)
    return ok()
  }

  private require(body: JsonObject): JoinWay {
    const way = this.rows.get(text(body, 'config_id', 41037))
    if (way === undefined) throw new PlatformError(41037)
    return way
  }

  private read(body: JsonObject): Omit<JoinWay, 'configId'> {
    const scene = wholeNumber(body, 'scene', 0, 41039)
    if (scene !== 1 && scene !== 2) throw new PlatformError(41039)
    const chatIds = texts(body, 'chat_id_list', 40058)
    if (chatIds.length === 0) throw new PlatformError(40058, 'missing chat_id_list')
    if (chatIds.length > CHATS) throw new PlatformError(41091)
    for (const chatId of chatIds) this.chats.require(chatId)
    return {
      scene,
      remark: short(body, 'remark', TEXT_LIMIT),
      autoCreateRoom: wholeNumber(body, 'auto_create_room', 1, 40058) === 1,
      roomBaseName: short(body, 'room_base_name', ROOM_NAME_LIMIT),
      roomBaseId: wholeNumber(body, 'room_base_id', 1, 40058),
      chatIds,
      state: short(body, 'state', TEXT_LIMIT),
    }
  }
}

function short(body: JsonObject, field: string, limit: number): string {
  const value = optionalText(body, field, 40058) ?? ''
  if ([...value].length > limit) throw new PlatformError(40058, `${field} exceed max length ${limit}`)
  return value
}

export function joinWayEndpoints(ways: JoinWays): Endpoint[] {
  const family = 'externalcontact/groupchat'
  const one = { config_id: '…' }
  const whole = { scene: 2, chat_id_list: ['wr…'], state: 'store-01' }
  return [
    post(`${family}/add_join_way`, '新建客户群进群方式', whole, ({ body }) => ways.add(body)),
    post(`${family}/get_join_way`, '客户群进群方式', one, ({ body }) => ways.get(body)),
    post(`${family}/update_join_way`, '更新客户群进群方式', { ...one, ...whole }, ({ body }) => ways.update(body)),
    post(`${family}/del_join_way`, '删除客户群进群方式', one, ({ body }) => ways.remove(body)),
  ]
}
