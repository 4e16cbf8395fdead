import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalObject, page, text, texts, wholeNumber } from '../../kernel/validate'
import { post } from './calls'
import type { Directory } from './directory'
import { CHAT_STATUS, type ChatMember, type GroupChat, type GroupChats } from './group-chats'
import type { WorkSettings } from './settings'

const OWNERS = 100
const VISIBLE_MEMBERS = 1000
const LARGEST_PAGE = 1000

/** What is told about customer groups (protocol reference §3.9). */
class GroupChatAnswers {
  constructor(
    private readonly kernel: Kernel,
    private readonly directory: Directory,
    private readonly chats: GroupChats,
    private readonly settings: WorkSettings,
  ) {}

  list(body: JsonObject): Record<string, unknown> {
    const limit = wholeNumber(body, 'limit', 0, 40058)
    if (limit < 1 || limit > LARGEST_PAGE) throw new PlatformError(40058, 'invalid limit')
    const wanted = wholeNumber(body, 'status_filter', 0, 40058)
    if (wanted < 0 || wanted > 3) throw new PlatformError(40058, 'invalid status_filter')
    const owners = texts(optionalObject(body, 'owner_filter', 40058) ?? {}, 'userid_list', 40058)
    if (owners.length > OWNERS) throw new PlatformError(40058, 'userid_list size exceed 100')
    if (owners.length === 0 && this.directory.all().length > VISIBLE_MEMBERS) throw new PlatformError(81017)
    const chats = this.chats
      .list()
      .map((chat) => ({ ...chat, status: this.status(chat) }))
      .filter(
        ({ owner, status }) => (owners.length === 0 || owners.includes(owner)) && (wanted === 0 || status === wanted),
      )
    const { items, nextCursor } = page(chats, body, limit, LARGEST_PAGE)
    return ok({
      group_chat_list: items.map(({ chatId, status }) => ({ chat_id: chatId, status })),
      next_cursor: nextCursor,
    })
  }

  get(body: JsonObject): Record<string, unknown> {
    const chat = this.chats.require(text(body, 'chat_id', 40050))
    const withNames = wholeNumber(body, 'need_name', 0, 40058) === 1
    return ok({
      group_chat: {
        chat_id: chat.chatId,
        name: chat.name,
        owner: chat.owner,
        create_time: chat.createdAt,
        notice: chat.notice,
        member_list: chat.members.map((member) => this.member(member, withNames)),
        admin_list: chat.admins.map((userid) => ({ userid })),
        member_version: chat.version,
      },
    })
  }

  byOpenGid(body: JsonObject): Record<string, unknown> {
    const chat = this.chats.byOpenGid(text(body, 'opengid', 40058))
    if (chat === undefined) throw new PlatformError(40058, 'invalid opengid')
    return ok({ chat_id: chat.chatId })
  }

  private status(chat: Pick<GroupChat, 'owner' | 'handedOver'>): number {
    if (this.directory.leftAt(chat.owner) !== undefined) return CHAT_STATUS.ownerLeft
    return chat.handedOver.length > 0 ? CHAT_STATUS.handedOver : CHAT_STATUS.normal
  }

  private member(member: ChatMember, withNames: boolean): Record<string, unknown> {
    const person = typeof member.id === 'number' ? this.kernel.people.numbered(member.id) : undefined
    const name = person?.name ?? this.directory.nameOf(String(member.id))
    return {
      userid: this.chats.outsideId(member.id),
      type: person === undefined ? 1 : 2,
      ...(person !== undefined && person.company === undefined && this.settings.current.unionidBound
        ? { unionid: this.kernel.people.unionid(person) }
        : {}),
      join_time: member.joinedAt,
      join_scene: member.joinScene,
      ...(member.invitedBy === undefined ? {} : { invitor: { userid: member.invitedBy } }),
      group_nickname: '',
      ...(withNames ? { name } : {}),
      ...(member.state === undefined || member.state === '' ? {} : { state: member.state }),
    }
  }
}

export function groupChatEndpoints(
  kernel: Kernel,
  directory: Directory,
  chats: GroupChats,
  settings: WorkSettings,
): Endpoint[] {
  const answers = new GroupChatAnswers(kernel, directory, chats, settings)
  const family = 'externalcontact'
  return [
    post(`${family}/groupchat/list`, '客户群列表', { limit: 100 }, ({ body }) => answers.list(body)),
    post(`${family}/groupchat/get`, '客户群详情', { chat_id: 'wr…', need_name: 1 }, ({ body }) => answers.get(body)),
    post(`${family}/opengid_to_chatid`, '小程序的 opengid 转为客户群', { opengid: 'tG…' }, ({ body }) =>
      answers.byOpenGid(body),
    ),
  ]
}
