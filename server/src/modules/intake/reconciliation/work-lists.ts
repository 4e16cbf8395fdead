import { createHash } from 'node:crypto'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { workCalls } from '../../../wechat'
import { WechatClients } from '../../account'
import type { IntakeKind } from '../intake-kinds'
import {
  ReconciliationRegistry,
  type Findings,
  type ListedItem,
  type ReconciliationSource,
} from './reconciliation.registry'

const GROUPS_PER_PAGE = 100

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
      page: async (accountId, cursor) => {
        const client = await this.clients.work(accountId)
        const from = typeof cursor === 'string' ? cursor : undefined
        const page = await client.call(workCalls.groupChats, { limit: GROUPS_PER_PAGE, cursor: from })
        const items: ListedItem[] = []
        for (const { chat_id: chatId } of page.group_chat_list) {
          const { group_chat: chat } = await client.call(workCalls.groupChat, { chat_id: chatId, need_name: 1 })
          items.push({ subject: chatId, answer: chat })
        }
        return { items, next: page.next_cursor === '' ? null : page.next_cursor }
      },
      known: nothingKnown,
      missing: (_, items) => Promise.resolve(keep('work.reconcile.group-chat', items)),
    }
  }
}
