import { Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { INTAKE_KINDS, isKeepOnly, type IntakeKind } from './intake-kinds'

/** What a handler is told about a message beside its body. */
export interface IntakeMessage {
  id: number
  kind: IntakeKind
  accountId: number | null
  personKey: string | null
  /** When it happened, by the sender's clock. */
  occurredAt: Date
  receivedAt: Date
  /** 1 at the first try. */
  attempt: number
}

/**
 * Acts on a message. Runs inside the transaction that also marks the message done, so its effect on the record happens
 * exactly once. `body` is the parsed message: `MessageFields` for platform callbacks, else the JSON that was accepted.
 * Throwing AppError with status 400 means that trying again is useless. What it returns goes back to `acceptAndProcess`.
 */
export type IntakeHandler<B, P = undefined> = (message: IntakeMessage, body: B, prepared: P) => Promise<unknown>

export interface IntakeHandlerWithPreparation<B, P> {
  /** Asks the outside world before the transaction begins. May run more than once for one message. */
  prepare(message: IntakeMessage, body: B): Promise<P>
  handle: IntakeHandler<B, P>
}

/** A registered handler whose body type only its own module knows. */
export interface AnyIntakeHandler {
  prepare?(message: IntakeMessage, body: unknown): Promise<unknown>
  handle(message: IntakeMessage, body: unknown, prepared: unknown): Promise<unknown>
}

const kindNames = Object.keys(INTAKE_KINDS) as IntakeKind[]

const keep: AnyIntakeHandler = { handle: () => Promise.resolve(undefined) }

/** One handler per kind of raw message, registered by the modules that own the effects while the server starts. */
@Injectable()
export class IntakeRegistry implements OnApplicationBootstrap {
  private readonly handlers = new Map<IntakeKind, AnyIntakeHandler>()

  /** @throws at start-up when the kind already has a handler */
  register<B, P = undefined>(
    kind: IntakeKind,
    handler: IntakeHandler<B, P> | IntakeHandlerWithPreparation<B, P>,
  ): void {
    if (this.handlers.has(kind)) throw new Error(`原始消息 ${kind} 有两个处理者`)
    const wrapped = typeof handler === 'function' ? { handle: handler } : handler
    // The body's type is the business of whoever accepts and handles this kind; the registry only passes it on.
    this.handlers.set(kind, wrapped)
  }

  /** @throws at start-up when a kind that needs a handler has none */
  onApplicationBootstrap(): void {
    const orphans = kindNames.filter((kind) => this.get(kind) === undefined)
    if (orphans.length > 0) throw new Error(`原始消息没有处理者：${orphans.join('、')}`)
  }

  /** The handler of a kind, or undefined when nobody registered one. */
  get(kind: IntakeKind): AnyIntakeHandler | undefined {
    return this.handlers.get(kind) ?? (isKeepOnly(kind) ? keep : undefined)
  }

  /** The kinds that can be handled in this process. */
  handledKinds(): IntakeKind[] {
    return kindNames.filter((kind) => this.get(kind) !== undefined)
  }
}
