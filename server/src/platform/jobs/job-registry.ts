import { Injectable, type OnApplicationBootstrap } from '@nestjs/common'

/** Thrown by a handler that cannot go on before a known time: nothing has failed, the attempts begin anew then. */
export class RunAgainAt extends Error {
  override readonly name = 'RunAgainAt'

  constructor(readonly at: Date) {
    super(`run again at ${at.toISOString()}`)
  }
}

/** What a handler can do besides its work. */
export interface JobContext {
  jobId: number
  /** 1 at the first try. */
  attempt: number
  /** Stores how far the work is; also renews the lease. Units are the job's own (people, rows). */
  progress(done: number, total: number): Promise<void>
  /** True once somebody asked to cancel; a long job asks between its steps and stops by throwing AppError('CANCELLED'). */
  cancelled(): Promise<boolean>
  /**
   * What an error that ends this try means for what the job stands for: `cancelled` by somebody, `failed` for good, or
   * null when the job comes back, which it also does after a shutdown.
   */
  endingOf(error: unknown): Promise<'cancelled' | 'failed' | null>
}

export interface JobDefinition<P> {
  kind: string
  /** How many of this kind one process runs at a time. Default 1. */
  concurrency?: number
  /** Default 8, with back-off doubling from one second to five minutes. */
  maxAttempts?: number
  /** Runs the handler and marks the job done in one transaction, so that its effect on the record happens exactly once. */
  transactional?: boolean
  /** Keep the row after success, for a screen that shows it. Default false. */
  keep?: boolean
  handler(payload: P, context: JobContext): Promise<unknown>
}

/** A definition whose payload type only its own handler knows. */
export type AnyJobDefinition = JobDefinition<never>

export interface Recurrence {
  kind: string
  seconds: number
}

/** Every kind of background work, registered by the modules while the server starts. */
@Injectable()
export class JobRegistry implements OnApplicationBootstrap {
  private readonly definitions = new Map<string, AnyJobDefinition>()
  private readonly recurrences = new Map<string, Recurrence>()

  /** @throws at start-up when the kind already has a handler */
  register<P>(definition: JobDefinition<P>): void {
    if (this.definitions.has(definition.kind)) throw new Error(`任务 ${definition.kind} 有两个处理者`)
    this.definitions.set(definition.kind, definition)
  }

  /** Has a job of `kind` (with an empty payload) run again `seconds` after each run ended. */
  every(kind: string, seconds: number): void {
    this.recurrences.set(kind, { kind, seconds })
  }

  onApplicationBootstrap(): void {
    for (const kind of this.recurrences.keys()) this.get(kind)
  }

  /** @throws for a kind without a handler */
  get(kind: string): AnyJobDefinition {
    const definition = this.definitions.get(kind)
    if (!definition) throw new Error(`任务 ${kind} 没有处理者`)
    return definition
  }

  has(kind: string): boolean {
    return this.definitions.has(kind)
  }

  all(): AnyJobDefinition[] {
    return [...this.definitions.values()]
  }

  recurrenceOf(kind: string): Recurrence | undefined {
    return this.recurrences.get(kind)
  }

  recurring(): Recurrence[] {
    return [...this.recurrences.values()]
  }
}
