import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { Database, type UpdateResultHeader } from '../../../platform/database'
import type { AttributeSource } from '../attribute/attribute.policy'
import { AttributeService } from '../attribute/attribute.service'
import { Identity } from './identity.entity'
import type { RelationKind } from './identity-relation.entity'
import type { TieOf } from './relation.service'

export interface WornTags {
  identityId: number
  kind: RelationKind
  /** The WeCom member's userid; '' for following. */
  counterpart?: string
  /** Their names; none when the tie has ended. */
  names: readonly string[]
  /** When the platform said so. */
  at: Date
}

/** What somebody is known to wear. */
export interface KnownTags {
  names: string[]
  at: Date | null
}

/** As many as a list attribute holds. */
const AT_MOST = 50

const ATTRIBUTES: Readonly<Record<RelationKind, { key: string; source: AttributeSource }>> = {
  follow: { key: 'official_account_tags', source: 'platform' },
  work_contact: { key: 'work_tags', source: 'work' },
}

/** Names in the one order in which they are kept and compared. */
export const tagNames = (names: readonly string[]): string[] => [...new Set(names)].sort()

const hashOf = (value: string): string => createHash('sha256').update(value).digest('hex')
const readNames = (json: string | null): string[] => (json === null ? [] : (JSON.parse(json) as string[]))

/**
 * Tags that an official account or a WeCom member gives to people on the platform. They stand with the tie; those of all
 * ties of one kind together are a list attribute of the person, for screens and rules.
 */
@Injectable()
export class PlatformTags {
  constructor(
    private readonly db: Database,
    private readonly attributes: AttributeService,
  ) {}

  /** Notes what somebody wears by one tie that holds. Older news than what is known changes nothing. */
  async wear({ identityId, kind, counterpart = '', names, at }: WornTags): Promise<void> {
    await this.db.transaction(async () => {
      const json = JSON.stringify(tagNames(names))
      const told = await this.db.query<UpdateResultHeader>(
        `UPDATE identity_relation SET tags = ?, tags_at = ?
         WHERE identity_id = ? AND kind = ? AND counterpart = ? AND (active = 1 OR ? = '[]') AND (tags_at IS NULL OR tags_at <= ?)`,
        [json, at, identityId, kind, counterpart, json, at],
      )
      const owner = await this.db.repo(Identity).findOneBy({ id: identityId })
      if (told.affectedRows === 0 || !owner?.customerId) return
      const { key, source } = ATTRIBUTES[kind]
      const worn = await this.wornBy(owner.customerId, kind)
      const [known] = (await this.attributes.effective([owner.customerId], [key])).get(owner.customerId) ?? []
      if (worn.length === 0 && known === undefined) return
      await this.attributes.set(owner.customerId, key, worn.slice(0, AT_MOST), { source, at, identityId })
    })
  }

  /** What these values (openids, external_userids) wear by a tie; those without it are left out. */
  async wornAmong(
    { kind, scope, tie, counterpart = '' }: TieOf,
    values: readonly string[],
  ): Promise<Map<string, KnownTags>> {
    if (values.length === 0) return new Map()
    const rows = await this.db.query<{ value: string; tags: string | null; at: Date | null }[]>(
      `SELECT i.value, r.tags, r.tags_at AS at FROM identity i JOIN identity_relation r ON r.identity_id = i.id
       WHERE i.kind = ? AND i.scope = ? AND i.value_hash IN (?) AND r.kind = ? AND r.counterpart = ? AND r.active = 1`,
      [kind, scope, values.map(hashOf), tie, counterpart],
    )
    return new Map(rows.map(({ value, tags, at }) => [value, { names: readNames(tags), at }]))
  }

  /** Who wears any by a tie that holds and has held since before `before`, in order of the tie's number. */
  async wearersBefore(
    { kind, scope, tie }: TieOf,
    { after, limit, before }: { after: number; limit: number; before: Date },
  ): Promise<{ id: number; value: string; names: string[] }[]> {
    const rows = await this.db.query<{ id: number | string; value: string; tags: string | null }[]>(
      `SELECT r.id, i.value, r.tags FROM identity_relation r JOIN identity i ON i.id = r.identity_id
       WHERE r.id > ? AND r.kind = ? AND r.active = 1 AND r.tags_at < ? AND JSON_LENGTH(r.tags) > 0
         AND i.kind = ? AND i.scope = ? ORDER BY r.id LIMIT ?`,
      [after, tie, before, kind, scope, limit],
    )
    return rows.map(({ id, value, tags }) => ({ id: Number(id), value, names: readNames(tags) }))
  }

  private async wornBy(customerId: number, kind: RelationKind): Promise<string[]> {
    const rows = await this.db.query<{ tags: string | null }[]>(
      `SELECT r.tags FROM identity_relation r JOIN identity i ON i.id = r.identity_id
       WHERE i.customer_id = ? AND r.kind = ? AND r.active = 1`,
      [customerId, kind],
    )
    return tagNames(rows.flatMap(({ tags }) => readNames(tags)))
  }
}
