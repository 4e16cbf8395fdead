import { createHash } from 'node:crypto'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { officialAccountCalls } from '../../../wechat'
import { AccountService, WechatClients } from '../../account'
import { IdentityService, PlatformTags, tagNames } from '../../identity'
import {
  IntakeRegistry,
  ReconciliationRegistry,
  type Findings,
  type IntakeMessage,
  type ListedItem,
  type ListedPage,
  type ReconciliationSource,
} from '../../intake'
import { askFollowers } from './ask-followers'

interface Place {
  tag: number
  /** The last follower of the page before; '' at the tag's beginning. */
  after: string
}

/** What a follower wears now. */
interface Worn {
  openid: string
  tags: string[]
}

/** A follower wears up to twenty; as many pairs at once as other sources have subjects. */
const PAIRS_PER_FOLLOWER = 20

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
const subjectOf = (openid: string, name: string): string => `${openid}/${hashOf(name)}`
const openidOf = (subject: string): string => subject.slice(0, subject.indexOf('/'))

/** Compares who wears which tag of an official account with the record: no callback ever tells of tags. */
@Injectable()
export class FollowerTagReconciliation implements OnModuleInit, ReconciliationSource {
  readonly kind = 'official-account.tags'
  readonly label = '公众号粉丝标签'
  readonly unit = '条'
  readonly accountKind = 'official_account'

  constructor(
    private readonly registry: IntakeRegistry,
    private readonly sources: ReconciliationRegistry,
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
    private readonly identities: IdentityService,
    private readonly tags: PlatformTags,
  ) {}

  onModuleInit(): void {
    this.sources.register(this)
    this.registry.register<Worn>('official-account.reconcile.tags', (message, worn) => this.wear(message, worn))
  }

  /** Up to 10 000 wearers of one tag (protocol §1.8). */
  async page(accountId: number, cursor: unknown): Promise<ListedPage> {
    const client = await this.clients.officialAccount(accountId)
    const { tag: from, after } = (cursor ?? { tag: 0, after: '' }) as Place
    const { tags } = await client.call(officialAccountCalls.tags, undefined)
    const [tag, following] = tags.filter(({ id }) => id >= from).sort((a, b) => a.id - b.id)
    if (!tag) return { items: [], next: null }
    const page = await client.call(officialAccountCalls.taggedFollowers, {
      tagid: tag.id,
      next_openid: tag.id === from ? after : '',
    })
    const openids = page.data?.openid ?? []
    const items = openids.map((openid) => ({ subject: subjectOf(openid, tag.name), answer: { name: tag.name } }))
    const last = openids.at(-1)
    if (last !== undefined) return { items, next: { tag: tag.id, after: last } satisfies Place }
    return { items, next: following ? ({ tag: following.id, after: '' } satisfies Place) : null }
  }

  async known(accountId: number, items: ListedItem[]): Promise<ReadonlySet<string>> {
    const openids = items.map(({ subject }) => openidOf(subject))
    const worn = await this.tags.wornAmong(await this.tiesOf(accountId), openids)
    const wears = ({ subject, answer }: ListedItem): boolean =>
      worn.get(openidOf(subject))?.names.includes((answer as { name: string }).name) ?? false
    return new Set(items.filter(wears).map(({ subject }) => subject))
  }

  missing(accountId: number, items: ListedItem[]): Promise<Findings> {
    return this.askAgain(
      accountId,
      items.map(({ subject }) => subject),
    )
  }

  async believed(
    accountId: number,
    query: { after: number; limit: number; before: Date },
  ): Promise<{ id: number; subject: string }[]> {
    const limit = Math.ceil(query.limit / PAIRS_PER_FOLLOWER)
    const wearers = await this.tags.wearersBefore(await this.tiesOf(accountId), { ...query, limit })
    return wearers.flatMap(({ id, value, names }) => names.map((name) => ({ id, subject: subjectOf(value, name) })))
  }

  vanished(accountId: number, subjects: string[]): Promise<Findings> {
    return this.askAgain(accountId, subjects)
  }

  private async askAgain(accountId: number, subjects: string[]): Promise<Findings> {
    const client = await this.clients.officialAccount(accountId)
    const { key } = await this.accounts.get(accountId)
    const openids = [...new Set(subjects.map(openidOf))]
    const { tags } = await client.call(officialAccountCalls.tags, undefined)
    const nameOf = new Map(tags.map(({ id, name }) => [id, name]))
    const known = await this.tags.wornAmong(await this.tiesOf(accountId), openids)
    const users = await askFollowers(client, openids)
    return {
      messages: users.map(({ openid, tagid_list: ids }) => {
        const names = tagNames(ids.flatMap((id) => nameOf.get(id) ?? []))
        return {
          kind: 'official-account.reconcile.tags',
          // Tags may go to and fro: each change is told from the last by when that was heard of.
          dedupKey: `${openid}:${hashOf(names.join('\n'))}:${known.get(openid)?.at?.getTime() ?? 0}`,
          personKey: `${key}:${openid}`,
          body: { openid, tags: names } satisfies Worn,
        }
      }),
      failed: openids.length - users.length,
    }
  }

  /** Of somebody who is no follower nothing is noted. */
  private async wear(message: IntakeMessage, { openid, tags }: Worn): Promise<void> {
    const { key: scope } = await this.accounts.get(message.accountId ?? 0)
    const known = await this.identities.findCustomer({ kind: 'openid', scope, value: openid })
    if (!known) return
    await this.tags.wear({ identityId: known.identityId, kind: 'follow', names: tags, at: message.occurredAt })
  }

  private async tiesOf(accountId: number): Promise<{ kind: 'openid'; scope: string; tie: 'follow' }> {
    return { kind: 'openid', scope: (await this.accounts.get(accountId)).key, tie: 'follow' }
  }
}
