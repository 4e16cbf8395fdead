import { createHash } from 'node:crypto'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { BUSY_CODES, TOKEN_CODES, WechatApiError, workCalls, type ReplyOf, type WorkClient } from '../../../wechat'
import { WechatClients } from '../../account'
import type { IntakeKind } from '../intake-kinds'
import {
  ReconciliationRegistry,
  type Findings,
  type ListedItem,
  type ListedPage,
  type ReconciliationSource,
} from './reconciliation.registry'

const GROUPS_PER_PAGE = 100
/** The platform takes no more at once, and wants some named in a corp of more than a thousand (protocol §3.9). */
const OWNERS_AT_ONCE = 100
/** Limits, permissions and addresses: not about one chat, so that asking for the next one would not help. */
const REFUSED_TO_ALL: ReadonlySet<number> = new Set([...BUSY_CODES, ...TOKEN_CODES, 45009, 48002, 60020])

type GroupChat = ReplyOf<typeof workCalls.groupChat>['group_chat']

/** Owners after one userid, up to and including another once they have been chosen; and how far their list is read. */
interface GroupPlace {
  after: string
  upTo: string | null
  cursor: string
}

const hashOf = (answer: object | undefined): string =>
  createHash('sha256').update(JSON.stringify(answer)).digest('hex').slice(0, 32)

/** What the platform says now is kept once per state: the same answer again is a duplicate, a changed one is new. */
const keep = (kind: IntakeKind, items: ListedItem[]): Findings => ({
  messages: items.map(({ subject, answer = {} }) => ({ kind, dedupKey: `${subject}:${hashOf(answer)}`, body: answer })),
  failed: 0,
})

const nothingKnown = (): Promise<ReadonlySet<string>> => Promise.resolve(new Set<string>())

/** Corp tags and customer groups of WeCom: the platform's answers are kept as raw messages whenever they changed. */
@Injectable()
export class WorkLists implements OnModuleInit {
  constructor(
    private readonly clients: WechatClients,
    private readonly registry: ReconciliationRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(this.tags())
    this.registry.register(this.groups())
  }

  private tags(): ReconciliationSource {
    return {
      kind: 'work.tags',
      label: '企业标签',
      unit: '组',
      accountKind: 'work',
      page: async (accountId) => {
        const { tag_group: groups } = await (await this.clients.work(accountId)).call(workCalls.corpTags, {})
        const items = groups.map((group) => ({ subject: group.group_id, answer: group }))
        return { items, next: null, total: items.length }
      },
      known: nothingKnown,
      missing: (_, items) => Promise.resolve(keep('work.reconcile.tag-group', items)),
    }
  }

  private groups(): ReconciliationSource {
    return {
      kind: 'work.groups',
      label: '客户群',
      unit: '个',
      accountKind: 'work',
      page: (accountId, cursor) => this.groupPage(accountId, cursor as GroupPlace | null),
      known: nothingKnown,
      missing: (_, items) => Promise.resolve(keep('work.reconcile.group-chat', items)),
    }
  }

  /** Groups of up to a hundred owners; the owners are asked for again each time, so new ones are not missed. */
  private async groupPage(accountId: number, place: GroupPlace | null): Promise<ListedPage> {
    const client = await this.clients.work(accountId)
    const { follow_user: members } = await client.call(workCalls.followUsers, undefined)
    const { after, upTo, cursor } = place ?? { after: '', upTo: null, cursor: '' }
    const left = members.filter((member) => member > after).sort()
    const owners = left.filter((member) => upTo === null || member <= upTo).slice(0, OWNERS_AT_ONCE)
    const last = owners.at(-1)
    if (last === undefined) return { items: [], next: null }
    const page = await client.call(workCalls.groupChats, {
      owner_filter: { userid_list: owners },
      limit: GROUPS_PER_PAGE,
      cursor,
    })
    const items: ListedItem[] = []
    for (const { chat_id: chatId } of page.group_chat_list) {
      const answer = await askGroup(client, chatId)
      if (answer) items.push({ subject: chatId, answer })
    }
    const failed = page.group_chat_list.length - items.length
    if (page.next_cursor !== '') return { items, failed, next: placeOf(after, last, page.next_cursor) }
    return { items, failed, next: left.some((member) => member > last) ? placeOf(last, null, '') : null }
  }
}

const placeOf = (after: string, upTo: string | null, cursor: string): GroupPlace => ({ after, upTo, cursor })

/** @returns null for a chat of which the platform does not want to tell: dissolved meanwhile, or not a customer group */
async function askGroup(client: WorkClient, chatId: string): Promise<GroupChat | null> {
  try {
    return (await client.call(workCalls.groupChat, { chat_id: chatId, need_name: 1 })).group_chat
  } catch (error) {
    if (error instanceof WechatApiError && !REFUSED_TO_ALL.has(error.errcode)) return null
    throw error
  }
}
