import { Injectable, type OnModuleInit } from '@nestjs/common'
import { fieldText, type MessageFields } from '../../../wechat'
import { AccountService } from '../../account'
import { IdentityService, type GivenIdentity } from '../../identity'
import { IntakeRegistry, type IntakeMessage } from '../../intake'
import { CONSENT_PURPOSE_KEYS, ConsentService } from '../../privacy'
import { EventService } from '../event.service'
import { subscribeAnswers } from './subscribe-answers'

export interface MiniProgramLogin {
  appid: string
  openid: string
  unionid?: string
  channel?: string
}

export interface LoginOutcome {
  customerId: number
  identityId: number
}

export interface PhoneGrant {
  appid: string
  openid: string
  /** E.164; the raw message as a whole is kept sealed. */
  phone: string
  consentVersion: string
}

export interface PhoneOutcome {
  customerId: number
  /** Two records became one by it. */
  merged: boolean
}

const CHANNEL = '小程序'
const SOURCE = 'mini-program'

/** Log-in, phone number and answers to subscribe messages of the mini-program become identities, consents and events. */
@Injectable()
export class MiniProgramHandlers implements OnModuleInit {
  constructor(
    private readonly registry: IntakeRegistry,
    private readonly accounts: AccountService,
    private readonly identities: IdentityService,
    private readonly consents: ConsentService,
    private readonly events: EventService,
  ) {}

  onModuleInit(): void {
    this.registry.register<MiniProgramLogin>('mini-program.login', (message, body) => this.login(message, body))
    this.registry.register<PhoneGrant>('mini-program.phone', (message, body) => this.phone(message, body))
    this.registry.register<MessageFields>('mini-program.subscribe_message', (message, body) =>
      this.answer(message, body),
    )
  }

  private async login(message: IntakeMessage, body: MiniProgramLogin): Promise<LoginOutcome> {
    const { appid, openid, unionid, channel = CHANNEL } = body
    const identities: GivenIdentity[] = [{ kind: 'openid', scope: appid, value: openid, verified: true }]
    if (unionid) identities.push({ kind: 'unionid', value: unionid, verified: true })
    const { customerId, identityIds } = await this.identities.resolve({
      identities,
      at: message.occurredAt,
      source: SOURCE,
      channel,
    })
    const identityId = identityIds[0] ?? 0
    await this.record(message, 'login_mini_program', identityId, channel)
    return { customerId, identityId }
  }

  private async phone(message: IntakeMessage, body: PhoneGrant): Promise<PhoneOutcome> {
    const { appid, openid, phone, consentVersion } = body
    const { customerId, identityIds, mergedFrom } = await this.identities.resolve({
      identities: [
        { kind: 'openid', scope: appid, value: openid, verified: true },
        { kind: 'phone', value: phone, verified: true },
      ],
      at: message.occurredAt,
      source: SOURCE,
      channel: CHANNEL,
    })
    const identityId = identityIds[0] ?? 0
    await this.consents.record(
      ...CONSENT_PURPOSE_KEYS.map((purpose) => ({
        customerId,
        identityId,
        purpose,
        granted: true,
        textVersion: consentVersion,
        act: 'authorize-phone',
        source: SOURCE,
        at: message.occurredAt,
      })),
    )
    await this.record(message, 'authorize_phone', identityId, CHANNEL)
    return { customerId, merged: mergedFrom.length > 0 }
  }

  private async answer(message: IntakeMessage, body: MessageFields): Promise<void> {
    const { key: scope } = await this.accounts.get(message.accountId ?? 0)
    const { identityIds } = await this.identities.resolve({
      identities: [{ kind: 'openid', scope, value: fieldText(body, 'FromUserName') ?? '', verified: true }],
      at: message.occurredAt,
      source: SOURCE,
      channel: CHANNEL,
    })
    await this.events.recordMany(subscribeAnswers(message, body, identityIds[0] ?? 0, CHANNEL))
  }

  private async record(message: IntakeMessage, name: string, identityId: number, channel: string): Promise<void> {
    await this.events.record({
      name,
      identityId,
      occurredAt: message.occurredAt,
      dedupKey: `message:${message.id}`,
      channel,
    })
  }
}
