import { Column, Entity, Index } from 'typeorm'
import { At, BigInt64, Id, Json, Key, OneOf, Text } from '../../../platform/database'

export type RelationKind = 'follow' | 'work_contact'

/** A tie between an identity and one of our accounts or members that can begin and end: following, being a WeCom contact. */
@Entity()
@Index(['identityId', 'kind', 'counterpart'], { unique: true })
@Index(['kind', 'counterpart', 'active'])
export class IdentityRelation {
  @Id()
  id: number

  @BigInt64()
  identityId: number

  @OneOf()
  kind: RelationKind

  /** The WeCom member's userid; '' for following, where the identity's scope says it all. */
  @Key(64)
  counterpart: string

  @Column({ type: 'boolean' })
  active: boolean

  /** Where the tie began, when known. */
  @Text(64, { nullable: true })
  channel: string | null

  /** Names of the tags that the platform has for this tie; null while nobody has told. */
  @Json({ nullable: true })
  tags: string[] | null

  /** When that was told. */
  @At({ nullable: true })
  tagsAt: Date | null

  /** When it last began or ended by the platform's clock; an older message that comes late changes nothing. */
  @At()
  changedAt: Date
}
