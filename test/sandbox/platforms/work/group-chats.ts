import type { Delivery } from '../../callbacks/callback-sender'
import type { XmlFields } from '../../callbacks/xml'
import { PlatformError } from '../../kernel/errors'
import { IdCipher, randomHex } from '../../kernel/ids'
import type { Kernel } from '../../kernel/kernel'
import type { InboxMessage } from '../../people/inbox'
import type { Person } from '../../people/people'
import type { Contacts } from './contacts'
import type { WorkEvents } from './events'
import type { MessageContent } from './message-content'

export const JOIN_SCENE = { invited: 1, link: 2, qr: 3 } as const
export const CHAT_STATUS = { normal: 0, ownerLeft: 1, handingOver: 2, handedOver: 3 } as const

export interface ChatMember {
  /** A userid of the company, or the number of somebody from outside. */
  id: string | number
  joinedAt: number
  joinScene: number
  invitedBy?: string
  state?: string
}

export interface GroupChat {
  chatId: string
  number: number
  name: string
  owner: string
  admins: string[]
  createdAt: number
  notice: string
  members: ChatMember[]
  /** Changes with every change of the members. */
  version: string
  /** Owners it was handed to, and when: twice in 90 days is the most. */
  handedOver: number[]
  /** When it was dismissed (unix seconds). */
  dismissed?: number
}

/** The crowd's chats: one for every so many customers of a member, each with some of them. */
const CUSTOMERS_PER_CHAT = 2000
const CROWD_CHAT_SIZE = 100
const CROWD_CHATS = 2 ** 40
const CHATS_PER_MEMBER = 1000

/** Customer groups (protocol reference §3.9): rows for those that members made or changed, the crowd's computed. */
export class GroupChats {
  private readonly rows
  private readonly ids = new IdCipher('work chats', 'wr', 32)
  private readonly openIds = new IdCipher('open gids', 'tG', 28)

  constructor(
    private readonly kernel: Kernel,
    private readonly contacts: Contacts,
    private readonly events: WorkEvents,
  ) {
    this.rows = kernel.store.map<GroupChat>('group chats')
  }

  /** Chats that exist, the crowd's first; of those that nobody changed the members are not even computed. */
  list(): Pick<GroupChat, 'chatId' | 'owner' | 'handedOver'>[] {
    const alive: Pick<GroupChat, 'chatId' | 'owner' | 'handedOver'>[] = []
    for (let member = 0; member < this.kernel.crowd.members; member += 1) {
      const owner = this.contacts.directory.crowdUserid(member)
      for (let which = 0; which < this.crowdChats(member); which += 1) {
        const chatId = this.ids.encode(CROWD_CHATS + member * CHATS_PER_MEMBER + which)
        const row = this.rows.get(chatId)
        if (row?.dismissed === undefined) alive.push(row ?? { chatId, owner, handedOver: [] })
      }
    }
    for (const row of this.rows.values()) if (row.number < CROWD_CHATS && row.dismissed === undefined) alive.push(row)
    return alive
  }

  ownedBy(userid: string): string[] {
    return this.list()
      .filter(({ owner }) => owner === userid)
      .map(({ chatId }) => chatId)
  }

  /** A chat, dismissed ones too. */
  find(chatId: string): GroupChat | undefined {
    const row = this.rows.get(chatId)
    if (row !== undefined) return row
    const place = (this.ids.decode(chatId) ?? 0) - CROWD_CHATS
    const member = Math.floor(place / CHATS_PER_MEMBER)
    const which = place % CHATS_PER_MEMBER
    return place >= 0 && which < this.crowdChats(member) ? this.computed(chatId, member, which) : undefined
  }

  /** 40050 for no such chat, 49008 for one that was dismissed. */
  require(chatId: string): GroupChat {
    const chat = this.find(chatId)
    if (chat === undefined) throw new PlatformError(40050)
    if (chat.dismissed !== undefined) throw new PlatformError(49008)
    return chat
  }

  openGid(chat: GroupChat): string {
    return this.openIds.encode(chat.number)
  }

  byOpenGid(openGid: string): GroupChat | undefined {
    const number = this.openIds.decode(openGid)
    return number === undefined ? undefined : this.find(this.ids.encode(number))
  }

  /** A member opens a group with people who may or may not be customers. */
  async create(owner: string, name: string, people: Person[]): Promise<GroupChat> {
    const number = this.kernel.store.next('group chat')
    const now = this.kernel.clock.nowSeconds()
    const chat: GroupChat = {
      chatId: this.ids.encode(number),
      number,
      name,
      owner: this.contacts.directory.require(owner).userid,
      admins: [],
      createdAt: now,
      notice: '',
      members: [
        { id: owner, joinedAt: now, joinScene: JOIN_SCENE.invited },
        ...people.map((person) => ({
          id: person.number,
          joinedAt: now,
          joinScene: JOIN_SCENE.invited,
          invitedBy: owner,
        })),
      ],
      version: randomHex(16),
      handedOver: [],
    }
    this.rows.set(chat.chatId, chat)
    await this.tell(chat, 'create', {})
    return chat
  }

