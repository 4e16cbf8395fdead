import { Injectable } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import type { AppError } from '../../../platform/errors'
import { EventDefinitions } from '../definition/event-definitions'
import { errorOf, judgeEvent, type EventShape, type Misfit, type ReadEvent } from '../event.policy'
import { EventMappings } from './event-mappings'
import { applyMapping, type MappingAction } from './mapping.policy'

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
  misfit?: Misfit
}

export type Judgement = { event: ReadEvent } | { misfit: Misfit; error: AppError }

/** Mends an event by the mapping of its source, if there is one, and judges it by the tracking plan. */
@Injectable()
export class EventJudge {
  constructor(
    private readonly clock: Clock,
    private readonly plan: EventDefinitions,
    private readonly mappings: EventMappings,
  ) {}

  async judge(tracked: TrackedEvent): Promise<Judgement> {
    return this.judgeWith(tracked, await this.mappings.of(tracked.sourceId, tracked.event))
  }

  /** The same with a mapping that is only being tried. */
  async judgeWith(tracked: TrackedEvent, actions: readonly MappingAction[]): Promise<Judgement> {
    const { event: name, time, properties } = applyMapping(actions, tracked, tracked.receivedAt)
    const definition = await this.plan.find(name)
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
      this.clock.now(),
    )
    return 'event' in judged ? judged : { ...judged, error: errorOf(definition, judged.misfit) }
  }
}

function refused(shape: EventShape, kind: Misfit['kind'], reason: string): Judgement {
  const misfit: Misfit = { kind, property: '', reason }
  return { misfit, error: errorOf(shape, misfit) }
}
