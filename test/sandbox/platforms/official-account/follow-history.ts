import type { Crowd } from '../../crowd/crowd'
import type { FollowState } from './follow-state'

interface FollowTimes {
  /** Unix seconds. */
  came: number
  left?: number
  scene: string
}

/** When followers came and went, for statistics. Who came back is known by the last time only. */
export class FollowHistory {
  constructor(
    private readonly crowd: Crowd,
    private readonly rows: ReadonlyMap<string, FollowState>,
    private readonly computed: (index: number) => FollowState,
  ) {}

  /** Who came between two moments (unix seconds), and all of whom something is kept. */
  *between(from: number, until: number): Generator<FollowTimes> {
    for (const { subscribeTime: came, leftAt, subscribeScene: scene } of this.rows.values())
      yield { came, scene, ...(leftAt === undefined ? {} : { left: leftAt }) }
    const end = this.crowd.cameBefore(until)
    for (let index = this.crowd.cameBefore(from); index < end; index += 1) {
      if (this.rows.has(this.crowd.idOf(index))) continue
      const { subscribeTime: came, subscribeScene: scene } = this.computed(index)
      yield { came, scene }
    }
  }

  /** How many followed at a moment (unix seconds). */
  totalAt(seconds: number): number {
    let total = this.crowd.cameBefore(seconds)
    for (const [id, { subscribeTime, leftAt }] of this.rows) {
      const index = this.crowd.indexOf(this.crowd.byId(id)?.number ?? -1)
      // Somebody of the crowd who has a row is counted by it alone.
      if (index !== undefined && this.crowd.follows(index) && this.crowd.followedAt(index) < seconds) total -= 1
      if (subscribeTime < seconds && (leftAt === undefined || leftAt >= seconds)) total += 1
    }
    return total
  }
}
