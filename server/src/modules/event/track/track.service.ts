import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { ConsumerActor } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { Intake, IntakeRegistry, type IntakeMessage } from '../../intake'
import type { EventInput } from '../event.policy'
import { EventService } from '../event.service'
import type { RejectedMessage, TrackMessageDto, TrackReply } from './track.dto'

interface TrackedBody {
  identityId: number
  messageId: string
  event: string
  time: string
  properties: Record<string, unknown>
}

const CHANNEL = '小程序'
const MESSAGE_ID = /^[\w.:-]{1,64}$/

/** Events that touchpoints report about a logged-in consumer: judged and stored at the door, recorded right afterwards. */
@Injectable()
export class TrackService implements OnModuleInit {
  constructor(
    private readonly intake: Intake,
    private readonly registry: IntakeRegistry,
    private readonly events: EventService,
  ) {}

  onModuleInit(): void {
    this.registry.register<TrackedBody>('consumer.track', (message, body) => this.record(message, body))
  }

  /**
   * Every accepted message is durable when this returns.
   * @returns how many were new, how many known already, and for each refused one its code and sentence
   */
  async accept(actor: ConsumerActor, messages: readonly unknown[]): Promise<TrackReply> {
    const outcomes = await Promise.all(messages.map((message) => this.acceptOne(actor, message)))
    return {
      accepted: outcomes.filter((outcome) => outcome === 'accepted').length,
      duplicates: outcomes.filter((outcome) => outcome === 'duplicate').length,
      rejected: outcomes.filter((outcome) => typeof outcome !== 'string'),
    }
  }

  private async acceptOne(actor: ConsumerActor, raw: unknown): Promise<'accepted' | 'duplicate' | RejectedMessage> {
    try {
      const message = readMessage(raw)
      const body: TrackedBody = {
        identityId: actor.identityId,
        messageId: message.id,
        event: message.event,
        time: message.time,
        properties: message.properties,
      }
      const input = inputOf(body)
      await this.events.check(input)
      const { duplicate } = await this.intake.accept({
        kind: 'consumer.track',
        accountId: actor.accountId,
        dedupKey: `${actor.identityId}:${message.id}`,
        body,
        occurredAt: input.occurredAt,
      })
      return duplicate ? 'duplicate' : 'accepted'
    } catch (error) {
      if (!(error instanceof AppError) || error.declaration.status !== 400) throw error
      return { id: idOf(raw), code: error.code, message: error.message }
    }
  }

  private async record(_: IntakeMessage, body: TrackedBody): Promise<void> {
    await this.events.record(inputOf(body))
  }
}

const inputOf = ({ identityId, messageId, event, time, properties }: TrackedBody): EventInput => ({
  name: event,
  identityId,
  occurredAt: new Date(time),
  dedupKey: `track:${identityId}:${messageId}`,
  channel: typeof properties.channel === 'string' && properties.channel !== '' ? properties.channel : CHANNEL,
  properties,
})

const idOf = (raw: unknown): string => {
  const id = (raw as { id?: unknown } | null)?.id
  return typeof id === 'string' ? id.slice(0, 64) : ''
}

function readMessage(raw: unknown): TrackMessageDto {
  const {
    id,
    event,
    time,
    properties = {},
  } = (typeof raw === 'object' && raw !== null ? raw : {}) as Partial<TrackMessageDto>
  const fault = (reason: string): AppError => new AppError('TRACK_MESSAGE_INVALID', { params: { reason } })
  if (typeof id !== 'string' || !MESSAGE_ID.test(id)) throw fault('缺少编号 id')
  if (typeof event !== 'string') throw fault('缺少事件名 event')
  if (typeof time !== 'string' || !/^\d{4}-\d{2}-\d{2}T/.test(time)) throw fault('time 应为 ISO 8601 时间')
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties))
    throw fault('properties 应为对象')
  return { id, event, time, properties }
}
