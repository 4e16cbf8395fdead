import { Injectable, type OnModuleInit } from '@nestjs/common'
import { officialAccountCalls, type OfficialAccountUser } from '../../../wechat'
import { AccountService, ChannelCodeService, WechatClients } from '../../account'
import { IdentityService, PlatformTags, RelationService, type GivenIdentity } from '../../identity'
import {
  IntakeRegistry,
  ReconciliationRegistry,
  type Findings,
  type IntakeMessage,
  type ListedItem,
  type ListedPage,
  type ReconciliationSource,
} from '../../intake'
import { EventService } from '../event.service'
import { askFollowers } from './ask-followers'
import { followEventKey, sceneName } from './official-account-handlers'

const CHANNEL = '公众号'
const SOURCE = 'official-account'

interface Gone {
  openid: string
}

/** Compares the followers of an official account with the record; who was missed enters as a message of its own kind. */
@Injectable()
export class FollowerReconciliation implements OnModuleInit, ReconciliationSource {
  readonly kind = 'official-account.followers'
  readonly label = '公众号粉丝'
  readonly unit = '人'
  readonly accountKind = 'official_account'

  constructor(
    private readonly registry: IntakeRegistry,
    private readonly sources: ReconciliationRegistry,
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
    private readonly codes: ChannelCodeService,
    private readonly identities: IdentityService,
    private readonly relations: RelationService,
    private readonly tags: PlatformTags,
    private readonly events: EventService,
  ) {}

  onModuleInit(): void {
    this.sources.register(this)
    this.registry.register<OfficialAccountUser>('official-account.reconcile.follower', (message, user) =>
      this.found(message, user),
    )
    this.registry.register<Gone>('official-account.reconcile.gone', (message, { openid }) => this.left(message, openid))
  }

  /** Up to 10 000 openids; the next page begins after the last of them (protocol §1.7). */
  async page(accountId: number, cursor: unknown): Promise<ListedPage> {
    const client = await this.clients.officialAccount(accountId)
    const after = typeof cursor === 'string' ? cursor : undefined
    const { total, count, data, next_openid: next } = await client.call(officialAccountCalls.followers, { after })
    const items = (data?.openid ?? []).map((subject) => ({ subject }))
    return { items, next: count === 0 || next === '' ? null : next, total }
  }

  async known(accountId: number, items: ListedItem[]): Promise<ReadonlySet<string>> {
    return this.relations.tiedAmong(
      await this.tiesOf(accountId),
      items.map(({ subject }) => subject),
    )
  }

  async missing(accountId: number, items: { subject: string }[]): Promise<Findings> {
    const openids = items.map(({ subject }) => subject)
    const users = await askFollowers(await this.clients.officialAccount(accountId), openids)
    const followers = users.filter(({ subscribe }) => subscribe === 1)
    const { key } = await this.accounts.get(accountId)
    return {
      messages: followers.map((user) => ({
        kind: 'official-account.reconcile.follower',
        dedupKey: `${user.openid}:${user.subscribe_time ?? 0}`,
        personKey: `${key}:${user.openid}`,
        body: user,
        occurredAt: user.subscribe_time === undefined ? undefined : new Date(user.subscribe_time * 1000),
      })),
      failed: openids.length - users.length,
    }
  }

  async believed(
    accountId: number,
    query: { after: number; limit: number; before: Date },
  ): Promise<{ id: number; subject: string }[]> {
    const ties = await this.relations.tiesBefore(await this.tiesOf(accountId), query)
    return ties.map(({ id, value }) => ({ id, subject: value }))
  }

  /** The list may have missed somebody who left and came back while it was read, so each is asked about. */
  async vanished(accountId: number, subjects: string[], at: Date): Promise<Findings> {
    const users = await askFollowers(await this.clients.officialAccount(accountId), subjects)
    const { key } = await this.accounts.get(accountId)
    const gone = users.filter(({ subscribe }) => subscribe !== 1)
    return {
      messages: gone.map(({ openid }) => ({
        kind: 'official-account.reconcile.gone',
        dedupKey: `${openid}:${at.getTime()}`,
        personKey: `${key}:${openid}`,
        body: { openid } satisfies Gone,
        occurredAt: at,
      })),
      failed: subjects.length - users.length,
    }
  }

  private async found(message: IntakeMessage, user: OfficialAccountUser): Promise<void> {
    const scene = user.qr_scene_str || (user.qr_scene ? String(user.qr_scene) : '')
    const code = scene === '' ? null : await this.codes.byScene(message.accountId ?? 0, scene)
    const channel = code?.channel ?? CHANNEL
    const identityId = await this.identify(message, user.openid, user.unionid, channel)
    const at = message.occurredAt
    const joined = await this.relations.change({ identityId, kind: 'follow', active: true, at, channel })
    if (!joined) return
    if (code) await this.codes.countUse(code.id, true, at)
    await this.events.record({
      name: 'follow_official_account',
      identityId,
      occurredAt: at,
      dedupKey: followEventKey(user.openid, at),
      channel,
      properties: { scene: sceneName(user) },
    })
  }

  private async left(message: IntakeMessage, openid: string): Promise<void> {
    const identityId = await this.identify(message, openid, undefined, CHANNEL)
    const at = message.occurredAt
    if (!(await this.relations.change({ identityId, kind: 'follow', active: false, at }))) return
    await this.tags.wear({ identityId, kind: 'follow', names: [], at })
    await this.events.record({
      name: 'unfollow_official_account',
      identityId,
      occurredAt: at,
      dedupKey: `message:${message.id}`,
      channel: CHANNEL,
      properties: {},
    })
  }

  private async identify(
    message: IntakeMessage,
    openid: string,
    unionid: string | undefined,
    channel: string,
  ): Promise<number> {
    const { key: scope } = await this.accounts.get(message.accountId ?? 0)
    const identities: GivenIdentity[] = [{ kind: 'openid', scope, value: openid, verified: true }]
    if (unionid) identities.push({ kind: 'unionid', value: unionid, verified: true })
    const { identityIds } = await this.identities.resolve({
      identities,
      at: message.occurredAt,
      source: SOURCE,
      channel,
    })
    return identityIds[0] ?? 0
  }

  private async tiesOf(accountId: number): Promise<{ kind: 'openid'; scope: string; tie: 'follow' }> {
    return { kind: 'openid', scope: (await this.accounts.get(accountId)).key, tie: 'follow' }
  }
}
