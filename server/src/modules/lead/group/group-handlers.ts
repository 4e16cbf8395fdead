import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { fieldText, WechatApiError, workCalls, type MessageFields, type ReplyOf } from '../../../wechat'
import { AccountService, WechatClients } from '../../account'
import { EventService } from '../../event'
import { IdentityService, type GivenIdentity } from '../../identity'
import { IntakeRegistry, type IntakeMessage } from '../../intake'
import { CustomerGroup, type GroupCustomer } from './customer-group.entity'

type GroupChat = ReplyOf<typeof workCalls.groupChat>['group_chat']

interface Asked {
  /** Null when there is no such group any more. */
  chat: GroupChat | null
  at: Date
}

const CHANNEL = '企业微信'
/** Of a group's members, those from outside (protocol §3.9). */
const FROM_OUTSIDE = 2
/** No such chat, dissolved. */
const GONE: ReadonlySet<number> = new Set([40050, 49008])

/** 客户群 as the platform describes them, pushed or compared: who came and who went are events of those people. */
@Injectable()
export class GroupHandlers implements OnModuleInit {
  constructor(
    private readonly registry: IntakeRegistry,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
    private readonly identities: IdentityService,
    private readonly events: EventService,
  ) {}

  onModuleInit(): void {
    this.registry.register<GroupChat>('work.reconcile.group-chat', (message, chat) =>
      this.take(message, chat, message.occurredAt),
    )
    this.registry.register<MessageFields, Asked>('work.change_external_chat', {
      prepare: (message, fields) => this.ask(message, fields),
      handle: (message, fields, { chat, at }) =>
        chat ? this.take(message, chat, at) : this.dissolve(message, fieldText(fields, 'ChatId') ?? '', at),
    })
  }

  private async ask(message: IntakeMessage, fields: MessageFields): Promise<Asked> {
    const client = await this.clients.work(accountOf(message))
    const at = this.clock.now()
    try {
      const request = { chat_id: fieldText(fields, 'ChatId') ?? '', need_name: 1 as const }
      return { chat: (await client.call(workCalls.groupChat, request)).group_chat, at }
    } catch (error) {
      if (error instanceof WechatApiError && GONE.has(error.errcode)) return { chat: null, at }
      throw error
    }
  }

  private async take(message: IntakeMessage, chat: GroupChat, at: Date): Promise<void> {
    const group = await this.lock(accountOf(message), chat.chat_id, chat.owner)
    if (group.readAt > at) return
    const outside = chat.member_list.filter(({ type }) => type === FROM_OUTSIDE)
    const { key: scope } = await this.accounts.get(group.accountId)
    const ids = await this.identify(
      outside.map(({ userid, unionid }) => ({
        identities: [
          { kind: 'external_userid', scope, value: userid, verified: true },
          ...(unionid ? [{ kind: 'unionid' as const, value: unionid, verified: true }] : []),
        ],
        at,
      })),
    )
    const customers = outside.map(({ join_time: joinedAt }, place): GroupCustomer => [ids[place] ?? 0, joinedAt])
    await this.tell({ ...group, name: chat.name }, customers, at)
    await this.db.repo(CustomerGroup).update(
      { id: group.id },
      {
        name: chat.name,
        owner: chat.owner,
        customers,
        members: chat.member_list.length - outside.length,
        dissolvedAt: null,
        readAt: at,
      },
    )
  }

  /** Everybody has left; of a group that we never knew there is nothing to say. */
  private async dissolve(message: IntakeMessage, chatId: string, at: Date): Promise<void> {
    const group = await this.db.repo(CustomerGroup).findOne({
      where: { accountId: accountOf(message), chatId },
      lock: { mode: 'pessimistic_write' },
    })
    if (!group || group.dissolvedAt || group.readAt > at) return
    await this.tell(group, [], message.occurredAt)
    await this.db
      .repo(CustomerGroup)
      .update({ id: group.id }, { customers: [], members: 0, dissolvedAt: message.occurredAt, readAt: at })
  }

  private async lock(accountId: number, chatId: string, owner: string): Promise<CustomerGroup> {
    await this.db.query(
      `INSERT INTO customer_group (account_id, chat_id, name, owner, customers, read_at) VALUES (?, ?, '', ?, '[]', ?)
       ON DUPLICATE KEY UPDATE id = id`,
      [accountId, chatId, owner, new Date(0)],
    )
    return this.db
      .repo(CustomerGroup)
      .findOneOrFail({ where: { accountId, chatId }, lock: { mode: 'pessimistic_write' } })
  }

  /** @returns the number of each one's first identity; people who are not known yet are from now on */
  private async identify(people: { identities: GivenIdentity[]; at: Date }[]): Promise<number[]> {
    const known = await this.identities.findMany(people.flatMap(({ identities: [first] }) => first ?? []))
    const ids: number[] = []
    for (const [place, { identities, at }] of people.entries()) {
      const found = known[place]
      if (found) ids.push(found.identityId)
      else
        ids.push(
          (await this.identities.resolve({ identities, at, source: 'work', channel: CHANNEL })).identityIds[0] ?? 0,
        )
    }
    return ids
  }

  /** Comings by the platform's own time, goings by when we heard of them. Who was erased meanwhile leaves no event. */
  private async tell(group: CustomerGroup, customers: readonly GroupCustomer[], at: Date): Promise<void> {
    const before = new Map(group.customers)
    const now = new Map(customers)
    const owners = await this.identities.lockOwners([...before.keys(), ...now.keys()])
    const event = (name: string, [identityId, joinedAt]: GroupCustomer, occurredAt: Date) => ({
      name,
      identityId,
      occurredAt,
      dedupKey: `group:${group.chatId}:${identityId}:${joinedAt}`,
      channel: CHANNEL,
      properties: { group: group.name },
    })
    const joined = customers.filter(([id, joinedAt]) => before.get(id) !== joinedAt)
    const left = group.customers.filter(([id]) => !now.has(id))
    await this.events.recordMany(
      [
        ...joined.map((one) => event('join_work_group', one, new Date(one[1] * 1000))),
        ...left.map((one) => event('leave_work_group', one, at)),
      ].filter(({ identityId }) => owners.has(identityId)),
    )
  }
}

function accountOf({ accountId }: IntakeMessage): number {
  if (accountId === null) throw new Error('work message without an account')
  return accountId
}
