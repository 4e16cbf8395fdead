import { isUrgent, type IntakeKind } from './intake-kinds'
import type { IntakeRegistry } from './intake.registry'
import type { ClaimedMessage } from './message-store'

/**
 * Messages handled at a time by one process. `record` is for kinds that touch nothing but the record, `platform` for
 * those that ask a platform first: when that hangs, only they wait. `urgent` is kept free for what must be quick.
 */
const PLACES = { urgent: 2, platform: 4, record: 6 } as const

type LaneName = keyof typeof PLACES

export interface LaneWork {
  /** Must not reject. @param kinds what may be handled at this place */
  handle(message: ClaimedMessage, kinds: readonly IntakeKind[]): Promise<void>
  /** A place has become free and nothing waits for it. */
  onRoom(): void
}

/** Some places at which messages of certain kinds are handled, and the claimed ones that wait for such a place. */
export class Lanes {
  private readonly ready: ClaimedMessage[] = []
  private busy = 0

  constructor(
    readonly kinds: readonly IntakeKind[],
    private readonly places: number,
    private readonly work: LaneWork,
  ) {}

  /** Whether more may be claimed: a place is free and nothing waits for it. */
  get hasRoom(): boolean {
    return this.ready.length === 0 && this.busy < this.places
  }

  get isIdle(): boolean {
    return this.busy === 0
  }

  /** Handles a message as soon as a place is free. */
  add(message: ClaimedMessage): void {
    this.ready.push(message)
    if (this.busy < this.places) void this.goOn()
  }

  private async goOn(): Promise<void> {
    this.busy += 1
    for (let message = this.ready.shift(); message; message = this.ready.shift())
      await this.work.handle(message, this.kinds)
    this.busy -= 1
    this.work.onRoom()
  }
}

/** The lanes of one process; every kind that it can handle has exactly one. */
export function lanesFor(registry: IntakeRegistry, work: LaneWork): Readonly<Record<LaneName, Lanes>> {
  const laneOf = (kind: IntakeKind): LaneName =>
    isUrgent(kind) ? 'urgent' : registry.get(kind)?.prepare ? 'platform' : 'record'
  const lanes = (name: LaneName): Lanes =>
    new Lanes(
      registry.handledKinds().filter((kind) => laneOf(kind) === name),
      PLACES[name],
      work,
    )
  return { urgent: lanes('urgent'), platform: lanes('platform'), record: lanes('record') }
}
