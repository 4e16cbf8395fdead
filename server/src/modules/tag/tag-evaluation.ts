import { Injectable, type OnModuleInit } from '@nestjs/common'
import { dependenciesOfTagRule, eventPropertiesOf, valueShapeOf, type TagRule } from '@guiyi/shared'
import { In } from 'typeorm'
import { chunks } from '../../platform/audience-engine'
import { Clock } from '../../platform/clock'
import { Database } from '../../platform/database'
import { DomainEvents, Outbox } from '../../platform/outbox'
import { EventService } from '../event'
import { Evaluations, KEPT, ReferenceGraph, RuleCatalogService, type Evaluated, type ValueChange } from '../rule'
import { PEOPLE_PER_EVENT, TAG_EVENTS } from './tag.events'
import { declaredValues, hasBegun } from './tag.policy'
import { TagService } from './tag.service'
import { Tag } from './tag.entity'

/** Tells the rule module what tags there are, and what follows when their values change. */
@Injectable()
export class TagEvaluation implements OnModuleInit {
  constructor(
    private readonly evaluations: Evaluations,
    private readonly catalogs: RuleCatalogService,
    private readonly graph: ReferenceGraph,
    private readonly tags: TagService,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly domainEvents: DomainEvents,
    private readonly events: EventService,
  ) {}

  onModuleInit(): void {
    for (const event of TAG_EVENTS) this.domainEvents.declare(event)
    this.evaluations.register({
      kind: 'tag',
      active: () => this.active(),
      kept: () => this.kept(),
      find: (ids) => this.find(ids),
      changed: (owner, changes, _mode, at) => this.announce(owner.id, changes, at),
    })
    this.catalogs.provide('tags', async () => {
      const rules = await this.tags.rules()
      const tags = await this.tags.list()
      const events = await this.events.definitions()
      return tags
        .filter(({ state }) => state === 'published' || state === 'paused')
        .map((tag) => {
          const rule = rules.get(tag.id) ?? null
          const { type, unit } = valueShapeOf(rule, { events })
          return { id: tag.id, name: tag.name, values: declaredValues(tag, rule), type, unit }
        })
    })
    this.graph.provide('tag', async () => {
      const rules = await this.tags.rules()
      const retired = new Set((await this.db.repo(Tag).findBy({ state: 'retired' })).map(({ id }) => id))
      return new Map(
        [...rules]
          .filter(([id]) => !retired.has(id))
          .map(([id, rule]) => [id, { ...dependenciesOfTagRule(rule), eventProperties: eventPropertiesOf(rule) }]),
      )
    })
  }

  /** Announces changes inside the running transaction. */
  async announce(tagId: number, changes: readonly ValueChange[], at: Date): Promise<void> {
    for (const part of chunks(changes, PEOPLE_PER_EVENT)) {
      await this.outbox.emit('tag.changed', { tagId, at: at.toISOString(), changes: part })
    }
  }

  private async active(): Promise<Evaluated[]> {
    const rules = await this.tags.rules()
    const published = await this.db.repo(Tag).findBy({ state: 'published', method: 'rule' })
    const now = this.clock.now()
    return published.flatMap((tag) => {
      const rule = rules.get(tag.id)
      return rule && hasBegun(tag, now) ? [this.evaluated(tag, rule)] : []
    })
  }

  private async find(ids: readonly number[]): Promise<Evaluated[]> {
    const tags = await this.db.repo(Tag).findBy({ id: In([...ids]) })
    const rules = await this.tags.rules(tags.filter((tag) => this.isComputed(tag)).map(({ id }) => id))
    return tags.flatMap((tag) => {
      if (tag.state === 'retired') return [{ ...this.shell(tag), rule: null }]
      if (tag.method !== 'rule' || tag.version === 0) return []
      if (!this.isComputed(tag)) return [{ ...this.shell(tag), rule: KEPT }]
      const rule = rules.get(tag.id)
      return rule ? [this.evaluated(tag, rule)] : []
    })
  }

  /** Paused ones, and published ones whose validity begins later (and may have been moved there). */
  private async kept(): Promise<Evaluated[]> {
    const tags = await this.db.repo(Tag).findBy({ state: In(['published', 'paused']), method: 'rule' })
    return tags.filter((tag) => !this.isComputed(tag)).map((tag) => ({ ...this.shell(tag), rule: KEPT }))
  }

  private isComputed(tag: Tag): boolean {
    return tag.state === 'published' && hasBegun(tag, this.clock.now())
  }

  private evaluated(tag: Tag, rule: TagRule): Evaluated {
    return {
      ...this.shell(tag),
      dependencies: dependenciesOfTagRule(rule),
      rule,
    }
  }

  private shell({ id, version, state }: Tag): Omit<Evaluated, 'rule'> {
    return {
      kind: 'tag',
      id,
      version,
      revision: `${version}:${state}`,
      dependencies: dependenciesOfTagRule({ kind: 'tiers', tiers: [] }),
    }
  }
}
