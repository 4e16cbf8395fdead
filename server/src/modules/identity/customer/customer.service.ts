import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { PublicId } from '../../../platform/public-id'
import { Customer } from './customer.entity'
import { Identity } from './identity.entity'
import { IdentityRelation } from './identity-relation.entity'
import { LivingCustomers } from './living-customers'
import { displayNameOf, mainPhone, touchpointsOf, type TouchpointBadge } from './customer.policy'

/** What a list shows of a person. */
export interface CustomerSummary {
  publicId: string
  displayName: string
  /** Null while nobody has told it. */
  nickname: string | null
  phoneMasked: string | null
  hasPhone: boolean
  /** The touchpoints that the person is on, in a fixed order. */
  channels: TouchpointBadge[]
  /** Where the person was first met. */
  firstChannel: string
  /** Whether the personal data was erased: nobody to show any more. */
  erased: boolean
}

/** Looks up customers for everybody else. */
@Injectable()
export class CustomerService {
  constructor(
    private readonly db: Database,
    private readonly publicId: PublicId,
    private readonly living: LivingCustomers,
  ) {}

  /** The living customer behind a number that may be out of date. @throws NOT_FOUND, CUSTOMER_ERASED */
  async get(id: number): Promise<Customer> {
    return this.living.get(id)
  }

  /** The living customer behind a public id. @throws NOT_FOUND, CUSTOMER_ERASED */
  async byPublicId(publicId: string): Promise<Customer> {
    return this.living.get(this.publicId.decode('customer', publicId))
  }

  /** The numbers of the living customers behind public ids, null for the erased; what is no customer's id is absent. */
  async idsByPublicIds(publicIds: readonly string[]): Promise<Map<string, number | null>> {
    const numbers = new Map<string, number>()
    for (const publicId of publicIds) {
      try {
        numbers.set(publicId, this.publicId.decode('customer', publicId))
      } catch (error) {
        if (!(error instanceof AppError)) throw error
      }
    }
    const living = await this.living.getMany([...numbers.values()])
    return new Map(
      [...numbers].flatMap(([publicId, id]) => {
        const customer = living.get(id)
        return customer === undefined ? [] : [[publicId, customer?.id ?? null] as const]
      }),
    )
  }

  /** Those of these numbers that stand for living customers themselves, locked until the transaction ends; ascending. */
  async lockLiving(ids: readonly number[]): Promise<number[]> {
    const customers = await this.living.lockExactly(ids)
    return customers.filter(({ mergedInto, erasedAt }) => mergedInto === null && erasedAt === null).map(({ id }) => id)
  }

  /** Whatever stands in lists, by customer id. Ids that are unknown are absent; an absorbed one is shown as itself. */
  async summaries(ids: readonly number[]): Promise<Map<number, CustomerSummary>> {
    const distinct = [...new Set(ids)]
    if (distinct.length === 0) return new Map()
    const customers = await this.db.repo(Customer).findBy({ id: In(distinct) })
    const identities = await this.db.repo(Identity).find({ where: { customerId: In(distinct) }, order: { id: 'ASC' } })
    const identityIds = identities.map(({ id }) => id)
    const relations = await this.db.repo(IdentityRelation).findBy({ identityId: In([0, ...identityIds]), active: true })
    return new Map(
      customers.map((customer) => {
        const own = identities.filter(({ customerId }) => customerId === customer.id)
        const ownIds = new Set(own.map(({ id }) => id))
        const publicId = this.publicId.encode('customer', customer.id)
        const phone = mainPhone(own)
        return [
          customer.id,
          {
            publicId,
            displayName: displayNameOf(customer, publicId),
            nickname: customer.name,
            phoneMasked: phone?.masked ?? null,
            hasPhone: phone !== undefined,
            channels: touchpointsOf(
              own,
              relations.filter(({ identityId }) => ownIds.has(identityId)),
            ),
            firstChannel: customer.channel,
            erased: customer.erasedAt !== null,
          },
        ]
      }),
    )
  }

  /** One of them. @throws NOT_FOUND */
  async summary(id: number): Promise<CustomerSummary> {
    const customer = await this.get(id)
    const summary = (await this.summaries([customer.id])).get(customer.id)
    return (
      summary ?? {
        publicId: '',
        displayName: '',
        nickname: null,
        phoneMasked: null,
        hasPhone: false,
        channels: [],
        firstChannel: customer.channel,
        erased: false,
      }
    )
  }
}
