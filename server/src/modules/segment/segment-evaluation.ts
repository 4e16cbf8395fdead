import { Injectable, type OnModuleInit } from '@nestjs/common'
import { dependenciesOfRule, eventPropertiesOf } from '@guiyi/shared'
import { In, IsNull } from 'typeorm'
import { chunks } from '../../platform/audience-engine'
import { Database } from '../../platform/database'
import { DomainEvents, Outbox } from '../../platform/outbox'
import { Evaluations, ReferenceGraph, RuleCatalogService, type Evaluated, type ValueChange } from '../rule'
import { PEOPLE_PER_EVENT, SEGMENT_EVENTS } from './segment.events'
import { Segment } from './segment.entity'

/** Tells the rule module what segments there are, and what follows when people enter or leave. */
@Injectable()
export class SegmentEvaluation implements OnModuleInit {
  constructor(
    private readonly evaluations: Evaluations,
    private readonly catalogs: RuleCatalogService,
    private readonly graph: ReferenceGraph,
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly events: DomainEvents,
  ) {}

  onModuleInit(): void {
    for (const event of SEGMENT_EVENTS) this.events.declare(event)
    this.evaluations.register({
      kind: 'segment',
      active: async () => (await this.living()).map((segment) => this.evaluated(segment)),
      find: async (ids) => {
        const segments = await this.db.repo(Segment).findBy({ id: In([...ids]) })
        return segments.map((segment) => this.evaluated(segment))
      },
      changed: (owner, changes, _mode, at) => this.announce(owner.id, changes, at),
    })
    this.catalogs.provide('segments', async () => (await this.living()).map(({ id, name }) => ({ id, name })))
    this.graph.provide(
      'segment',
      async () =>
        new Map(
          (await this.living()).map(({ id, rule }) => [
            id,
            { ...dependenciesOfRule(rule), eventProperties: eventPropertiesOf(rule) },
          ]),
        ),
    )
  }

  private async living(): Promise<Segment[]> {
    return this.db.repo(Segment).find({ where: { removedAt: IsNull() }, order: { id: 'ASC' } })
  }

  private evaluated({ id, version, rule, removedAt }: Segment): Evaluated {
    return {
      kind: 'segment',
      id,
      version,
      revision: `${version}:${removedAt === null ? 'living' : 'removed'}`,
      dependencies: dependenciesOfRule(rule),
      rule: removedAt ? null : rule,
    }
  }

  private async announce(segmentId: number, changes: readonly ValueChange[], at: Date): Promise<void> {
    for (const part of chunks(changes, PEOPLE_PER_EVENT)) {
      await this.outbox.emit('segment.changed', {
        segmentId,
        at: at.toISOString(),
        entered: part.filter(({ after }) => after.length > 0).map(({ customerId }) => customerId),
        left: part.filter(({ after }) => after.length === 0).map(({ customerId }) => customerId),
      })
    }
  }
}
