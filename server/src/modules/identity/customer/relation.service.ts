import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { EngineFeed } from '../../../platform/audience-engine'
import { Database } from '../../../platform/database'
import { Identity } from './identity.entity'
import { IdentityRelation, type RelationKind } from './identity-relation.entity'

export interface RelationChange {
  identityId: number
  kind: RelationKind
  /** The WeCom member's userid; '' for following. */
  counterpart?: string
  active: boolean
  /** When it began or ended, by the platform's clock. */
  at: Date
  /** Where it began. */
  channel?: string | null
}

/** Who follows which account and who is whose WeCom contact. */
@Injectable()
export class RelationService {
  constructor(
    private readonly db: Database,
    private readonly feed: EngineFeed,
  ) {}

  /**
   * Notes that a tie began or ended. Messages may come late and out of order: one that is older than what is known
   * changes nothing.
   * @returns whether the tie is different now
   */
  async change({ identityId, kind, counterpart = '', active, at, channel = null }: RelationChange): Promise<boolean> {
    return this.db.transaction(async () => {
      // The row is locked by the statement itself, so the look before it needs no lock of its own.
      const before = await this.db.repo(IdentityRelation).findOneBy({ identityId, kind, counterpart })
      await this.db.query(
        `INSERT INTO identity_relation (identity_id, kind, counterpart, active, channel, changed_at) VALUES (?, ?, ?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE
           active = IF(VALUES(changed_at) >= changed_at, VALUES(active), active),
           channel = IF(VALUES(changed_at) >= changed_at AND VALUES(channel) IS NOT NULL, VALUES(channel), channel),
           changed_at = GREATEST(changed_at, VALUES(changed_at))`,
        [identityId, kind, counterpart, active, channel, at],
      )
      const after = await this.db.repo(IdentityRelation).findOneByOrFail({ identityId, kind, counterpart })
      const changed = after.active !== (before?.active ?? false)
      const owner = await this.db.repo(Identity).findOneBy({ id: identityId })
      if (changed && owner?.customerId) await this.feed.changed('customer', [owner.customerId])
      return changed
    })
  }

  /** Ties of the given identities, ended ones included. */
  async of(identityIds: readonly number[]): Promise<IdentityRelation[]> {
    if (identityIds.length === 0) return []
    return this.db.repo(IdentityRelation).findBy({ identityId: In([...identityIds]) })
  }
}
