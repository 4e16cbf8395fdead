import { Module } from '@nestjs/common'
import { AccountModule } from '../account'
import { ConsentService } from './consent/consent.service'
import { ConsumerConfigController } from './consumer-config.controller'
import { PhoneVault } from './phone/phone-vault'
import { PrivacyPolicyService } from './policy/privacy-policy.service'
import { PrivacyController } from './privacy.controller'

export { CONSENT_PURPOSES, CONSENT_PURPOSE_KEYS } from './consent/consent.policy'
export { newestByPurpose } from './consent/consent.policy'
export type { ConsentPurpose } from './consent/consent.policy'
export type { ConsentRecord as ConsentRecordView } from './consent/consent-record.entity'
export { ConsentService, grantedPurposes } from './consent/consent.service'
export type { ConsentAct, ConsentMove } from './consent/consent.service'
export { displayPhone, maskPhone, normalizePhone } from './phone/phone.policy'
export { PhoneVault } from './phone/phone-vault'
export type { SealedPhone } from './phone/phone-vault'
export { PrivacyPolicyService } from './policy/privacy-policy.service'

/** 隐私: phone numbers under lock, consent as a ledger, and the text that people agree to. */
@Module({
  imports: [AccountModule],
  controllers: [PrivacyController, ConsumerConfigController],
  providers: [ConsentService, PhoneVault, PrivacyPolicyService],
  exports: [ConsentService, PhoneVault, PrivacyPolicyService],
})
export class PrivacyModule {}
