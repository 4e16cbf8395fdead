import { Injectable } from '@nestjs/common'
import { givesSeveral, natureOf, type TagRule } from '@guiyi/shared'
import { AuditTrail } from '../../platform/audit'
import { Clock, checkedInstant } from '../../platform/clock'
import { ActorContext } from '../../platform/context'
import { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { MaterialisedValues, ReferenceGraph, RuleChecker } from '../rule'
import { StaffService } from '../staff'
import { TagGroup } from './tag-group.entity'
import { nextState, type TagKind, type TagMethod } from './tag.policy'
import { TagVersion } from './tag-version.entity'
import { Tag } from './tag.entity'

export interface NewTag {
  name: string
  groupId?: number | null
  /** Proposed by the rule when absent. */
  kind?: TagKind
  method: TagMethod
  multiple?: boolean
  description?: string
  strategies?: Record<string, string>
  handValues?: string[]
  ownerStaffId?: number | null
  /** ISO 8601. */
  validFrom?: string | null
  validUntil?: string | null
  /** Untrusted; checked against the catalogue. */
  rule?: unknown
}

export type TagChange = Partial<Omit<NewTag, 'method'>>

/** Definitions of customer tags. */
@Injectable()
export class TagService {
  constructor(
    private readonly db: Database,
    private readonly checker: RuleChecker,
    private readonly graph: ReferenceGraph,
    private readonly values: MaterialisedValues,
    private readonly staff: StaffService,
    private readonly clock: Clock,
    private readonly actors: ActorContext,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND */
  async get(id: number): Promise<Tag> {
    const tag = await this.db.repo(Tag).findOneBy({ id })
    if (!tag) throw new AppError('NOT_FOUND', { params: { what: '标签' } })
    return tag
  }

  async list(): Promise<Tag[]> {
    return this.db.repo(Tag).find({ order: { groupId: 'ASC', id: 'ASC' } })
  }

  async versions(tagId: number): Promise<TagVersion[]> {
    return this.db.repo(TagVersion).find({ where: { tagId }, order: { version: 'DESC' } })
  }

  /** The rule of a version, which for a tag itself is the one in force; null for hand-set tags and before the first publication. */
  async ruleOf(tag: Pick<Tag, 'id' | 'version'>): Promise<TagRule | null> {
    if (tag.version === 0) return null
    const version = await this.db.repo(TagVersion).findOneBy({ tagId: tag.id, version: tag.version })
    return version?.rule ?? null
  }

  /** The rules in force by tag, of all or of these tags. */
  async rules(ids?: readonly number[]): Promise<Map<number, TagRule>> {
    if (ids?.length === 0) return new Map()
    const query = this.db
      .repo(TagVersion)
      .createQueryBuilder('version')
      .innerJoin(Tag, 'tag', 'tag.id = version.tag_id AND tag.version = version.version')
    const versions = await (ids ? query.where('version.tag_id IN (:...ids)', { ids }) : query).getMany()
    return new Map(versions.flatMap(({ tagId, rule }) => (rule ? [[tagId, rule] as const] : [])))
  }

  /** @throws TAG_NAME_TAKEN, RULE_INVALID, TAG_OWNER_UNKNOWN, TAG_VALIDITY_INVALID, NOT_FOUND for an unknown group */
  async create(input: NewTag): Promise<Tag> {
    await this.refuseTakenName(input.name, 0)
    await this.checkPlace(input)
    const validity = this.validity(input, null)
    const actor = this.actors.current()
    const rule = input.rule === undefined ? null : await this.checker.tagRule(input.rule)
    const hand = input.method === 'hand'
    const saved = await this.db.repo(Tag).save({
      name: input.name.trim(),
      groupId: input.groupId ?? null,
      kind: input.kind ?? (rule ? natureOf(rule) : 'fact'),
      method: input.method,
      multiple: hand ? (input.multiple ?? false) : rule !== null && givesSeveral(rule),
      description: input.description ?? '',
      strategies: input.strategies ?? {},
      handValues: hand ? distinct(input.handValues ?? []) : null,
      draftRule: hand ? null : rule,
      ownerStaffId: input.ownerStaffId ?? (actor.kind === 'staff' ? actor.staffId : null),
      ...validity,
    })
    this.audit.describe({ action: 'tag.create', target: { kind: 'tag', id: saved.id, name: saved.name } })
    return this.get(saved.id)
  }

  /** Changes the definition; a changed rule counts from the next publication. @throws NOT_FOUND, TAG_NAME_TAKEN, RULE_INVALID, TAG_REFERS_TO_ITSELF, TAG_NOT_RULE_BASED, TAG_OWNER_UNKNOWN, TAG_VALIDITY_INVALID, TAG_HAS_SEVERAL_VALUES */
  async update(id: number, change: TagChange): Promise<Tag> {
    const before = await this.get(id)
    if (change.name !== undefined) await this.refuseTakenName(change.name, id)
    await this.checkPlace(change)
    const { rule: given, validFrom, validUntil, ...plain } = change
    const fields: Partial<Tag> = { ...plain, ...(plain.name === undefined ? {} : { name: plain.name.trim() }) }
    if (validFrom !== undefined || validUntil !== undefined) Object.assign(fields, this.validity(change, before))
    if (before.method === 'rule') {
      // Its rule says both.
      delete fields.handValues
      delete fields.multiple
    } else if (fields.handValues) fields.handValues = distinct(fields.handValues)
    if (given !== undefined) {
      if (before.method === 'hand') throw new AppError('TAG_NOT_RULE_BASED', { params: { name: before.name } })
      const rule = await this.checker.tagRule(given)
      await this.refuseCircle(rule, id)
      fields.draftRule = rule
      // What people have follows the rule in force, and that changes with a publication only.
      if (before.version === 0) fields.multiple = givesSeveral(rule)
    }
    await this.db.transaction(async () => {
      if (before.multiple && fields.multiple === false) await this.refuseSeveral(before)
      const changes = Object.values(fields).some((value) => value !== undefined)
      if (changes) await this.db.repo(Tag).update({ id }, fields)
    })
    const after = await this.get(id)
    this.audit.describe({ action: 'tag.update', target: { kind: 'tag', id, name: after.name }, before, after })
    return after
  }

  /** Removes a tag that was never published. @throws NOT_FOUND, TAG_STATE_FORBIDS */
  async remove(id: number): Promise<void> {
    const tag = await this.get(id)
    nextState(tag, 'remove')
    await this.db.repo(Tag).delete({ id })
    this.audit.describe({ action: 'tag.remove', target: { kind: 'tag', id, name: tag.name }, before: tag })
  }

  /** @throws TAG_REFERS_TO_ITSELF */
  async refuseCircle(rule: TagRule, id: number): Promise<void> {
    const path = await this.graph.circle(rule, { kind: 'tag', id })
    if (path !== null) throw new AppError('TAG_REFERS_TO_ITSELF', { field: path === '' ? 'rule' : `rule.${path}` })
  }

  /** People who have several values cannot have them of a tag that allows one. @throws TAG_HAS_SEVERAL_VALUES */
  private async refuseSeveral({ id, method, name }: Tag): Promise<void> {
    if (method !== 'hand') return
    // In line with whoever sets values at this moment.
    await this.values.lockDelta({ kind: 'tag', id, version: 0 })
    const [row] = await this.db.query<{ people: number | string }[]>(
      'SELECT COUNT(*) AS people FROM (SELECT customer_id FROM hand_tag WHERE tag_id = ? GROUP BY customer_id HAVING COUNT(*) > 1) AS several',
      [id],
    )
    const people = Number(row?.people ?? 0)
    if (people > 0) throw new AppError('TAG_HAS_SEVERAL_VALUES', { field: 'multiple', params: { name, people } })
  }

  private async checkPlace({ groupId, ownerStaffId }: TagChange): Promise<void> {
    if (typeof groupId === 'number' && !(await this.db.repo(TagGroup).existsBy({ id: groupId })))
      throw new AppError('NOT_FOUND', { field: 'groupId', params: { what: '标签分组' } })
    if (typeof ownerStaffId === 'number' && !(await this.staff.byIds([ownerStaffId])).has(ownerStaffId))
      throw new AppError('TAG_OWNER_UNKNOWN', { field: 'ownerStaffId' })
  }

  private validity(
    { validFrom, validUntil }: TagChange,
    before: Tag | null,
  ): { validFrom: Date | null; validUntil: Date | null } {
    const from = dateOf(validFrom, before?.validFrom ?? null)
    const until = dateOf(validUntil, before?.validUntil ?? null)
    const over = until !== null && (until <= this.clock.now() || (from !== null && until <= from))
    if (over) throw new AppError('TAG_VALIDITY_INVALID', { field: 'validUntil' })
    return { validFrom: from, validUntil: until }
  }

  private async refuseTakenName(name: string, exceptId: number): Promise<void> {
    const taken = await this.db.repo(Tag).findOneBy({ name: name.trim() })
    if (taken && taken.id !== exceptId)
      throw new AppError('TAG_NAME_TAKEN', { field: 'name', params: { name: taken.name } })
  }
}

const dateOf = (given: string | null | undefined, before: Date | null): Date | null =>
  given === undefined ? before : given === null ? null : checkedInstant(given)

const distinct = (values: readonly string[]): string[] => [
  ...new Set(values.map((value) => value.trim()).filter((value) => value !== '')),
]
