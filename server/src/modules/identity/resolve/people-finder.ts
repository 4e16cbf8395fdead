import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { In, IsNull, Not } from 'typeorm'
import { chunks } from '../../../platform/audience-engine'
import { Database } from '../../../platform/database'
import { PhoneVault } from '../../privacy'
import { Customer } from '../customer/customer.entity'
import { Identity } from '../customer/identity.entity'
import type { IdentityKind } from '../customer/identity-kinds'

const VALUES_AT_ONCE = 2000

/** Finds many people by their identities at once; makes nobody. */
@Injectable()
export class PeopleFinder {
  constructor(
    private readonly db: Database,
    private readonly vault: PhoneVault,
  ) {}

  /**
   * @param values phone numbers as `normalizePhone` gives them, other kinds as the platform writes them
   * @returns per value the customers who own it; a value that means different people at different accounts has several
   */
  async find(kind: IdentityKind, values: readonly string[]): Promise<Map<string, number[]>> {
    const valueOf = new Map(values.map((value) => [this.hash(kind, value), value]))
    const hashes = [...valueOf.keys()]
    const found = new Map<string, number[]>()
    for (const part of chunks(hashes, VALUES_AT_ONCE)) {
      const rows = await this.db.repo(Identity).find({
        select: { valueHash: true, customerId: true },
        where: { kind, valueHash: In(part), customerId: Not(IsNull()) },
      })
      for (const { valueHash, customerId } of rows) {
        const value = valueOf.get(valueHash)
        if (value === undefined || customerId === null) continue
        const known = found.get(value) ?? []
        if (!known.includes(customerId)) known.push(customerId)
        found.set(value, known)
      }
    }
    return found
  }

  /** Whom each number stands for now, merges followed; unknown and erased ones are absent. */
  async living(ids: readonly number[]): Promise<Map<number, number>> {
    const standsFor = new Map<number, number>()
    let open = new Map(ids.map((id) => [id, [id]]))
    while (open.size > 0) {
      const next = new Map<number, number[]>()
      for (const part of chunks([...open.keys()], VALUES_AT_ONCE)) {
        const customers = await this.db.repo(Customer).findBy({ id: In(part), erasedAt: IsNull() })
        for (const { id, mergedInto } of customers) {
          const asked = open.get(id) ?? []
          if (mergedInto === null) for (const one of asked) standsFor.set(one, id)
          else next.set(mergedInto, [...(next.get(mergedInto) ?? []), ...asked])
        }
      }
      open = next
    }
    return standsFor
  }

  /** The phone numbers in use, in E.164, per customer; the first verified one. Never log them. */
  async phonesOf(customerIds: readonly number[]): Promise<Map<number, string>> {
    const phones = new Map<number, string>()
    if (customerIds.length === 0) return phones
    const rows = await this.db.repo(Identity).find({
      where: { customerId: In([...customerIds]), kind: 'phone', retiredAt: IsNull() },
      order: { verified: 'DESC', id: 'ASC' },
    })
    for (const { customerId, cipher } of rows) {
      if (customerId !== null && cipher !== null && !phones.has(customerId))
        phones.set(customerId, this.vault.open(cipher))
    }
    return phones
  }

  private hash(kind: IdentityKind, value: string): string {
    return kind === 'phone' ? this.vault.hash(value) : createHash('sha256').update(value).digest('hex')
  }
}
