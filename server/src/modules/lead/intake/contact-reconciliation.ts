import { Injectable, type OnModuleInit } from '@nestjs/common'
import { workCalls, WechatApiError, type WorkClient } from '../../../wechat'
import { AccountService, ChannelCodeService, WechatClients } from '../../account'
import { RelationService } from '../../identity'
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
}

interface Place {
  /** How many members are behind us. */
  members: number
  /** Where the member's own list goes on. */
  cursor: string
}

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
    const place = (cursor ?? { members: 0, cursor: '' }) as Place
    const userid = [...members].sort()[place.members]
    if (userid === undefined) return { items: [], next: null }
    const page = await this.contactsOf(client, userid, place.cursor)
    const next = page.next === '' ? { members: place.members + 1, cursor: '' } : { ...place, cursor: page.next }
    return { items: page.items, next: next.members >= members.length ? null : next }
  }

  async known(accountId: number, subjects: string[]): Promise<ReadonlySet<string>> {
    const { key: scope } = await this.accounts.get(accountId)
    const byMember = new Map<string, string[]>()
    for (const { userid, externalUserid } of subjects.map(pairOf))
      byMember.set(userid, [...(byMember.get(userid) ?? []), externalUserid])
    const known = new Set<string>()
    for (const [userid, externalUserids] of byMember) {
      const ties = { kind: 'external_userid' as const, scope, tie: 'work_contact' as const, counterpart: userid }
      for (const value of await this.relations.tiedAmong(ties, externalUserids)) known.add(subjectOf(userid, value))
    }
    return known
  }

  async missing(accountId: number, items: ListedItem[]): Promise<Findings> {
    const { key } = await this.accounts.get(accountId)
    return {
      messages: items.map(({ subject, answer }) => {
        const { createdAt, ...contact } = answer as ListedContact & { createdAt: number }
        return {
          kind: 'work.reconcile.contact',
          dedupKey: `${subject}:${createdAt}`,
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
    { userid, externalUserid, state, ...person }: ListedContact,
  ): Promise<void> {
    const { key: scope } = await this.accounts.get(message.accountId ?? 0)
    const ties = { kind: 'external_userid' as const, scope, tie: 'work_contact' as const, counterpart: userid }
    const known = await this.relations.lastChange(ties, externalUserid)
    if (known && known >= message.occurredAt) return
    const code = state ? await this.codes.byState(message.accountId ?? 0, state) : null
    await this.contacts.add(message, { userid, externalUserid }, { unionid: undefined, ...person, code, welcome: null })
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
      const items = page.external_contact_list.map(({ external_contact: contact, follow_info: info }) => ({
        subject: subjectOf(info.userid, contact.external_userid),
        answer: {
          userid: info.userid,
          externalUserid: contact.external_userid,
          name: contact.name,
          gender: contact.gender,
          unionid: contact.unionid,
          state: info.state,
          createdAt: info.createtime,
        },
      }))
      return { items, next: page.next_cursor }
    } catch (error) {
      if (isNoRelation(error)) return { items: [], next: '' }
      throw error
    }
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
