import { Injectable, type OnModuleInit } from '@nestjs/common'
import { fieldText, officialAccountCalls, sceneOf, type MessageFields, type OfficialAccountUser } from '../../../wechat'
import { AccountService, ChannelCodeService, WechatClients, type ChannelCode } from '../../account'
import { IdentityService, PlatformTags, RelationService, type GivenIdentity } from '../../identity'
import { IntakeRegistry, type IntakeMessage } from '../../intake'
import { EventService } from '../event.service'
import { subscribeAnswers } from './subscribe-answers'

const CHANNEL = '公众号'
const SOURCE = 'official-account'

/** How a follower came (protocol §1.7), in words. */
const SUBSCRIBE_SCENES: Readonly<Record<string, string>> = {
  ADD_SCENE_SEARCH: '公众号搜索',
  ADD_SCENE_ACCOUNT_MIGRATION: '公众号迁移',
  ADD_SCENE_PROFILE_CARD: '名片分享',
  ADD_SCENE_QR_CODE: '扫描二维码',
  ADD_SCENE_PROFILE_LINK: '文中名称点击',
  ADD_SCENE_PROFILE_ITEM: '右上角菜单',
  ADD_SCENE_PAID: '支付后关注',
  ADD_SCENE_WECHAT_ADVERTISEMENT: '微信广告',
  ADD_SCENE_REPRINT: '他人转载',
  ADD_SCENE_LIVESTREAM: '视频号直播',
  ADD_SCENE_CHANNELS: '视频号',
  ADD_SCENE_WXA: '小程序关注',
}

export const sceneName = (user: OfficialAccountUser): string => SUBSCRIBE_SCENES[user.subscribe_scene ?? ''] ?? '其他'

/** The same for a follow that was pushed and for one that a comparison found, so that both together are one event. */
export const followEventKey = (openid: string, at: Date): string =>
  `follow:${openid}:${Math.floor(at.getTime() / 1000)}`

interface Sender {
  appid: string
  openid: string
}

/** What followers do in an official account becomes identities, ties and events. */
@Injectable()
export class OfficialAccountHandlers implements OnModuleInit {
  constructor(
    private readonly registry: IntakeRegistry,
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
    private readonly codes: ChannelCodeService,
    private readonly identities: IdentityService,
    private readonly relations: RelationService,
    private readonly tags: PlatformTags,
    private readonly events: EventService,
  ) {}

  onModuleInit(): void {
    const userOf = (message: IntakeMessage, body: MessageFields): Promise<OfficialAccountUser> =>
      this.fetchUser(message, body)
    const strangerOf = (message: IntakeMessage, body: MessageFields): Promise<OfficialAccountUser | null> =>
      this.fetchStranger(message, body)
    this.registry.register<MessageFields, OfficialAccountUser>('official-account.event.subscribe', {
      prepare: userOf,
      handle: (message, body, user) => this.subscribe(message, body, user),
    })
    this.registry.register<MessageFields, OfficialAccountUser | null>('official-account.event.scan', {
      prepare: strangerOf,
      handle: (message, body, user) => this.scan(message, body, user),
    })
    this.registry.register<MessageFields, OfficialAccountUser | null>('official-account.message', {
      prepare: strangerOf,
      handle: (message, body, user) => this.say(message, body, user),
    })
    this.registry.register<MessageFields, OfficialAccountUser | null>('official-account.event.subscribe_message', {
      prepare: strangerOf,
      handle: (message, body, user) => this.answer(message, body, user),
    })
    this.registry.register<MessageFields>('official-account.event.unsubscribe', (message, body) =>
      this.unsubscribe(message, body),
    )
  }

  private async subscribe(message: IntakeMessage, body: MessageFields, user: OfficialAccountUser): Promise<void> {
    const code = await this.codeOf(message, body)
    const channel = code?.channel ?? CHANNEL
    const identityId = await this.identify(message, body, user, channel)
    const joined = await this.relations.change({
      identityId,
      kind: 'follow',
      active: true,
      at: message.occurredAt,
      channel,
    })
    if (code) await this.codes.countUse(code.id, joined, message.occurredAt)
    const scene = sceneName(user)
    const { openid } = await this.senderOf(message, body)
    const dedupKey = followEventKey(openid, message.occurredAt)
    await this.record(message, 'follow_official_account', identityId, channel, { scene }, dedupKey)
  }

