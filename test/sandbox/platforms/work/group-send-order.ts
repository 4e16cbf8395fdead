import { PlatformError } from '../../kernel/errors'
import { isObject, type JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { list, optionalObject, optionalText, texts } from '../../kernel/validate'
import type { Person } from '../../people/people'
import type { Contacts, Relation } from './contacts'
import type { GroupChats } from './group-chats'
import type { UseMedia } from './media'
import { readContent, type MessageContent } from './message-content'

/** What a company asks for in `add_msg_template`, read and checked. */
export interface GroupSendOrder {
  chatType: 'single' | 'group'
  content: MessageContent
  given: JsonObject
  allowSelect: boolean
  /** Per member the person numbers or chat ids, in the order they were given. */
  receivers: Map<string, (number | string)[]>
  /** Ids that are invalid or cannot be sent to. */
  failed: string[]
}

const RECEIVER_LIMIT = 10_000
const CHAT_LIMIT = 2000

/** Reads group sends. Each part of the request that is wrong raises its own code, nothing to send to 41048. */
export class GroupSendReader {
  constructor(
    private readonly kernel: Kernel,
    private readonly contacts: Contacts,
    private readonly chats: GroupChats,
    private readonly use: UseMedia,
  ) {}

  read(body: JsonObject): GroupSendOrder {
    const chatType = optionalText(body, 'chat_type', 40058) ?? 'single'
    if (chatType !== 'single' && chatType !== 'group') throw new PlatformError(40058, 'invalid chat_type')
    const content = readContent(body, this.use)
    const sender = optionalText(body, 'sender', 40058) ?? ''
    if (sender !== '') this.contacts.directory.require(sender)
    const { receivers, failed } = chatType === 'group' ? this.chatsOf(body, sender) : this.peopleOf(body, sender)
    if (receivers.size === 0) throw new PlatformError(41048, undefined, { fail_list: failed })
    const { text, attachments } = body
    return {
      chatType,
      content,
      given: { ...(text === undefined ? {} : { text }), attachments: attachments ?? [] },
      allowSelect: body.allow_select === true && chatType === 'single',
      receivers,
      failed,
    }
  }

  private peopleOf(body: JsonObject, sender: string): Pick<GroupSendOrder, 'receivers' | 'failed'> {
    const asked = texts(body, 'external_userid', 40058)
    if (asked.length > RECEIVER_LIMIT) throw new PlatformError(40058, 'external_userid size exceed 10000')
    const filter = readTagFilter(body)
    if (asked.length === 0 && sender === '' && filter.length === 0)
      throw new PlatformError(40058, 'external_userid and sender are both empty')
    const receivers = new Map<string, number[]>()
    const add = ({ userid, number }: Readonly<Relation>): void => {
      const numbers = receivers.get(userid) ?? []
      numbers.push(number)
      receivers.set(userid, numbers)
    }
    if (asked.length > 0) return { failed: this.choose(asked, sender, add), receivers }
    const members = sender === '' ? this.contacts.directory.all().map(({ userid }) => userid) : [sender]
    for (const userid of members)
      for (const relation of this.contacts.relations.all(userid))
        if (!relation.removedByContact && fits(relation, filter)) add(relation)
    return { receivers, failed: [] }
  }

  /** Each customer goes to the named sender, else to the member who chatted last; who knows nobody fails. */
  private choose(asked: string[], sender: string, add: (relation: Readonly<Relation>) => void): string[] {
    const failed: string[] = []
    for (const externalUserid of new Set(asked)) {
      const person = this.kernel.people.byExternalUserid(externalUserid, this.contacts.corpid)
      const relation = person === undefined ? undefined : this.bestRelation(person, sender)
      if (relation === undefined) failed.push(externalUserid)
      else add(relation)
    }
    return failed
  }

  private bestRelation(person: Person, sender: string): Readonly<Relation> | undefined {
    return this.contacts
      .relationsOf(person)
      .filter(({ removedByContact, userid }) => !removedByContact && (sender === '' || userid === sender))
      .filter(({ userid }) => this.contacts.directory.find(userid) !== undefined)
      .sort((a, b) => b.lastChatAt - a.lastChatAt)[0]
  }

  private chatsOf(body: JsonObject, sender: string): Pick<GroupSendOrder, 'receivers' | 'failed'> {
    if (sender === '') throw new PlatformError(40058, 'sender is required for chat_type group')
    const asked = texts(body, 'chat_id_list', 40058)
    if (asked.length > CHAT_LIMIT) throw new PlatformError(40058, 'chat_id_list size exceed 2000')
    const own = this.chats.ownedBy(sender)
    const chosen = asked.length === 0 ? own : asked.filter((chatId) => own.includes(chatId))
    const failed = asked.filter((chatId) => !own.includes(chatId))
    return { receivers: new Map(chosen.length === 0 ? [] : [[sender, chosen] as const]), failed }
  }
}

/** One of the tags of each group; how groups combine is unverified (protocol reference §8). */
function fits(relation: Readonly<Relation>, filter: string[][]): boolean {
  return filter.every((tags) => tags.some((tag) => relation.tagIds.includes(tag)))
}

function readTagFilter(body: JsonObject): string[][] {
  const filter = optionalObject(body, 'tag_filter', 40058)
  if (filter === undefined) return []
  return list(filter, 'group_list', 40058).map((group) => {
    if (!isObject(group)) throw new PlatformError(40058, 'invalid tag_filter')
    return texts(group, 'tag_list', 40058)
  })
}
