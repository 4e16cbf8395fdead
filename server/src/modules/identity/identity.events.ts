import type { IdentityKind } from './customer/identity-kinds'

export interface CustomerCreated {
  customerId: number
  channel: string
}

export interface CustomerMerged {
  mergeId: number
  survivorId: number
  absorbedId: number
}

export interface CustomerUnmerged {
  mergeId: number
  /** Who kept the record meanwhile. */
  holderId: number
  restoredId: number
}

export interface CustomerErased {
  customerId: number
}

export interface IdentityAttached {
  customerId: number
  identityId: number
  kind: IdentityKind
}

export interface AttributeChanged {
  customerId: number
  keys: string[]
}

declare module '../../platform/outbox' {
  interface DomainEventMap {
    'customer.created': CustomerCreated
    'customer.merged': CustomerMerged
    'customer.unmerged': CustomerUnmerged
    'customer.erased': CustomerErased
    'identity.attached': IdentityAttached
    'attribute.changed': AttributeChanged
  }
}

export const IDENTITY_EVENTS = [
  'customer.created',
  'customer.merged',
  'customer.unmerged',
  'customer.erased',
  'identity.attached',
  'attribute.changed',
] as const
