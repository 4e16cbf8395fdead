import { Injectable } from '@nestjs/common'
import { shownValue, valueShapeOf, type TagRule, type TagValueShape } from '@guiyi/shared'
import { ArticleService } from '../../content'
import { EventService } from '../../event'
import { ProductService } from '../../product'
import { TagService } from '../tag.service'

/** Says one value of a tag as people read it. */
export type SayValue = (value: string) => string

interface TagWithValues {
  tagId: number
  values: readonly string[]
}

/** How the values of tags read: money with its sign, numbers with their unit, products and contents by name. */
@Injectable()
export class ValueWords {
  constructor(
    private readonly events: EventService,
    private readonly tags: TagService,
    private readonly products: ProductService,
    private readonly articles: ArticleService,
  ) {}

  async shapeOf(rule: TagRule | null): Promise<TagValueShape> {
    return valueShapeOf(rule, { events: await this.events.definitions() })
  }

  /** @param values every value that will be said */
  async of(rule: TagRule | null, values: readonly string[]): Promise<SayValue> {
    return this.words(await this.shapeOf(rule), values)
  }

  /** The same for a tag by the rule in force. */
  async ofTag(tagId: number, values: readonly string[]): Promise<SayValue> {
    return this.of(await this.tags.ruleOf(await this.tags.get(tagId)), values)
  }

  /** Adds to each of several tags its values as they read. */
  async shown<T extends TagWithValues>(entries: readonly T[]): Promise<(T & { shown: string[] })[]> {
    if (entries.length === 0) return []
    const rules = await this.tags.rules()
    const events = await this.events.definitions()
    const say = new Map<number, SayValue>()
    for (const tagId of new Set(entries.map((entry) => entry.tagId))) {
      const values = entries.filter((entry) => entry.tagId === tagId).flatMap((entry) => entry.values)
      say.set(tagId, await this.words(valueShapeOf(rules.get(tagId) ?? null, { events }), values))
    }
    return entries.map((entry) => ({
      ...entry,
      shown: entry.values.map((value) => say.get(entry.tagId)?.(value) ?? value),
    }))
  }

  private async words(shape: TagValueShape, values: readonly string[]): Promise<SayValue> {
    const names = await this.names(shape.names, values)
    return (value) => names.get(value) ?? shownValue(value, shape)
  }

  /** Names by number, as text; what has gone keeps its number. */
  private async names(of: TagValueShape['names'], values: readonly string[]): Promise<Map<string, string>> {
    if (of === undefined) return new Map()
    const ids = [...new Set(values)].map(Number).filter((id) => Number.isSafeInteger(id) && id > 0)
    if (of === 'product') {
      const products = await this.products.byIds(ids)
      return new Map(products.map(({ id, name }) => [String(id), name]))
    }
    return new Map([...(await this.articles.byIds(ids))].map(([id, { title }]) => [String(id), title]))
  }
}
