import { Injectable } from '@nestjs/common'
import type { SelectQueryBuilder } from 'typeorm'
import { checkedInstant } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { skipTake } from '../../../platform/http'
import { PublicId } from '../../../platform/public-id'
import { normalizePhone, PhoneVault } from '../../privacy'
import { Customer } from '../customer/customer.entity'
import { CustomerService } from '../customer/customer.service'
import type { ChannelReply, CustomerQuery, CustomerRow } from './customer.dto'
import { presentRow } from './customer.presenter'

type Filter = Omit<CustomerQuery, 'page' | 'pageSize'>

const EXPORT_AT_ONCE = 500

/** Finds customers for the console. */
@Injectable()
export class CustomerList {
  constructor(
    private readonly db: Database,
    private readonly customers: CustomerService,
    private readonly vault: PhoneVault,
    private readonly publicId: PublicId,
  ) {}

  async page(query: CustomerQuery): Promise<{ items: CustomerRow[]; total: number }> {
    const { skip, take } = skipTake(query)
    const [customers, total] = await this.sorted(this.filtered(query), query.sort)
      .skip(skip)
      .take(take)
      .getManyAndCount()
    return { items: await this.rows(customers), total }
  }

  async count(filter: Filter): Promise<number> {
    return this.filtered(filter).getCount()
  }

  /** Everyone who fits, a batch at a time, in the order of their numbers. */
  async *all(filter: Filter): AsyncGenerator<CustomerRow> {
    for (let after = 0; ;) {
      const batch = await this.filtered(filter)
        .andWhere('customer.id > :after', { after })
        .orderBy('customer.id')
        .take(EXPORT_AT_ONCE)
        .getMany()
      const last = batch.at(-1)
      if (!last) return
      yield* await this.rows(batch)
      after = last.id
    }
  }

  /** Where customers were first met, the most frequent first. */
  async channels(): Promise<ChannelReply[]> {
    const rows = await this.db.query<{ channel: string; customers: string }[]>(
      `SELECT channel, COUNT(*) AS customers FROM customer WHERE merged_into IS NULL AND erased_at IS NULL
       GROUP BY channel ORDER BY customers DESC, channel LIMIT 200`,
    )
    return rows.map(({ channel, customers }) => ({ channel, customers: Number(customers) }))
  }

  private async rows(customers: Customer[]): Promise<CustomerRow[]> {
    const summaries = await this.customers.summaries(customers.map(({ id }) => id))
    return customers.flatMap((customer) => {
      const summary = summaries.get(customer.id)
      return summary ? [presentRow(customer, summary)] : []
    })
  }

  private sorted(list: SelectQueryBuilder<Customer>, sort = '-lastSeenAt'): SelectQueryBuilder<Customer> {
    const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
    const column = sort.endsWith('lastSeenAt') ? 'lastSeenAt' : 'firstSeenAt'
    return list.orderBy(`customer.${column}`, direction).addOrderBy('customer.id', direction)
  }

  private filtered({ search, channel, hasPhone, from, to }: Filter): SelectQueryBuilder<Customer> {
    const list = this.db
      .repo(Customer)
      .createQueryBuilder('customer')
      .where('customer.mergedInto IS NULL AND customer.erasedAt IS NULL')
    if (channel) list.andWhere('customer.channel = :channel', { channel })
    if (from) list.andWhere('customer.firstSeenAt >= :from', { from: checkedInstant(from) })
    if (to) list.andWhere('customer.firstSeenAt < :to', { to: checkedInstant(to) })
    if (hasPhone !== undefined) {
      const exists = `EXISTS (SELECT 1 FROM identity i WHERE i.customer_id = customer.id AND i.kind = 'phone' AND i.retired_at IS NULL)`
      list.andWhere(hasPhone ? exists : `NOT ${exists}`)
    }
    if (search?.trim()) this.search(list, search.trim())
    return list
  }

  /** A whole number is looked up by its hash; nothing but its last four digits is kept readable. */
  private search(list: SelectQueryBuilder<Customer>, text: string): void {
    if (normalizePhone(text) !== null) {
      list.andWhere(
        `customer.id IN (SELECT i.customer_id FROM identity i WHERE i.kind = 'phone' AND i.value_hash = :hash)`,
        { hash: this.vault.hash(text) },
      )
      return
    }
    const tail = /^(?:1\d{2}\*{4})?(\d{4})$/.exec(text)?.[1]
    const exact = this.idOf(text)
    const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
    const byTail = tail ? 'OR customer.id IN (SELECT i.customer_id FROM identity i WHERE i.tail = :tail)' : ''
    const byId = exact ? 'OR customer.id = :exact' : ''
    list.andWhere(`(customer.name LIKE :like ${byTail} ${byId})`, { like, tail, exact })
  }

  private idOf(text: string): number | null {
    if (!/^[\w-]{22}$/.test(text)) return null
    try {
      return this.publicId.decode('customer', text)
    } catch {
      return null
    }
  }
}
