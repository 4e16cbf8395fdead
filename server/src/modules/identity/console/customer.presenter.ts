import { ATTRIBUTE_SOURCES, displayAttribute, type AttributeShape } from '../attribute/attribute.policy'
import type { AttributeDefinition } from '../attribute/attribute-definition.entity'
import type { AttributeValue } from '../attribute/attribute-value.entity'
import { CONSENT_PURPOSES, type ConsentRecordView } from '../../privacy'
import type { Customer } from '../customer/customer.entity'
import type { CustomerSummary } from '../customer/customer.service'
import { IDENTITY_KINDS, kindOf } from '../customer/identity-kinds'
import type { Identity } from '../customer/identity.entity'
import type { IdentityRelation } from '../customer/identity-relation.entity'
import type { ReviewReason } from '../merge/merge-review.entity'
import type { AttributeDefinitionReply, AttributeReply, ConsentReply, CustomerRow, IdentityReply } from './customer.dto'

export const REVIEW_REASONS: Readonly<Record<ReviewReason, string>> = {
  'different-phones': '两位客户各有一个已验证的手机号，号码不同',
  'too-many-identities': '合并后身份标识会超过上限',
  'weak-link': '只有未经平台验证的线索把他们联系在一起',
  'unmerged-before': '他们曾被人工拆分或确认为不同的人',
}

export const presentRow = (customer: Customer, summary: CustomerSummary): CustomerRow => ({
  id: summary.publicId,
  displayName: summary.displayName,
  nickname: summary.nickname,
  phoneMasked: summary.phoneMasked,
  touchpoints: summary.channels,
  channel: customer.channel,
  firstSeenAt: customer.firstSeenAt.toISOString(),
  lastSeenAt: customer.lastSeenAt.toISOString(),
})

/** @param accountNames names of touchpoint accounts by their appid or corpid */
export function presentIdentities(
  identities: readonly Identity[],
  relations: readonly IdentityRelation[],
  accountNames: ReadonlyMap<string, string>,
): IdentityReply[] {
  return [...identities]
    .sort((a, b) => kindOf(b.kind).priority - kindOf(a.kind).priority || a.id - b.id)
    .map((identity) => ({
      id: identity.id,
      kind: identity.kind,
      kindLabel: IDENTITY_KINDS[identity.kind].label,
      scopeLabel: accountNames.get(identity.scope) ?? identity.scope,
      masked: identity.masked,
      verified: identity.verified,
      retired: identity.retiredAt !== null,
      source: identity.source,
      firstSeenAt: identity.firstSeenAt.toISOString(),
      lastSeenAt: identity.lastSeenAt.toISOString(),
      ties: relations
        .filter(({ identityId }) => identityId === identity.id)
        .map(({ kind, counterpart, active, channel, changedAt }) => ({
          kind,
          counterpart,
          active,
          channel,
          changedAt: changedAt.toISOString(),
        })),
    }))
}

/** In the order of the definitions; a value whose definition is gone is left out. */
export function presentAttributes(
  definitions: readonly AttributeDefinition[],
  values: readonly AttributeValue[],
): AttributeReply[] {
  return definitions.flatMap((definition) => {
    const value = values.find(({ attribute }) => attribute === definition.key)
    return value ? [presentAttribute(definition, value)] : []
  })
}

const presentAttribute = (definition: AttributeShape, { value, source, at }: AttributeValue): AttributeReply => ({
  key: definition.key,
  label: definition.label,
  type: definition.type,
  value,
  display: displayAttribute(definition, value),
  source,
  sourceLabel: ATTRIBUTE_SOURCES[source],
  at: at.toISOString(),
})

export const presentDefinition = ({
  key,
  label,
  type,
  options,
  builtIn,
  personal,
}: AttributeDefinition): AttributeDefinitionReply => ({
  key,
  label,
  type,
  options,
  builtIn,
  personal,
})

export const presentConsent = (record: ConsentRecordView): ConsentReply => ({
  purpose: record.purpose,
  label: CONSENT_PURPOSES[record.purpose],
  granted: record.granted,
  at: record.at.toISOString(),
  act: record.act,
  source: record.source,
  textVersion: record.textVersion,
})
