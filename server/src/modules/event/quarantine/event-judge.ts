import { Injectable } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import type { AppError } from '../../../platform/errors'
import type { EventDefinition } from '../definition/event-definition.entity'
import { EventDefinitions } from '../definition/event-definitions'
import { errorOf, judgeEvent, type EventShape, type ReadEvent } from '../event.policy'
import { referenceOf, type Reference, type ReferenceKind } from '../property.policy'
import type { Misfit, Misfits } from '../misfit'
import { EventReferences } from '../event.references'
import { EventMappings } from './event-mappings'
import { applyMapping, type MappableEvent, type MappingAction } from './mapping.policy'

/** A tracked event whose person is known. */
export interface TrackedEvent {
  /** 0 for our own touchpoints. */
  sourceId: number
  /** Default channel. */
  channel: string
  identityId: number
  dedupKey: string
  /** As it was sent. */
  event: string
  /** ISO 8601. */
  time: string
  properties: Record<string, unknown>
  receivedAt: Date
  misfits?: Misfits
  /** What the tracking plan calls it: its name after the mapping. */
  readAs?: string
}

/** `readAs` is the event's name after the mapping. */
export type Judgement = { event: ReadEvent } | { misfits: Misfits; error: AppError; readAs: string }

/** An event after the mapping, beside what the plan says of it. */
interface Mended {
  tracked: TrackedEvent
  event: MappableEvent
  definition: EventDefinition | undefined
}

const KINDS = ['content', 'product'] as const
const DIGITS = /^\d{1,15}$/

/** Mends events by the mapping of their source, if there is one, and judges them by the tracking plan. */
@Injectable()
export class EventJudge {
  constructor(
    private readonly clock: Clock,
    private readonly plan: EventDefinitions,
    private readonly mappings: EventMappings,
    private readonly references: EventReferences,
  ) {}

  /**
   * Judges many at a time, so that the things they point at are looked up together.
   * @param trying a mapping that is only being tried, in the place of the ones in force
   * @returns the judgements in order
   */
  async judge(events: readonly TrackedEvent[], trying?: readonly MappingAction[]): Promise<Judgement[]> {
    const mended: Mended[] = []
    for (const tracked of events) {
      const actions = trying ?? (await this.mappings.of(tracked.sourceId, tracked.event))
      const event = applyMapping(actions, tracked, tracked.receivedAt)
      mended.push({ tracked, event, definition: await this.plan.find(event.event) })
    }
    const things = await this.find(mended)
    const now = this.clock.now()
    return mended.map((one) => judgeOne(one, things, now))
  }

  /** Everything that the events point at, by kind. */
  private async find(mended: readonly Mended[]): Promise<Things> {
    const named: Record<ReferenceKind, Set<Reference>> = { content: new Set(), product: new Set() }
    for (const { tracked, event, definition } of mended) {
      for (const { key, type } of definition?.properties ?? []) {
        if (type !== 'content' && type !== 'product') continue
        const reference = referenceOf(event.properties[key])
        if (reference !== null) named[type].add(asNamedBy(tracked, reference))
      }
    }
    const [content, product] = await Promise.all(KINDS.map((kind) => this.references.find(kind, named[kind])))
    return { content: content ?? new Map(), product: product ?? new Map() }
  }
}

type Things = Record<ReferenceKind, ReadonlyMap<Reference, number>>

/** Our own touchpoints know things by our numbers alone, whichever way they write them. */
const asNamedBy = ({ sourceId }: TrackedEvent, reference: Reference): Reference =>
  sourceId === 0 && typeof reference === 'string' && DIGITS.test(reference) ? Number(reference) : reference

function judgeOne({ tracked, event, definition }: Mended, things: Things, now: Date): Judgement {
  const { event: name, time, properties } = event
  if (!definition) return refused({ name, label: name, properties: [] }, 'unknown_event', '埋点方案中没有这个事件')
  if (definition.paused || definition.archivedAt) return refused(definition, 'paused_event', '事件已停用')
  const { channel } = properties
  const judged = judgeEvent(
    definition,
    {
      name,
      identityId: tracked.identityId,
      occurredAt: new Date(time),
      dedupKey: tracked.dedupKey,
      channel: typeof channel === 'string' && channel !== '' ? channel : tracked.channel,
      properties,
    },
    now,
    (kind, reference) => things[kind].get(asNamedBy(tracked, reference)),
  )
  return 'event' in judged
    ? judged
    : { ...judged, error: errorOf(definition, judged.misfits[0]), readAs: definition.name }
}

function refused(shape: EventShape, kind: Misfit['kind'], reason: string): Judgement {
  const misfit: Misfit = { kind, property: '', reason }
  return { misfits: [misfit], error: errorOf(shape, misfit), readAs: shape.name }
}