  private async unsubscribe(message: IntakeMessage, body: MessageFields): Promise<void> {
    const identityId = await this.identify(message, body, null, CHANNEL)
    await this.relations.change({ identityId, kind: 'follow', active: false, at: message.occurredAt })
    await this.tags.wear({ identityId, kind: 'follow', names: [], at: message.occurredAt })
    await this.record(message, 'unfollow_official_account', identityId, CHANNEL, {})
  }

  /** Only followers send SCAN; one whom we have not seen follow was there before us. */
  private async scan(message: IntakeMessage, body: MessageFields, user: OfficialAccountUser | null): Promise<void> {
    const code = await this.codeOf(message, body)
    const channel = code?.channel ?? CHANNEL
    const identityId = await this.identify(message, body, user, channel)
    await this.relations.change({ identityId, kind: 'follow', active: true, at: message.occurredAt })
    if (code) await this.codes.countUse(code.id, false, message.occurredAt)
    await this.record(message, 'scan_channel_code', identityId, channel, {})
  }

  private async say(message: IntakeMessage, body: MessageFields, user: OfficialAccountUser | null): Promise<void> {
    const identityId = await this.identify(message, body, user, CHANNEL)
    const text = fieldText(body, 'Content') ?? `[${fieldText(body, 'MsgType') ?? '消息'}]`
    await this.record(message, 'send_message', identityId, CHANNEL, { text: text.slice(0, 2000) })
  }

  private async answer(message: IntakeMessage, body: MessageFields, user: OfficialAccountUser | null): Promise<void> {
    const identityId = await this.identify(message, body, user, CHANNEL)
    await this.events.recordMany(subscribeAnswers(message, body, identityId, CHANNEL))
  }

  private async record(
    message: IntakeMessage,
    name: string,
    identityId: number,
    channel: string,
    properties: Record<string, string>,
    dedupKey = `message:${message.id}`,
  ): Promise<void> {
    await this.events.record({
      name,
      identityId,
      occurredAt: message.occurredAt,
      dedupKey,
      channel,
      properties,
    })
  }

  private async identify(
    message: IntakeMessage,
    body: MessageFields,
    user: OfficialAccountUser | null,
    channel: string,
  ): Promise<number> {
    const { appid, openid } = await this.senderOf(message, body)
    const identities: GivenIdentity[] = [{ kind: 'openid', scope: appid, value: openid, verified: true }]
    if (user?.unionid) identities.push({ kind: 'unionid', value: user.unionid, verified: true })
    const { identityIds } = await this.identities.resolve({
      identities,
      at: message.occurredAt,
      source: SOURCE,
      channel,
    })
    return identityIds[0] ?? 0
  }

  private async codeOf(message: IntakeMessage, body: MessageFields): Promise<ChannelCode | null> {
    const scene = sceneOf(body)
    return scene === undefined ? null : this.codes.byScene(message.accountId ?? 0, scene)
  }

  private async fetchUser(message: IntakeMessage, body: MessageFields): Promise<OfficialAccountUser> {
    const { openid } = await this.senderOf(message, body)
    const client = await this.clients.officialAccount(message.accountId ?? 0)
    return client.call(officialAccountCalls.user, { openid })
  }

  /** The platform is asked about a person only once. */
  private async fetchStranger(message: IntakeMessage, body: MessageFields): Promise<OfficialAccountUser | null> {
    const { appid, openid } = await this.senderOf(message, body)
    const known = await this.identities.findCustomer({ kind: 'openid', scope: appid, value: openid })
    return known ? null : this.fetchUser(message, body)
  }

  private async senderOf(message: IntakeMessage, body: MessageFields): Promise<Sender> {
    const { key } = await this.accounts.get(message.accountId ?? 0)
    return { appid: key, openid: fieldText(body, 'FromUserName') ?? '' }
  }
}
