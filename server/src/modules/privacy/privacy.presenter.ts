import type { BrandReply, PrivacyPolicyReply, PrivacyTextReply } from './privacy.dto'
import type { BrandProfile } from './policy/brand-profile.entity'
import type { PrivacyPolicy } from './policy/privacy-policy.entity'

/** A version of the text as the console shows it. */
export const presentPolicy = (policy: PrivacyPolicy): PrivacyPolicyReply => ({
  version: policy.version,
  title: policy.title,
  text: policy.text,
  publishedAt: policy.createdAt.toISOString(),
})

/** The text as a consumer reads it. */
export const presentText = ({ version, title, text }: PrivacyPolicy): PrivacyTextReply => ({ version, title, text })

export const presentBrand = ({ name, slogan }: BrandProfile): BrandReply => ({ name, slogan })
