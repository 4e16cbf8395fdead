import { Injectable } from '@nestjs/common'
import { describeTagRule, type RuleCatalog, type TagRule } from '@guiyi/shared'
import { CustomerService, type CustomerSummary } from '../identity'
import { Evaluations, MaterialisedValues, RuleCatalogService } from '../rule'
import { StaffService } from '../staff'
import { changesBetween } from './life/rule-changes'
import { TagUsers } from './life/tag-users'
import type { TagDetailReply, TagItemReply, TagVersionReply } from './tag.dto'
import { isNumeric, tagLife } from './tag.policy'
import { TagService } from './tag.service'
import type { TagVersion } from './tag-version.entity'
import type { Tag } from './tag.entity'
import type { TagPreview } from './values/tag-preview.service'
import type { TagPersonReply, TagPreviewReply } from './values/tag-values.dto'
import { TagValuesService } from './values/tag-values.service'
import { ValueWords } from './values/value-words'

const MOST_VALUES = 50

/** Shows tags to the console: definitions joined with what the engine counts. */
@Injectable()
export class TagPresenter {
  constructor(
    private readonly tags: TagService,
    private readonly values: TagValuesService,
    private readonly materialised: MaterialisedValues,
    private readonly evaluations: Evaluations,
    private readonly users: TagUsers,
    private readonly staff: StaffService,
    private readonly customers: CustomerService,
    private readonly catalogs: RuleCatalogService,
    private readonly words: ValueWords,
  ) {}

  async items(tags: readonly Tag[]): Promise<{ items: TagItemReply[]; everyone: number }> {
    const ids = tags.map(({ id }) => id)
    const { everyone, byTag } = await this.values.coverage(ids)
    const owners = await this.materialised.ownerRows('tag', ids)
    const computing = await this.evaluations.running('tag', ids)
    const staff = await this.staff.byIds(tags.flatMap(({ ownerStaffId }) => ownerStaffId ?? []))
    const rules = await this.tags.rules()
    const users = await this.users.counts()
    return {
      everyone,
      items: tags.map((tag) => {
        const owner = owners.get(tag.id)
        const rule = rules.get(tag.id)
        return {
          id: tag.id,
          name: tag.name,
          groupId: tag.groupId,
          kind: tag.kind,
          method: tag.method,
          ruleKind: (tag.draftRule ?? rule)?.kind ?? null,
          multiple: tag.multiple,
          state: tag.state,
          version: tag.version,
          description: tag.description,
          ownerStaffId: tag.ownerStaffId,
          ownerName: (tag.ownerStaffId === null ? undefined : staff.get(tag.ownerStaffId))?.name ?? null,
          validFrom: tag.validFrom?.toISOString() ?? null,
          validUntil: tag.validUntil?.toISOString() ?? null,
          people: byTag.get(tag.id) ?? 0,
          evaluatedAt: owner?.evaluatedAt?.toISOString() ?? null,
          sweptAt: owner?.sweptAt?.toISOString() ?? null,
          computingJobId: computing.get(tag.id) ?? null,
          unfinished: owner !== undefined && owner.wanted > owner.served && !computing.has(tag.id),
          behind: owner !== undefined && owner.recordedDeltaId !== owner.appliedDeltaId,
          usedBy: users.get(tag.id) ?? 0,
          hasDraft: tag.draftRule !== null && JSON.stringify(tag.draftRule) !== JSON.stringify(rule),
        }
      }),
    }
  }

  async item(tag: Tag): Promise<TagItemReply> {
    const [item] = (await this.items([tag])).items
    if (!item) throw new Error(`tag ${tag.id} was not presented`)
    return item
  }

  async detail(tag: Tag): Promise<TagDetailReply> {
    const names = await this.catalogs.recent()
    const rule = await this.tags.ruleOf(tag)
    const [{ items, everyone }, versions, distribution, history, users] = await Promise.all([
      this.items([tag]),
      this.tags.versions(tag.id),
      this.values.distribution(tag.id, MOST_VALUES),
      this.values.coverageByDay(tag.id),
      this.users.of(tag.id),
    ])
    const [item] = items
    if (!item) throw new Error(`tag ${tag.id} was not presented`)
    const shape = await this.words.shapeOf(rule)
    const say = await this.words.of(
      rule,
      distribution.map(({ value }) => value),
    )
    return {
      ...item,
      strategies: tag.strategies,
      handValues: tag.handValues,
      rule,
      sentence: sentenceOf(rule, names),
      draftRule: tag.draftRule,
      draftSentence: sentenceOf(tag.draftRule, names),
      actions: tagLife.actions(tag.state),
      versions: await this.versions(versions, names),
      distribution: distribution.map((entry) => ({ ...entry, shown: say(entry.value) })),
      valueType: shape.type,
      unit: shape.unit,
      numbers: isNumeric(shape) ? await this.values.numbers(tag.id) : null,
      history,
      users,
      everyone,
    }
  }

  async preview(preview: TagPreview): Promise<TagPreviewReply> {
    const people = await this.customers.summaries(preview.sample.map(({ customerId }) => customerId))
    return {
      ...preview,
      sample: preview.sample.flatMap(({ customerId, ...values }) => {
        const person = people.get(customerId)
        return person && !person.erased ? [{ ...presentPerson(person), ...values }] : []
      }),
    }
  }

  private async versions(versions: readonly TagVersion[], names: RuleCatalog): Promise<TagVersionReply[]> {
    const staff = await this.staff.byIds(versions.flatMap(({ publishedBy }) => publishedBy ?? []))
    const rules = new Map(versions.map(({ version, rule }) => [version, rule]))
    return versions.map(({ version, rule, publishedAt, publishedBy, note, restoredFrom }) => ({
      version,
      sentence: sentenceOf(rule, names),
      rule,
      publishedAt: publishedAt.toISOString(),
      publishedByName: (publishedBy === null ? undefined : staff.get(publishedBy))?.name ?? null,
      changes: changesBetween(rules.get(version - 1) ?? null, rule, names),
      note,
      restoredFrom,
    }))
  }
}

export const sentenceOf = (rule: TagRule | null, names: RuleCatalog): string | null =>
  rule && describeTagRule(rule, names)

/** A person in a list of people with a tag. */
export function presentPerson({ publicId, displayName, phoneMasked, channels }: CustomerSummary): TagPersonReply {
  return { customerId: publicId, displayName, phoneMasked, channels: [...channels] }
}
