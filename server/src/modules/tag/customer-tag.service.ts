import { Injectable } from '@nestjs/common'
import { ExplanationService, RuleCatalogService, type ExplainedCondition } from '../rule'
import { StaffService } from '../staff'
import { Clock } from '../../platform/clock'
import { Database } from '../../platform/database'
import type { TimelineItem } from '../event'
import { HandTagChange, type HandTagAct } from './hand/hand-tag-change.entity'
import { HandTag } from './hand/hand-tag.entity'
import { sentenceOf } from './tag.presenter'
import type { Tag } from './tag.entity'
import type { TagState } from './tag.policy'
import { TagGroup } from './tag-group.entity'
import { TagService } from './tag.service'
import { TagValuesService, type TagValue, type ValueSpan } from './values/tag-values.service'
import { ValueWords } from './values/value-words'

export interface CustomerTag extends TagValue {
  /** The values as people read them. */
  shown: string[]
  groupName: string | null
  strategy: string
}

export interface TagWhy {
  tagId: number
  name: string
  state: TagState
  values: string[]
  /** Of the rule that gave the values. */
  version: number
  /** When it gave them; the numbers and events are those of that instant. Null for a tag set by hand. */
  asOf: Date | null
  /** What the rule in force would give at this moment; null for a tag set by hand. */
  present: PresentValues | null
  sentence: string | null
  conditions: ExplainedCondition[]
  events: TimelineItem[]
  setByName: string | null
  history: ShownSpan[]
  handChanges: HandChange[]
}

/** A span with its values as people read them. */
export type ShownSpan = ValueSpan & { shown: string[] }

export interface PresentValues {
  version: number
  values: string[]
  /** As people read them. */
  shown: string[]
  /** Whether these are the values that the person has. */
  agrees: boolean
}

export interface HandChange {
  before: string[]
  after: string[]
  act: HandTagAct
  staffName: string | null
  reason: string
  at: Date
}

const MOST_CHANGES = 50

/** One person's tags and the reasons for them. */
@Injectable()
export class CustomerTagService {
  constructor(
    private readonly db: Database,
    private readonly tags: TagService,
    private readonly values: TagValuesService,
    private readonly explanations: ExplanationService,
    private readonly catalogs: RuleCatalogService,
    private readonly staff: StaffService,
    private readonly words: ValueWords,
    private readonly clock: Clock,
  ) {}

  /** Every tag of a person, in the order of the tag tree, with what to do about it. */
  async of(customerId: number): Promise<CustomerTag[]> {
    const values = await this.values.valuesOf(customerId)
    const groups = new Map((await this.db.repo(TagGroup).find()).map(({ id, name }) => [id, name]))
    const tags = new Map((await this.tags.list()).map((tag) => [tag.id, tag]))
    return (await this.words.shown(values)).map((value) => ({
      ...value,
      groupName: (value.groupId === null ? undefined : groups.get(value.groupId)) ?? null,
      strategy: value.values.flatMap((name) => tags.get(value.tagId)?.strategies[name] ?? []).join('；'),
    }))
  }

  /**
   * The rule version that gave the present values, the numbers it saw and the events behind them, and whether the rule
   * in force still says so; for a hand-set tag who set it. Somebody who never had a value is explained as of now.
   * @throws NOT_FOUND
   */
  async why(customerId: number, tagId: number): Promise<TagWhy> {
    const tag = await this.tags.get(tagId)
    const history = await this.history(customerId, tagId)
    const [latest] = history
    const values = latest?.values ?? []
    const now = this.clock.now()
    const { version, from: at } = latest ?? { version: tag.version, from: now }
    const rule = await this.tags.ruleOf({ id: tagId, version })
    const explained = rule
      ? await this.explanations.explain(rule, customerId, { kind: 'tag', id: tagId, version }, at)
      : { conditions: [], events: [] }
    return {
      tagId,
      name: tag.name,
      state: tag.state,
      values,
      version,
      asOf: rule && at,
      present: await this.present(tag, customerId, values, now),
      sentence: sentenceOf(rule, await this.catalogs.recent()),
      ...explained,
      setByName: tag.method === 'hand' ? await this.setBy(tagId, customerId) : null,
      history,
      handChanges: tag.method === 'hand' ? await this.handChanges(tagId, customerId) : [],
    }
  }

  /** Every list of values the person has had, latest first. */
  async history(customerId: number, tagId: number): Promise<ShownSpan[]> {
    const spans = await this.values.historyOf(tagId, customerId)
    const shown = await this.words.shown(spans.map(({ values }) => ({ tagId, values })))
    return spans.map((span, index) => ({ ...span, shown: shown[index]?.shown ?? [] }))
  }

  private async present(
    tag: Tag,
    customerId: number,
    values: readonly string[],
    now: Date,
  ): Promise<PresentValues | null> {
    const { id, version } = tag
    const rule = await this.tags.ruleOf(tag)
    if (!rule) return null
    const given = await this.explanations.valuesAt(rule, customerId, { kind: 'tag', id, version }, now)
    const say = await this.words.of(rule, given)
    return { version, values: given, shown: given.map(say), agrees: given.join('\n') === values.join('\n') }
  }

  private async handChanges(tagId: number, customerId: number): Promise<HandChange[]> {
    const rows = await this.db
      .repo(HandTagChange)
      .find({ where: { tagId, customerId }, order: { id: 'DESC' }, take: MOST_CHANGES })
    const staff = await this.staff.byIds(rows.flatMap(({ staffId }) => staffId ?? []))
    return rows.map(({ before, after, act, staffId, reason, at }) => ({
      before,
      after,
      act,
      staffName: (staffId === null ? undefined : staff.get(staffId))?.name ?? null,
      reason,
      at,
    }))
  }

  private async setBy(tagId: number, customerId: number): Promise<string | null> {
    const row = await this.db.repo(HandTag).findOne({ where: { tagId, customerId }, order: { setAt: 'DESC' } })
    if (!row?.setBy) return null
    return (await this.staff.byIds([row.setBy])).get(row.setBy)?.name ?? null
  }
}
