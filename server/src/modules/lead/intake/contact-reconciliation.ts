import { createHash } from 'node:crypto'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { workCalls, WechatApiError, type WorkClient } from '../../../wechat'
import { AccountService, ChannelCodeService, WechatClients } from '../../account'
import { PlatformTags, RelationService, tagNames, type KnownTags } from '../../identity'
import {
  IntakeRegistry,
  ReconciliationRegistry,
  type Findings,
  type IntakeMessage,
  type ListedItem,
  type ListedPage,
  type ReconciliationSource,
} from '../../intake'
import { ContactHandlers } from './contact-handlers'

const CONTACTS_PER_PAGE = 100
/** No such relation; also the platform's answer for a member without customers. */
const NO_RELATION = 84061

/** What the platform says of one pair of member and customer. */
interface ListedContact {
  userid: string
  externalUserid: string
  name: string
  gender: number
  unionid?: string
  state?: string
  /** Names of the corp's tags, sorted; absent in messages of earlier versions. */
  tags?: string[]
}

interface Place {
  /** The member at whom it goes on, or the next after her when she is gone. */
  userid: string
  /** Where the member's own list goes on. */
  cursor: string
}

const tagHash = (names: readonly string[]): string =>
  createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 16)
const subjectOf = (userid: string, externalUserid: string): string => `${userid}/${externalUserid}`
const pairOf = (subject: string): { userid: string; externalUserid: string } => {
  const slash = subject.lastIndexOf('/')
  return { userid: subject.slice(0, slash), externalUserid: subject.slice(slash + 1) }
}

/** Compares who is whose WeCom contact with the record; who was missed enters as a message of its own kind. */
@Injectable()
export class ContactReconciliation implements OnModuleInit, ReconciliationSource {
  readonly kind = 'work.contacts'
  readonly label = '企微客户好友'
  readonly unit = '对'
  readonly accountKind = 'work'

  constructor(
    private readonly registry: IntakeRegistry,
    private readonly sources: ReconciliationRegistry,
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
    private readonly codes: ChannelCodeService,
    private readonly relations: RelationService,
    private readonly tags: PlatformTags,
    private readonly contacts: ContactHandlers,
  ) {}

  onModuleInit(): void {
    this.sources.register(this)
    this.registry.register<ListedContact>('work.reconcile.contact', (message, body) => this.found(message, body))
    this.registry.register<{ userid: string; externalUserid: string }>('work.reconcile.gone', (message, pair) =>
      this.contacts.remove(message, pair, '对账时发现已不是好友'),
    )
  }

  /** One page of one member's customers; the members are asked for again each time, so new ones are not missed. */
  async page(accountId: number, cursor: unknown): Promise<ListedPage> {
    const client = await this.clients.work(accountId)
    const { follow_user: members } = await client.call(workCalls.followUsers, undefined)
    const place = (cursor ?? { userid: '', cursor: '' }) as Place
    const [userid, following] = members.filter((member) => member >= place.userid).sort()
    if (userid === undefined) return { items: [], next: null }
    const page = await this.contactsOf(client, userid, userid === place.userid ? place.cursor : '')
    if (page.next !== '') return { items: page.items, next: { userid, cursor: page.next } satisfies Place }
    return {
      items: page.items,
      next: following === undefined ? null : ({ userid: following, cursor: '' } satisfies Place),
    }
  }

  async known(accountId: number, items: ListedItem[]): Promise<ReadonlySet<string>> {
    const worn = await this.wornAmong(accountId, items)
    const same = ({ subject, answer }: ListedItem): boolean => {
      const names = worn.get(subject)?.names
      return names !== undefined && names.join('\n') === (answer as ListedContact).tags?.join('\n')
    }
    return new Set(items.filter(same).map(({ subject }) => subject))
  }

  async missing(accountId: number, items: ListedItem[]): Promise<Findings> {
    const { key } = await this.accounts.get(accountId)
    const worn = await this.wornAmong(accountId, items)
    return {
      messages: items.map(({ subject, answer }) => {
        const { createdAt, ...contact } = answer as ListedContact & { createdAt: number }
        return {
          kind: 'work.reconcile.contact',
          // Tags may go to and fro: each change is told from the last by when that was heard of.
          dedupKey: `${subject}:${createdAt}:${tagHash(contact.tags ?? [])}:${worn.get(subject)?.at?.getTime() ?? 0}`,
          personKey: `${key}:${contact.externalUserid}`,
          body: contact,
          occurredAt: new Date(createdAt * 1000),
        }
      }),
      failed: 0,
    }
  }

  async believed(
    accountId: number,
    query: { after: number; limit: number; before: Date },
  ): Promise<{ id: number; subject: string }[]> {
    const { key: scope } = await this.accounts.get(accountId)
    const ties = await this.relations.tiesBefore({ kind: 'external_userid', scope, tie: 'work_contact' }, query)
    return ties.map(({ id, value, counterpart }) => ({ id, subject: subjectOf(counterpart, value) }))
  }

