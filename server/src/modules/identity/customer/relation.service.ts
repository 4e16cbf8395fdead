import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { In } from 'typeorm'
import { EngineFeed } from '../../../platform/audience-engine'
import { Database } from '../../../platform/database'
import { Identity } from './identity.entity'
import type { IdentityKind } from './identity-kinds'
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

/** The ties of one account: of whom, and of what kind. */
export interface TieOf {
  kind: IdentityKind
  /** appid or corpid. */
  scope: string
  tie: RelationKind
  counterpart?: string
}

const hashOf = (value: string): string => createHash('sha256').update(value).digest('hex')

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

  /**
   * Which of these values (openids, external_userids) have a tie that holds now.
   * @param counterpart the WeCom member's userid; '' for following
   */
  async tiedAmong({ kind, scope, tie, counterpart = '' }: TieOf, values: readonly string[]): Promise<Set<string>> {
    if (values.length === 0) return new Set()
    const rows = await this.db.query<{ value: string }[]>(
      `SELECT i.value FROM identity i JOIN identity_relation r ON r.identity_id = i.id
       WHERE i.kind = ? AND i.scope = ? AND i.value_hash IN (?) AND r.kind = ? AND r.counterpart = ? AND r.active = 1`,
      [kind, scope, values.map(hashOf), tie, counterpart],
    )
    return new Set(rows.map(({ value }) => value))
  }

  /** When the tie of one value last began or ended; null when there never was one. */
  async lastChange({ kind, scope, tie, counterpart = '' }: TieOf, value: string): Promise<Date | null> {
    const rows = await this.db.query<{ changedAt: Date }[]>(
      `SELECT r.changed_at AS changedAt FROM identity i JOIN identity_relation r ON r.identity_id = i.id
       WHERE i.kind = ? AND i.scope = ? AND i.value_hash = ? AND r.kind = ? AND r.counterpart = ?`,
      [kind, scope, hashOf(value), tie, counterpart],
    )
    return rows[0]?.changedAt ?? null
  }

  /** Ties of one account that hold and have held since before `before`, in order of their number, to be walked page by page. */
  async tiesBefore(
    { kind, scope, tie }: TieOf,
    { after, limit, before }: { after: number; limit: number; before: Date },
  ): Promise<{ id: number; value: string; counterpart: string }[]> {
    const rows = await this.db.query<{ id: number | string; value: string; counterpart: string }[]>(
      `SELECT r.id, i.value, r.counterpart FROM identity_relation r JOIN identity i ON i.id = r.identity_id
       WHERE r.id > ? AND r.kind = ? AND r.active = 1 AND r.changed_at < ? AND i.kind = ? AND i.scope = ?
       ORDER BY r.id LIMIT ?`,
      [after, tie, before, kind, scope, limit],
    )
    return rows.map((row) => ({ ...row, id: Number(row.id) }))
  }

  /** Ties of the given identities, ended ones included. */
  async of(identityIds: readonly number[]): Promise<IdentityRelation[]> {
    if (identityIds.length === 0) return []
    return this.db.repo(IdentityRelation).findBy({ identityId: In([...identityIds]) })
  }
}
