import { Injectable, type OnModuleInit } from '@nestjs/common'
import { In, IsNull, type EntityManager } from 'typeorm'
import { copySource, EngineFeed } from '../../../platform/audience-engine'
import { grantedPurposes } from '../../privacy'
import { AttributeDefinition } from '../attribute/attribute-definition.entity'
import { AttributeValue } from '../attribute/attribute-value.entity'
import {
  CUSTOMER_ATTRIBUTE_ENGINE_TABLE,
  CUSTOMER_ENGINE_TABLE,
  type CustomerAttributeEngineRow,
  type CustomerEngineRow,
} from '../engine-table'
import { Customer } from './customer.entity'
import { IdentityRelation } from './identity-relation.entity'
import { Identity } from './identity.entity'

type Rows = { customer: CustomerEngineRow[]; customer_attribute: CustomerAttributeEngineRow[] }

/** Copies living customers to the audience engine: numbers, kinds and ties, never a name, a number or an openid. */
@Injectable()
export class CustomerEngineSource implements OnModuleInit {
  constructor(private readonly feed: EngineFeed) {}

  onModuleInit(): void {
    this.feed.source(
      copySource<Rows>({
        kind: 'customer',
        tables: [CUSTOMER_ENGINE_TABLE, CUSTOMER_ATTRIBUTE_ENGINE_TABLE],
        read: readCustomers,
        pages: async (manager, after, limit) => {
          const rows = await manager.query<{ id: string }[]>(
            'SELECT id FROM customer WHERE id > ? ORDER BY id LIMIT ?',
            [after, limit],
          )
          return rows.map(({ id }) => Number(id))
        },
        touches: (_, keys) => keys.map((customerId) => ({ topic: 'customer', customerId })),
      }),
    )
  }
}

async function readCustomers(manager: EntityManager, keys: number[]): Promise<Rows> {
  const customers = await manager
    .getRepository(Customer)
    .findBy({ id: In(keys), mergedInto: IsNull(), erasedAt: IsNull() })
  const ids = customers.map(({ id }) => id)
  if (ids.length === 0) return { customer: [], customer_attribute: [] }
  const identities = await manager.getRepository(Identity).findBy({ customerId: In(ids) })
  const relations = await manager
    .getRepository(IdentityRelation)
    .findBy({ identityId: In([0, ...identities.map(({ id }) => id)]), active: true })
  const consents = await grantedPurposes(manager, ids)
  const tiesOf = groupBy(relations, ({ identityId }) => identityId)
  const identitiesOf = groupBy(identities, ({ customerId }) => customerId)
  return {
    customer: customers.map(({ id, firstSeenAt }) => {
      const own = identitiesOf.get(id) ?? []
      const ties = own.flatMap(({ id: identityId, scope }) =>
        (tiesOf.get(identityId) ?? []).map((tie) => ({ ...tie, scope })),
      )
      return {
        id,
        created_at: firstSeenAt.toISOString(),
        identities: distinct(own.flatMap(({ kind, scope }) => (scope ? [kind, `${kind}@${scope}`] : [kind]))),
        follows: distinct(ties.filter(({ kind }) => kind === 'follow').map(({ scope }) => scope)),
        work_contacts: distinct(
          ties.filter(({ kind }) => kind === 'work_contact').map(({ counterpart, scope }) => `${counterpart}@${scope}`),
        ),
        consents: consents.get(id) ?? [],
      }
    }),
    customer_attribute: await readAttributes(manager, ids),
  }
}

async function readAttributes(manager: EntityManager, ids: number[]): Promise<CustomerAttributeEngineRow[]> {
  const definitions = await manager.getRepository(AttributeDefinition).findBy({ personal: false })
  const known = new Set(definitions.map(({ key }) => key))
  const values = await manager.getRepository(AttributeValue).findBy({ customerId: In(ids), effective: true })
  return values
    .filter(({ attribute }) => known.has(attribute))
    .flatMap(({ customerId, attribute, value }) =>
      (Array.isArray(value) ? value : [value]).map((item) => ({
        customer_id: customerId,
        attribute,
        value: String(item),
        number: typeof item === 'number' ? item : null,
      })),
    )
}

const distinct = (items: string[]): string[] => [...new Set(items)]

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