  async vanished(accountId: number, subjects: string[], at: Date): Promise<Findings> {
    const client = await this.clients.work(accountId)
    const { key } = await this.accounts.get(accountId)
    const messages: Findings['messages'] = []
    for (const subject of subjects) {
      const pair = pairOf(subject)
      if (await this.isContact(client, pair.userid, pair.externalUserid)) continue
      messages.push({
        kind: 'work.reconcile.gone',
        dedupKey: `${subject}:${at.getTime()}`,
        personKey: `${key}:${pair.externalUserid}`,
        body: pair,
        occurredAt: at,
      })
    }
    return { messages, failed: 0 }
  }

  /**
   * Like a new contact, but without a greeting: the welcome code is long gone. A customer who has deleted the member
   * stays in the member's list, so what the record knows to be over since is left alone.
   */
  private async found(
    message: IntakeMessage,
    { userid, externalUserid, state, tags = [], ...person }: ListedContact,
  ): Promise<void> {
    const { key: scope } = await this.accounts.get(message.accountId ?? 0)
    const ties = { kind: 'external_userid' as const, scope, tie: 'work_contact' as const, counterpart: userid }
    const known = await this.relations.lastChange(ties, externalUserid)
    if (known && known >= message.occurredAt)
      return this.contacts.wear(message, { userid, externalUserid }, tags, message.receivedAt)
    const code = state ? await this.codes.byState(message.accountId ?? 0, state) : null
    await this.contacts.add(
      message,
      { userid, externalUserid },
      { unionid: undefined, ...person, tags, code, welcome: null },
    )
  }

  private async contactsOf(
    client: WorkClient,
    userid: string,
    cursor: string,
  ): Promise<{ items: ListedItem[]; next: string }> {
    try {
      const page = await client.call(workCalls.externalContacts, {
        userid_list: [userid],
        cursor,
        limit: CONTACTS_PER_PAGE,
      })
      const nameOf = await this.tagNames(
        client,
        page.external_contact_list.some(({ follow_info: info }) => info.tag_id.length > 0),
      )
      const items = page.external_contact_list.map(({ external_contact: contact, follow_info: info }) => ({
        subject: subjectOf(info.userid, contact.external_userid),
        answer: {
          userid: info.userid,
          externalUserid: contact.external_userid,
          name: contact.name,
          gender: contact.gender,
          unionid: contact.unionid,
          state: info.state,
          tags: tagNames(info.tag_id.flatMap((id) => nameOf.get(id) ?? [])),
          createdAt: info.createtime,
        },
      }))
      return { items, next: page.next_cursor }
    } catch (error) {
      if (isNoRelation(error)) return { items: [], next: '' }
      throw error
    }
  }

  /** Names of all corp tags by id; the list tells ids only. */
  private async tagNames(client: WorkClient, needed: boolean): Promise<ReadonlyMap<string, string>> {
    if (!needed) return new Map()
    const { tag_group: groups } = await client.call(workCalls.corpTags, {})
    return new Map(groups.flatMap(({ tag }) => tag.map(({ id, name }) => [id, name] as const)))
  }

  /** What the record has of these pairs; those that are not tied are left out. */
  private async wornAmong(accountId: number, items: ListedItem[]): Promise<Map<string, KnownTags>> {
    const { key: scope } = await this.accounts.get(accountId)
    const byMember = new Map<string, string[]>()
    for (const { userid, externalUserid } of items.map(({ subject }) => pairOf(subject)))
      byMember.set(userid, [...(byMember.get(userid) ?? []), externalUserid])
    const worn = new Map<string, KnownTags>()
    for (const [userid, externalUserids] of byMember) {
      const ties = { kind: 'external_userid' as const, scope, tie: 'work_contact' as const, counterpart: userid }
      for (const [value, known] of await this.tags.wornAmong(ties, externalUserids))
        worn.set(subjectOf(userid, value), known)
    }
    return worn
  }

  private async isContact(client: WorkClient, userid: string, externalUserid: string): Promise<boolean> {
    try {
      for (let cursor: string | undefined = undefined; ;) {
        const reply: Awaited<ReturnType<typeof askContact>> = await askContact(client, externalUserid, cursor)
        if (reply.follow_user.some((one) => one.userid === userid)) return true
        if (reply.next_cursor === '') return false
        cursor = reply.next_cursor
      }
    } catch (error) {
      if (isNoRelation(error)) return false
      throw error
    }
  }
}

const askContact = (client: WorkClient, externalUserid: string, cursor: string | undefined) =>
  client.call(workCalls.externalContact, { external_userid: externalUserid, cursor })

const isNoRelation = (error: unknown): boolean => error instanceof WechatApiError && error.errcode === NO_RELATION
