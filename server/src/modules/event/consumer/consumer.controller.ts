import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import type { Actor } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AllowConsumer, CurrentActor, Public, consumerOf } from '../../../platform/http'
import { ConsumerProfile, IdentityService, retryConflicts } from '../../identity'
import { CONSENT_PURPOSE_KEYS, CONSENT_PURPOSES, ConsentService, PrivacyPolicyService } from '../../privacy'
import { ConsumerLogin } from './consumer-login'
import {
  ConsumerConsentDto,
  ConsumerConsentReply,
  ConsumerLoginDto,
  ConsumerLoginReply,
  ConsumerMeReply,
  ConsumerPhoneDto,
  ConsumerPhoneReply,
} from './consumer.dto'

@Controller('api/consumer')
export class ConsumerController {
  constructor(
    private readonly logins: ConsumerLogin,
    private readonly profile: ConsumerProfile,
    private readonly identities: IdentityService,
    private readonly db: Database,
    private readonly consents: ConsentService,
    private readonly policies: PrivacyPolicyService,
    private readonly clock: Clock,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Public('Logging in with a single-use code of WeChat')
  async login(@Body() dto: ConsumerLoginDto): Promise<ConsumerLoginReply> {
    return this.logins.login(dto)
  }

  @Get('me')
  @AllowConsumer()
  async me(@CurrentActor() actor: Actor): Promise<ConsumerMeReply> {
    return this.profile.me(consumerOf(actor).customerId)
  }

  @Post('phone')
  @HttpCode(200)
  @AllowConsumer()
  async phone(@Body() dto: ConsumerPhoneDto, @CurrentActor() actor: Actor): Promise<ConsumerPhoneReply> {
    return this.logins.givePhone(consumerOf(actor), dto)
  }

  @Get('consents')
  @AllowConsumer()
  async myConsents(@CurrentActor() actor: Actor): Promise<ConsumerConsentReply[]> {
    const { customerId } = consumerOf(actor)
    const states = (await this.consents.states([customerId])).get(customerId) ?? []
    const granted = new Set(states.filter((state) => state.granted).map(({ purpose }) => purpose))
    return CONSENT_PURPOSE_KEYS.map((purpose) => ({
      purpose,
      label: CONSENT_PURPOSES[purpose],
      granted: granted.has(purpose),
    }))
  }

  /** Grants or withdraws one purpose. Withdrawing never needs the newest text. */
  @Put('consents')
  @AllowConsumer()
  async consent(@Body() dto: ConsumerConsentDto, @CurrentActor() actor: Actor): Promise<ConsumerConsentReply[]> {
    const { customerId, identityId } = consumerOf(actor)
    const { purpose, granted, consentVersion } = dto
    if (granted) await this.policies.requireCurrent(consentVersion)
    const act = granted ? 'agree-in-mini-program' : 'withdraw-in-mini-program'
    const consent = {
      identityId,
      purpose,
      granted,
      textVersion: consentVersion,
      act,
      source: 'mini-program',
      at: this.clock.now(),
    }
    await retryConflicts(this.db, async () => {
      // A merge since the request began would have moved the person.
      const owners = await this.identities.lockOwners([identityId])
      await this.consents.record({ ...consent, customerId: owners.get(identityId) ?? customerId })
    })
    return this.myConsents(actor)
  }
}
