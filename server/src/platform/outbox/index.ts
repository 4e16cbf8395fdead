import { Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { JobRegistry, Jobs } from '../jobs'

/**
 * Every domain event by name, with its payload. A module adds its own by augmenting this interface
 * (`declare module '…/platform/outbox' { interface DomainEventMap { 'customer.merged': CustomerMerged } }`).
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by declaration merging
export interface DomainEventMap {}

export type DomainEventName = keyof DomainEventMap

export interface SubscriptionOptions {
  /** How many deliveries of this subscription run at a time in one process. Default 1. */
  concurrency?: number
}

const kindOf = (event: string, subscriber: string): string => `event:${event}>${subscriber}`

/** Who listens to which domain event. Later modules subscribe at start-up; earlier ones never know them. */
@Injectable()
export class DomainEvents implements OnApplicationBootstrap {
  private readonly subscribers = new Map<string, string[]>()
  private readonly declared = new Set<string>()

  constructor(private readonly registry: JobRegistry) {}

  /** Declares an event that a module emits, so that start-up can refuse one that nobody hears. */
  declare(event: DomainEventName): void {
    this.declared.add(event)
  }

  /**
   * Delivers each event to `handler` after its transaction has committed: at least once, with retries, and with its
   * effect on the record exactly once (the handler's writes and the delivery's end are one transaction).
   */
  on<N extends DomainEventName>(
    event: N,
    subscriber: string,
    handler: (payload: DomainEventMap[N]) => Promise<void>,
    options: SubscriptionOptions = {},
  ): void {
    this.registry.register<DomainEventMap[N]>({
      kind: kindOf(event, subscriber),
      concurrency: options.concurrency ?? 1,
      transactional: true,
      handler,
    })
    this.subscribers.set(event, [...(this.subscribers.get(event) ?? []), subscriber])
  }

  onApplicationBootstrap(): void {
    const unknown = [...this.subscribers.keys()].filter((event) => !this.declared.has(event))
    if (unknown.length > 0) throw new Error(`无人发出的领域事件：${unknown.join('、')}`)
  }

  /** The job kinds that deliver an event. */
  deliveriesOf(event: string): string[] {
    return (this.subscribers.get(event) ?? []).map((subscriber) => kindOf(event, subscriber))
  }
}

/** Emits domain events: one queued delivery per subscriber, written in the transaction of the change itself. */
@Injectable()
export class Outbox {
  constructor(
    private readonly jobs: Jobs,
    private readonly events: DomainEvents,
  ) {}

  async emit<N extends DomainEventName>(event: N, payload: DomainEventMap[N]): Promise<void> {
    for (const kind of this.events.deliveriesOf(event)) await this.jobs.enqueue(kind, payload)
  }
}
