import { Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { In } from 'typeorm'
import { AuditTrail } from '../../../platform/audit'
import { EngineFeed } from '../../../platform/audience-engine'
import { ActorContext } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Outbox } from '../../../platform/outbox'
import { Customer } from '../customer/customer.entity'
import { LivingCustomers } from '../customer/living-customers'
import { AttributeDefinition } from './attribute-definition.entity'
import { AttributeValue } from './attribute-value.entity'
import {
  effectiveOf,
  readAttributeValue,
  type AttributeOption,
  type AttributeSource,
  type AttributeType,
  type AttributeValueType,
} from './attribute.policy'
import { BUILT_IN_ATTRIBUTES } from './built-in-attributes'

export interface AttributeOrigin {
  source: AttributeSource
  /** When it was said, not when we heard of it. */
  at: Date
  /** The identity through which it was said. */
  identityId?: number
}

export interface NewAttribute {
  key: string
  label: string
  type: AttributeType
  options?: AttributeOption[]
  sourcePriority?: AttributeSource[]
}

const jsonOf = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

/** Declared, typed facts about people, each with its source and time. */
@Injectable()
export class AttributeService implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly customers: LivingCustomers,
    private readonly actors: ActorContext,
    private readonly feed: EngineFeed,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const [position, { key, label, type, options, personal, sourcePriority }] of BUILT_IN_ATTRIBUTES.entries()) {
      await this.db.query(
        `INSERT INTO attribute_definition (\`key\`, label, type, options, source_priority, personal, built_in, position)
         VALUES (?, ?, ?, ?, ?, ?, 1, ?)
         ON DUPLICATE KEY UPDATE id = id`,
        [key, label, type, jsonOf(options), jsonOf(sourcePriority), personal ?? false, position],
      )
    }
  }

  /** Every declared attribute, in the order in which a person reads them. */
  async definitions(): Promise<AttributeDefinition[]> {
    return this.db.repo(AttributeDefinition).find({ order: { position: 'ASC', id: 'ASC' } })
  }

  /** @throws ATTRIBUTE_EXISTS */
  async declare(attribute: NewAttribute): Promise<AttributeDefinition> {
    const { key, label, type, options = null, sourcePriority = null } = attribute
    if (await this.db.repo(AttributeDefinition).findOneBy({ key })) {
      throw new AppError('ATTRIBUTE_EXISTS', { field: 'key', params: { key } })
    }
    const position = await this.db.repo(AttributeDefinition).count()
    const definition = await this.db
      .repo(AttributeDefinition)
      .save({ key, label, type, options, sourcePriority, position })
    this.audit.describe({ action: 'attribute.declare', target: { kind: 'attribute', id: key, name: label } })
    return this.db.repo(AttributeDefinition).findOneByOrFail({ id: definition.id })
  }

  /**
   * Notes what a source said about a person. Which value counts follows from the sources' order and the times, so a
   * late message never overrules a newer one of its own source.
   * @param customerId may be out of date; the living customer is found
   * @throws ATTRIBUTE_UNKNOWN, ATTRIBUTE_VALUE_INVALID, NOT_FOUND, CUSTOMER_ERASED
   */
  async set(customerId: number, key: string, value: unknown, origin: AttributeOrigin): Promise<void> {
    await this.setMany(customerId, { [key]: value }, origin)
  }

  /** Several at once; nothing is written when one of them is refused. @throws as `set` */
  async setMany(customerId: number, values: Readonly<Record<string, unknown>>, origin: AttributeOrigin): Promise<void> {
    const definitions = await this.definitionsOf(Object.keys(values))
    const read = definitions.map((definition) => ({
      definition,
      value: readAttributeValue(definition, values[definition.key]),
    }))
    await this.db.transaction(async () => {
      const { id } = await this.customers.lock(customerId)
      const changed: string[] = []
      for (const { definition, value } of read) {
        if (await this.add(id, definition, value, origin)) changed.push(definition.key)
      }
      await this.announce(id, changed)
    })
  }

  /** The values that count, of several customers. */
  async effective(customerIds: readonly number[], keys?: readonly string[]): Promise<Map<number, AttributeValue[]>> {
    const byCustomer = new Map<number, AttributeValue[]>(customerIds.map((id) => [id, []]))
    if (customerIds.length === 0) return byCustomer
    const values = await this.db.repo(AttributeValue).find({
      where: { customerId: In([...customerIds]), effective: true, ...(keys ? { attribute: In([...keys]) } : {}) },
      order: { id: 'ASC' },
    })
    for (const value of values) byCustomer.get(value.customerId)?.push(value)
    return byCustomer
  }

  /** Everything that was ever said about one customer, newest first. */
  async history(customerId: number): Promise<AttributeValue[]> {
    return this.db.repo(AttributeValue).find({ where: { customerId }, order: { at: 'DESC', id: 'DESC' }, take: 500 })
  }

  /** Takes back everything that was said about a customer through one identity. Inside a transaction. */
  async forget(customerId: number, identityId: number): Promise<void> {
    const { id } = await this.customers.lock(customerId)
    const said = await this.db.repo(AttributeValue).findBy({ customerId: id, identityId })
    if (said.length === 0) return
    await this.db.repo(AttributeValue).delete({ customerId: id, identityId })
    await this.settle(id)
    await this.announce(id, [...new Set(said.map(({ attribute }) => attribute))])
  }

  /** Decides anew which values count for a customer, after values moved in or out. Inside a transaction. */
  async settle(customerId: number): Promise<void> {
    const values = await this.db.repo(AttributeValue).findBy({ customerId })
    const keys = [...new Set(values.map(({ attribute }) => attribute))]
    for (const definition of await this.definitionsOf(keys)) await this.choose(customerId, definition)
    await this.rename(customerId)
  }

  private async add(
    customerId: number,
    definition: AttributeDefinition,
    value: AttributeValueType,
    origin: AttributeOrigin,
  ): Promise<boolean> {
    const values = await this.db.repo(AttributeValue).findBy({ customerId, attribute: definition.key })
    const latest = effectiveOf(
      values.filter(({ source }) => source === origin.source),
      null,
    )
    if (latest && JSON.stringify(latest.value) === JSON.stringify(value)) return false
    const actor = this.actors.current()
    await this.db.repo(AttributeValue).insert({
      customerId,
      homeCustomerId: customerId,
      identityId: origin.identityId ?? null,
      attribute: definition.key,
      source: origin.source,
      value,
      at: origin.at,
      staffId: actor.kind === 'staff' ? actor.staffId : null,
    })
    return this.choose(customerId, definition)
  }

  /** @returns whether another value counts now */
  private async choose(customerId: number, definition: AttributeDefinition): Promise<boolean> {
    const values = await this.db.repo(AttributeValue).findBy({ customerId, attribute: definition.key })
    const winner = effectiveOf(values, definition.sourcePriority)
    if (!winner) return false
    if (winner.effective && values.filter(({ effective }) => effective).length === 1) return false
    await this.db.query('UPDATE attribute_value SET effective = (id = ?) WHERE customer_id = ? AND attribute = ?', [
      winner.id,
      customerId,
      definition.key,
    ])
    return true
  }

  private async announce(customerId: number, keys: string[]): Promise<void> {
    if (keys.length === 0) return
    if (keys.includes('nickname')) await this.rename(customerId)
    await this.feed.changed('customer', [customerId])
    await this.outbox.emit('attribute.changed', { customerId, keys })
  }

  private async rename(customerId: number): Promise<void> {
    const [nickname] = (await this.effective([customerId], ['nickname'])).get(customerId) ?? []
    const name = nickname ? String(nickname.value).slice(0, 64) : null
    await this.db.repo(Customer).update({ id: customerId }, { name })
  }

  private async definitionsOf(keys: string[]): Promise<AttributeDefinition[]> {
    if (keys.length === 0) return []
    const definitions = await this.db.repo(AttributeDefinition).findBy({ key: In(keys) })
    const unknown = keys.find((key) => !definitions.some((definition) => definition.key === key))
    if (unknown !== undefined) throw new AppError('ATTRIBUTE_UNKNOWN', { field: unknown, params: { key: unknown } })
    return definitions
  }
}
