import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { ConsumerActor } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { Clock } from '../../../platform/clock'
import { ForeignWatermark, WechatApiError } from '../../../wechat'
import { AccountService, toPlatformError, WechatClients } from '../../account'
import { ConsumerProfile, ConsumerSessionService, IdentityService } from '../../identity'
import { Intake } from '../../intake'
import { normalizePhone, PrivacyPolicyService } from '../../privacy'
import type { LoginOutcome, MiniProgramLogin, PhoneGrant, PhoneOutcome } from '../intake/mini-program-handlers'
import type { ConsumerLoginDto, ConsumerLoginReply, ConsumerPhoneDto, ConsumerPhoneReply } from './consumer.dto'

/** 40029 wrong or expired, 40163 used, 40226 blocked by the platform (protocol §2.1, §2.2). */
const CODE_ERRORS = new Set([40029, 40163, 40226])

const isCodeError = (error: unknown): boolean =>
  error instanceof ForeignWatermark || (error instanceof WechatApiError && CODE_ERRORS.has(error.errcode))

/** Codes are single use, so one code is one message however often it is sent. */
const keyOf = (code: string): string => createHash('sha256').update(code).digest('hex')

/** Exchanges what the mini-program got from WeChat, outside any transaction, and lets the rest enter by intake. */
@Injectable()
export class ConsumerLogin {
  constructor(
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
    private readonly intake: Intake,
    private readonly sessions: ConsumerSessionService,
    private readonly profile: ConsumerProfile,
    private readonly identities: IdentityService,
    private readonly policies: PrivacyPolicyService,
    private readonly clock: Clock,
  ) {}

  /** @throws MINI_PROGRAM_UNKNOWN, LOGIN_CODE_INVALID, PLATFORM_REFUSED, PLATFORM_UNREACHABLE */
  async login({ code, appid, channel }: ConsumerLoginDto): Promise<ConsumerLoginReply> {
    const account = await this.accounts.find('mini_program', appid)
    if (!account || account.status !== 'active') throw new AppError('MINI_PROGRAM_UNKNOWN', { field: 'appid' })
    const client = await this.clients.miniProgram(account.id)
    const session = await client.session(code).catch((error: unknown) => {
      throw isCodeError(error) ? new AppError('LOGIN_CODE_INVALID', { cause: error }) : toPlatformError(error)
    })
    const body: MiniProgramLogin = {
      appid,
      openid: session.openid,
      ...(session.unionid ? { unionid: session.unionid } : {}),
      ...(channel ? { channel } : {}),
    }
    const { customerId, identityId } = await this.intake.acceptAndProcess<LoginOutcome>({
      kind: 'mini-program.login',
      accountId: account.id,
      dedupKey: keyOf(code),
      personKey: session.openid,
      body,
      occurredAt: this.clock.now(),
    })
    return { ...(await this.sessions.open(identityId, account.id)), me: await this.profile.me(customerId) }
  }

  /** @throws CONSENT_REQUIRED, PHONE_CODE_INVALID, PHONE_INVALID, PLATFORM_REFUSED, PLATFORM_UNREACHABLE */
  async givePhone(actor: ConsumerActor, { code, consentVersion }: ConsumerPhoneDto): Promise<ConsumerPhoneReply> {
    await this.policies.requireCurrent(consentVersion)
    const account = await this.accounts.get(actor.accountId)
    const client = await this.clients.miniProgram(account.id)
    const given = await client.phoneNumber(code).catch((error: unknown) => {
      throw isCodeError(error) ? new AppError('PHONE_CODE_INVALID', { cause: error }) : toPlatformError(error)
    })
    const phone = normalizePhone(given.purePhoneNumber, given.countryCode)
    if (phone === null) throw new AppError('PHONE_INVALID')
    const openid = await this.identities.valueOf(actor.identityId)
    const body: PhoneGrant = { appid: account.key, openid, phone, consentVersion }
    const { customerId, merged } = await this.intake.acceptAndProcess<PhoneOutcome>({
      kind: 'mini-program.phone',
      accountId: account.id,
      dedupKey: keyOf(code),
      personKey: openid,
      body,
      occurredAt: this.clock.now(),
    })
    return { me: await this.profile.me(customerId), merged }
  }
}
