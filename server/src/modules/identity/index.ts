import { Module, type OnModuleInit } from '@nestjs/common'
import { DomainEvents } from '../../platform/outbox'
import { AccountModule } from '../account'
import { IntakeModule } from '../intake'
import { PrivacyModule } from '../privacy'
import { StaffModule } from '../staff'
import { AttributeService } from './attribute/attribute.service'
import { CustomerController } from './console/customer.controller'
import { CustomerDetail } from './console/customer-detail'
import { CustomerList } from './console/customer-list'
import { MergeDesk } from './console/merge-desk'
import {
  AttributeDefinitionController,
  CustomerMergeController,
  MergeReviewController,
} from './console/merge.controller'
import { CustomerService } from './customer/customer.service'
import { CustomerEngineSource } from './customer/engine-source'
import { LivingCustomers } from './customer/living-customers'
import { PlatformTags } from './customer/platform-tags'
import { RelationService } from './customer/relation.service'
import { IDENTITY_EVENTS } from './identity.events'
import { CustomerMoves } from './merge/customer-moves'
import { EraseCustomer } from './merge/erase-customer'
import { MergeCustomers } from './merge/merge-customers'
import { UnmergeCustomers } from './merge/unmerge-customers'
import { IdentityService } from './resolve/identity.service'
import { IdentityStore } from './resolve/identity-store'
import { PeopleFinder } from './resolve/people-finder'
import { ConsumerProfile } from './session/consumer-profile'
import { ConsumerSessionService } from './session/consumer-session.service'

export type { AttributeDefinition } from './attribute/attribute-definition.entity'
export type { AttributeValue } from './attribute/attribute-value.entity'
export { ATTRIBUTE_SOURCES, displayAttribute } from './attribute/attribute.policy'
export type { AttributeOption, AttributeSource, AttributeType, AttributeValueType } from './attribute/attribute.policy'
export { AttributeService } from './attribute/attribute.service'
export type { AttributeOrigin } from './attribute/attribute.service'
export type { Customer } from './customer/customer.entity'
export { TOUCHPOINT_BADGES } from './customer/customer.policy'
export type { TouchpointBadge } from './customer/customer.policy'
export { CustomerService } from './customer/customer.service'
export type { CustomerSummary } from './customer/customer.service'
export { IDENTITY_KINDS } from './customer/identity-kinds'
export type { IdentityKind } from './customer/identity-kinds'
export type { Follower, WorkContact } from './customer/reach-addresses'
export { PlatformTags, tagNames } from './customer/platform-tags'
export type { KnownTags } from './customer/platform-tags'
export { RelationService } from './customer/relation.service'
export type { RelationChange } from './customer/relation.service'
export { CUSTOMER_ATTRIBUTE_ENGINE_TABLE, CUSTOMER_ENGINE_TABLE } from './engine-table'
export type { CustomerAttributeEngineRow, CustomerEngineRow } from './engine-table'
export type {
  AttributeChanged,
  CustomerCreated,
  CustomerErased,
  CustomerMerged,
  CustomerUnmerged,
  IdentityAttached,
} from './identity.events'
export { EraseCustomer } from './merge/erase-customer'
export { CustomerMoves } from './merge/customer-moves'
export type { CustomerMove, CustomerMoveHandler } from './merge/customer-moves'
export { IdentityService } from './resolve/identity.service'
export type { ResolveRequest, Resolved } from './resolve/identity.service'
export type { GivenIdentity, KnownIdentity } from './resolve/identity-store'
export { homesBelow, type HomeRow } from './customer/homes-below'
export { PeopleFinder } from './resolve/people-finder'
export { retryConflicts } from './retry-conflicts'
export { ConsumerProfile } from './session/consumer-profile'
export type { ConsumerMe } from './session/consumer-profile'
export { ConsumerSessionService } from './session/consumer-session.service'

/** 客户 (OneID): who is who, what is known about them, and how two records become one and two again. */
@Module({
  imports: [AccountModule, IntakeModule, PrivacyModule, StaffModule],
  controllers: [CustomerController, CustomerMergeController, MergeReviewController, AttributeDefinitionController],
  providers: [
    AttributeService,
    ConsumerProfile,
    ConsumerSessionService,
    CustomerDetail,
    CustomerEngineSource,
    CustomerList,
    CustomerMoves,
    CustomerService,
    EraseCustomer,
    IdentityService,
    IdentityStore,
    LivingCustomers,
    MergeCustomers,
    MergeDesk,
    PeopleFinder,
    PlatformTags,
    RelationService,
    UnmergeCustomers,
  ],
  exports: [
    AttributeService,
    ConsumerProfile,
    ConsumerSessionService,
    CustomerMoves,
    CustomerService,
    EraseCustomer,
    IdentityService,
    PeopleFinder,
    PlatformTags,
    RelationService,
  ],
})
export class IdentityModule implements OnModuleInit {
  constructor(private readonly events: DomainEvents) {}

  onModuleInit(): void {
    for (const event of IDENTITY_EVENTS) this.events.declare(event)
  }
}