  /** Somebody comes in. Null when they are in already. `state` is that of the code they scanned. */
  async join(
    chat: GroupChat,
    id: string | number,
    how: { invitedBy?: string; state?: string },
  ): Promise<Delivery | null> {
    if (chat.members.some((member) => member.id === id)) return null
    const joinScene = how.invitedBy === undefined ? JOIN_SCENE.qr : JOIN_SCENE.invited
    chat.members.push({ id, joinedAt: this.kernel.clock.nowSeconds(), joinScene, ...how })
    return this.membersChanged(chat, [id], 'add_member', { JoinScene: joinScene === JOIN_SCENE.qr ? 3 : 0 })
  }

  /** Somebody goes or is put out. Null when they were not in. */
  async leave(chat: GroupChat, id: string | number, removed: boolean): Promise<Delivery | null> {
    const place = chat.members.findIndex((member) => member.id === id)
    if (place < 0) return null
    chat.members.splice(place, 1)
    return this.membersChanged(chat, [id], 'del_member', { QuitScene: removed ? 1 : 0 })
  }

  /** The owner changes name, notice or owner in the client: one event for each. */
  async change(chat: GroupChat, part: { name?: string; notice?: string; owner?: string }): Promise<void> {
    for (const [field, detail] of [
      ['name', 'change_name'],
      ['notice', 'change_notice'],
      ['owner', 'change_owner'],
    ] as const) {
      const value = part[field]
      if (value === undefined || value === chat[field]) continue
      if (field === 'owner') this.giveTo(chat, value)
      else chat[field] = value
      this.rows.set(chat.chatId, chat)
      await this.tell(chat, 'update', { UpdateDetail: detail })
    }
  }

  /** The chat gets another owner, who is in it from then on. */
  giveTo(chat: GroupChat, userid: string): void {
    this.rows.set(chat.chatId, chat)
    chat.owner = this.contacts.directory.require(userid).userid
    if (chat.members.some(({ id }) => id === userid)) return
    chat.members.push({ id: userid, joinedAt: this.kernel.clock.nowSeconds(), joinScene: JOIN_SCENE.invited })
    chat.version = randomHex(16)
  }

  async dismiss(chat: GroupChat): Promise<Delivery> {
    this.rows.set(chat.chatId, chat)
    chat.dismissed = this.kernel.clock.nowSeconds()
    return this.tell(chat, 'dismiss', {})
  }

  /** Everybody from outside reads it on their phone, in the chat. */
  say(chat: GroupChat, from: { name: string }, content: MessageContent): void {
    const sender: InboxMessage['from'] = {
      kind: 'work',
      id: chat.chatId,
      name: chat.name,
      detail: `群聊 · ${from.name}`,
    }
    for (const { id } of chat.members) {
      const person = typeof id === 'number' ? this.kernel.people.numbered(id) : undefined
      if (person !== undefined) this.kernel.inbox.deliver(person, { kind: 'group_send', from: sender, ...content })
    }
  }

  /** How a member is named in answers and events: userid, or external_userid. */
  outsideId(id: string | number): string {
    const person = typeof id === 'number' ? this.kernel.people.numbered(id) : undefined
    return person === undefined ? String(id) : this.contacts.externalUserid(person)
  }

  private membersChanged(
    chat: GroupChat,
    ids: (string | number)[],
    detail: string,
    scene: XmlFields,
  ): Promise<Delivery> {
    this.rows.set(chat.chatId, chat)
    const before = chat.version
    chat.version = randomHex(16)
    return this.tell(chat, 'update', {
      UpdateDetail: detail,
      ...scene,
      MemChangeCnt: ids.length,
      MemChangeList: { Item: ids.map((id) => this.outsideId(id)) },
      LastMemVer: before,
      CurMemVer: chat.version,
    })
  }

  private tell(chat: GroupChat, change: string, fields: XmlFields): Promise<Delivery> {
    return this.events.push(`chat ${chat.chatId}`, {
      Event: 'change_external_chat',
      ChangeType: change,
      ChatId: chat.chatId,
      ...fields,
    })
  }

  private crowdChats(member: number): number {
    return Math.floor(this.kernel.crowd.customersOf(member) / CUSTOMERS_PER_CHAT)
  }

  private computed(chatId: string, member: number, which: number): GroupChat {
    const { crowd } = this.kernel
    const owner = this.contacts.directory.crowdUserid(member)
    const customers = Array.from({ length: CROWD_CHAT_SIZE }, (_, place) =>
      crowd.customer(member, which * CUSTOMERS_PER_CHAT + place),
    )
    const createdAt = Math.max(...customers.map((index) => crowd.addedAt(index)))
    return {
      chatId,
      number: CROWD_CHATS + member * CHATS_PER_MEMBER + which,
      name: `${this.contacts.directory.nameOf(owner)}的会员群 ${which + 1}`,
      owner,
      admins: [],
      createdAt,
      notice: '',
      members: [
        { id: owner, joinedAt: createdAt, joinScene: JOIN_SCENE.invited },
        ...customers.map((index) => ({
          id: crowd.person(index).number,
          joinedAt: createdAt,
          joinScene: JOIN_SCENE.qr,
        })),
      ],
      version: chatId,
      handedOver: [],
    }
  }
}
