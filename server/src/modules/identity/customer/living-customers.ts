import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { Customer } from './customer.entity'
import { Identity } from './identity.entity'

const missing = (): AppError => new AppError('NOT_FOUND', { params: { what: '客户' } })

/** Finds the customer behind a number that may be out of date because of merges. */
@Injectable()
export class LivingCustomers {
  constructor(private readonly db: Database) {}

  /** The living customer that `id` stands for now. @throws NOT_FOUND, CUSTOMER_ERASED */
  async get(id: number): Promise<Customer> {
    let customer = await this.db.repo(Customer).findOneBy({ id })
    while (customer?.mergedInto) customer = await this.db.repo(Customer).findOneBy({ id: customer.mergedInto })
    if (!customer) throw missing()
    if (customer.erasedAt) throw new AppError('CUSTOMER_ERASED')
    return customer
  }

  /** The living customers that these stand for now, null for the erased; unknown numbers are absent. */
  async getMany(ids: readonly number[]): Promise<Map<number, Customer | null>> {
    const known = new Map<number, Customer>()
    for (let wanted = [...new Set(ids)]; wanted.length > 0;) {
      const found = await this.db.repo(Customer).findBy({ id: In(wanted) })
      for (const customer of found) known.set(customer.id, customer)
      wanted = [...new Set(found.flatMap(({ mergedInto }) => mergedInto ?? []))].filter((id) => !known.has(id))
    }
    const living = new Map<number, Customer | null>()
    for (const id of ids) {
      let customer = known.get(id)
      while (customer?.mergedInto) customer = known.get(customer.mergedInto)
      if (customer) living.set(id, customer.erasedAt ? null : customer)
    }
    return living
  }

  /** The same as `get`, locked until the transaction ends. @throws NOT_FOUND, CUSTOMER_ERASED */
  async lock(id: number): Promise<Customer> {
    for (;;) {
      const { id: living } = await this.get(id)
      const [customer] = await this.lockExactly([living])
      if (customer?.erasedAt) throw new AppError('CUSTOMER_ERASED')
      // It may have been absorbed between the look and the lock.
      if (customer && customer.mergedInto === null) return customer
    }
  }

  /** These rows as they are, locked in ascending order. */
  async lockExactly(ids: readonly number[]): Promise<Customer[]> {
    return this.db
      .repo(Customer)
      .find({ where: { id: In([...ids]) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } })
  }

  /** Where a customer came from and when she was first and last seen, told anew by her identities after they came, went or appeared. */
  async settleSightings(id: number): Promise<void> {
    const identities = await this.db
      .repo(Identity)
      .find({ where: { customerId: id }, order: { firstSeenAt: 'ASC', id: 'ASC' } })
    const [earliest] = identities
    if (!earliest) return
    const lastSeenAt = new Date(Math.max(...identities.map((identity) => identity.lastSeenAt.getTime())))
    await this.db
      .repo(Customer)
      .update({ id }, { channel: earliest.channel, firstSeenAt: earliest.firstSeenAt, lastSeenAt })
  }

  /** `id` and everyone it stands for: those absorbed by it, directly or through others. */
  async homesOf(id: number): Promise<number[]> {
    const homes = [id]
    let layer = [id]
    while (layer.length > 0) {
      const absorbed = await this.db.repo(Customer).find({ where: { mergedInto: In(layer) }, select: { id: true } })
      layer = absorbed.map((customer) => customer.id)
      homes.push(...layer)
    }
    return homes
  }
}
