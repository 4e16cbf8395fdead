import { Injectable } from '@nestjs/common'
import { In, type EntityManager } from 'typeorm'
import { EngineFeed } from '../../../platform/audience-engine'
import { Database } from '../../../platform/database'
import { ConsentRecord } from './consent-record.entity'
import { ConsentState } from './consent-state.entity'
import { CONSENT_PURPOSE_KEYS, newestByPurpose, type ConsentPurpose } from './consent.policy'

export interface ConsentAct {
  customerId: number
  identityId?: number
  purpose: ConsentPurpose
  granted: boolean
  /** Version of the privacy text that the person saw. */
  textVersion: string
  /** What the person did, in kebab case: `authorize-phone`. */
  act: string
  source: string
  at: Date
}

/** How the records of one customer go over to another; see identity's CustomerMoves. */
export interface ConsentMove {
  kind: 'merge' | 'unmerge'
  from: number
  to: number
  identityIds: number[]
  homeIds: number[]
}

/** The ledger of consent. What is not granted is refused. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly db: Database,
    private readonly feed: EngineFeed,
  ) {}

  /** Adds acts to the ledger, in one transaction with what follows from them. */
  async record(...acts: ConsentAct[]): Promise<void> {
    if (acts.length === 0) return
    await this.db.transaction(async () => {
      const { identifiers } = await this.db
        .repo(ConsentRecord)
        .insert(acts.map((act) => ({ ...act, homeCustomerId: act.customerId, identityId: act.identityId ?? null })))
      for (const [index, act] of acts.entries()) await this.apply(act, Number(identifiers[index]?.id))
      await this.feed.changed(
        'customer',
        acts.map(({ customerId }) => customerId),
      )
    })
  }

  /** Those of the given customers who have granted the purpose and not withdrawn it. */
  async allows(customerIds: readonly number[], purpose: ConsentPurpose): Promise<Set<number>> {
    if (customerIds.length === 0) return new Set()
    const states = await this.db.repo(ConsentState).findBy({ customerId: In([...customerIds]), purpose, granted: true })
    return new Set(states.map(({ customerId }) => customerId))
  }

  /** What counts now, by customer. */
  async states(customerIds: readonly number[]): Promise<Map<number, ConsentState[]>> {
    if (customerIds.length === 0) return new Map()
    const states = await this.db.repo(ConsentState).findBy({ customerId: In([...customerIds]) })
    const byCustomer = new Map<number, ConsentState[]>()
    for (const state of states) byCustomer.set(state.customerId, [...(byCustomer.get(state.customerId) ?? []), state])
    return byCustomer
  }

  /** The whole ledger of one customer, newest first. */
  async history(customerId: number): Promise<ConsentRecord[]> {
    return this.db.repo(ConsentRecord).find({ where: { customerId }, order: { at: 'DESC', id: 'DESC' }, take: 200 })
  }

  /** Carries records along with a merge, or back with its undoing. Called by the identity module in its transaction. */
  async move({ kind, from, to, identityIds, homeIds }: ConsentMove): Promise<void> {
    const theirs =
      kind === 'merge' ? '' : 'AND (identity_id IN (?) OR (identity_id IS NULL AND home_customer_id IN (?)))'
    const params = kind === 'merge' ? [to, from] : [to, from, [0, ...identityIds], [0, ...homeIds]]
    await this.db.query(`UPDATE consent_record SET customer_id = ? WHERE customer_id = ? ${theirs}`, params)
    await this.derive([from, to])
  }

  /** Withdraws everything that is granted, as erasure demands; the ledger itself stays as proof, without personal data. */
  async withdrawAll(customerId: number, act: string, source: string, at: Date): Promise<void> {
    const granted = await this.db
      .repo(ConsentState)
      .findBy({ customerId, granted: true, purpose: In(CONSENT_PURPOSE_KEYS) })
    await this.record(
      ...granted.map(({ purpose }) => ({ customerId, purpose, granted: false, textVersion: '', act, source, at })),
    )
  }

  /** Lets an act count unless a later one is known. One statement, so that two acts at a time cannot overlook each other. */
  private async apply({ customerId, purpose, granted, at }: ConsentAct, recordId: number): Promise<void> {
    await this.db.query(
      `INSERT INTO consent_state (customer_id, purpose, granted, record_id, at) VALUES (?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE
         granted = IF(VALUES(at) >= at, VALUES(granted), granted),
         record_id = IF(VALUES(at) >= at, VALUES(record_id), record_id),
         at = GREATEST(at, VALUES(at))`,
      [customerId, purpose, granted, recordId, at],
    )
  }

  /** Derives the present state from the ledger anew. The caller holds the customers, so no act comes in between. */
  private async derive(customerIds: number[]): Promise<void> {
    for (const customerId of customerIds) {
      const records = await this.db.repo(ConsentRecord).findBy({ customerId })
      const newest = [...newestByPurpose(records).values()]
      await this.db.repo(ConsentState).delete({ customerId })
      if (newest.length === 0) continue
      await this.db
        .repo(ConsentState)
        .insert(newest.map(({ purpose, granted, id, at }) => ({ customerId, purpose, granted, recordId: id, at })))
    }
    await this.feed.changed('customer', customerIds)
  }
}

/** The purposes that each customer grants now, read by a given manager (the audience engine's feed reads in a snapshot of its own). */
export async function grantedPurposes(
  manager: EntityManager,
  customerIds: readonly number[],
): Promise<Map<number, ConsentPurpose[]>> {
  const states = await manager.getRepository(ConsentState).findBy({ customerId: In([...customerIds]), granted: true })
  const byCustomer = new Map<number, ConsentPurpose[]>()
  for (const { customerId, purpose } of states)
    byCustomer.set(customerId, [...(byCustomer.get(customerId) ?? []), purpose])
  return byCustomer
}
