import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { RuleDependencies } from '@guiyi/shared'
import { AudienceEngine, chunks, EngineFeed, type Touched } from '../../../platform/audience-engine'
import { Database } from '../../../platform/database'
import { CUSTOMER_ENGINE_TABLE } from '../../identity'
import type { Evaluated } from './evaluated'
import { againTopic } from '../materialised/delta-source'
import { Evaluations } from './evaluations'
import { lookTopic, type LookMode } from './looks'

/** More people than this at once are evaluated in several statements. */
const PEOPLE_AT_ONCE = 1000
/** From here on looking at everyone is cheaper, and the feed is not held up: a file of orders, for example. */
const MANY_PEOPLE = 5000

/**
 * After each batch that reached the engine: re-evaluates the tags and segments that read what changed, for those people
 * only, and all of them for those who are to be looked at.
 */
@Injectable()
export class RealTimeEvaluation implements OnModuleInit {
  constructor(
    private readonly feed: EngineFeed,
    private readonly engine: AudienceEngine,
    private readonly evaluations: Evaluations,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.feed.onTouched('evaluation', (touched) => this.handle(touched))
  }

  private async handle(touched: Touched): Promise<void> {
    const gone = await this.goneAmong(touched.get('customer'))
    const active = await this.evaluations.active()
    await this.lookAgain(active, touched)
    await this.evaluate(active, peopleOf(touched, lookTopic('time')), 'time')
    const owners: Evaluated[] = gone.length === 0 ? [] : await this.evaluations.kept()
    const looked = peopleOf(touched, lookTopic('real-time'))
    const people = new Set([...gone, ...looked])
    for (const owner of active) {
      const own = concerned(owner.dependencies, touched)
      if (own === 'everyone') {
        await this.db.transaction(() => this.evaluations.requestAll(owner.kind, owner.id))
      } else if (own.size > 0 || gone.length > 0 || looked.size > 0) {
        owners.push(owner)
        for (const id of own) people.add(id)
      }
    }
    await this.evaluate(owners, people, 'real-time')
  }

  /** People whose values were changed beside the feed, maybe by a look older than what it has copied since. */
  private async lookAgain(active: readonly Evaluated[], touched: Touched): Promise<void> {
    const people = new Set<number>()
    const owners = active.filter(({ kind, id }) => {
      const again = peopleOf(touched, againTopic(kind, id))
      for (const customerId of again) people.add(customerId)
      return again.size > 0
    })
    await this.evaluate(owners, people, 'real-time')
  }

  /** Looking at somebody whom a rule does not concern changes nothing, so all rules look at the same people together. */
  private async evaluate(owners: readonly Evaluated[], people: ReadonlySet<number>, mode: LookMode): Promise<void> {
    if (people.size > MANY_PEOPLE) {
      await this.db.transaction(async () => {
        for (const owner of owners) await this.evaluations.requestAll(owner.kind, owner.id)
      })
      return
    }
    for (const part of chunks([...people], PEOPLE_AT_ONCE)) await this.evaluations.evaluateSome(owners, part, mode)
  }

  /** Absorbed and erased customers: whatever a rule reads, they lose their values. */
  private async goneAmong(customers: Set<number> | 'everyone' | undefined): Promise<number[]> {
    if (customers === undefined || customers === 'everyone') return []
    const ids = [...customers]
    const rows = await this.engine.query<{ id: number }>(
      `SELECT id FROM ${CUSTOMER_ENGINE_TABLE.name} WHERE id IN {ids:Array(UInt64)}`,
      { ids },
    )
    const living = new Set(rows.map(({ id }) => id))
    return ids.filter((id) => !living.has(id))
  }
}

/** The people of a topic that is never about everyone. */
function peopleOf(touched: Touched, topic: string): ReadonlySet<number> {
  const people = touched.get(topic)
  return people === undefined || people === 'everyone' ? new Set() : people
}

/** The people for whom a change may matter to something with these dependencies. */
export function concerned(dependencies: RuleDependencies, touched: Touched): Set<number> | 'everyone' {
  const topics = [
    'event:*',
    ...[...dependencies.events].map((name) => `event:${name}`),
    ...[...dependencies.tags].map((id) => `tag:${id}`),
    ...[...dependencies.segments].map((id) => `segment:${id}`),
    ...[...dependencies.audiences].map((id) => `audience:${id}`),
    ...(dependencies.customer ? ['customer'] : []),
    ...(dependencies.content ? ['content'] : []),
    ...(dependencies.product ? ['product'] : []),
    'rebuilt',
  ]
  const people = new Set<number>()
  for (const topic of topics) {
    const customers = touched.get(topic)
    if (customers === 'everyone') return 'everyone'
    for (const id of customers ?? []) people.add(id)
  }
  return people
}
