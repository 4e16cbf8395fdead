import { Injectable } from '@nestjs/common'
import type { ReachChannel, RuleNode } from '@guiyi/shared'
import { AppError } from '../../platform/errors'
import { IdSet, RuleSets } from '../rule'

export interface Reachable {
  officialAccount: number
  work: number
  sms: number
}

export interface SegmentCount {
  people: number
  everyone: number
  /** How many of them can be reached over each channel: a way there, and consent to marketing. */
  reachable: Reachable
}

const reachableOver = (channel: ReachChannel): RuleNode => ({ kind: 'reachable', channel })
const EVERY_CHANNEL = (['official_account', 'work', 'sms'] as const).map(reachableOver)

interface Waiting {
  go: () => void
  giveUp: () => void
}

/**
 * Counts people while somebody is still typing the rule. The embedded engine cannot be stopped once it has begun and has
 * few readers, so each builder has at most one count running and one waiting, the newest; those between are dropped
 * before they cost anything.
 */
@Injectable()
export class SegmentCounter {
  /** Builders with a running count, each with the question that waits behind it. */
  private readonly builders = new Map<string, Waiting | null>()

  constructor(private readonly sets: RuleSets) {}

  /**
   * @param rule a validated rule
   * @param builder who is asking: a newer question of the same builder makes the older ones give up with CANCELLED
   * @throws CANCELLED, RULE_INVALID, ENGINE_UNAVAILABLE
   */
  async count(rule: RuleNode, builder?: string): Promise<SegmentCount> {
    if (builder === undefined) return this.counted(rule)
    if (this.builders.has(builder)) await this.turn(builder)
    else this.builders.set(builder, null)
    try {
      const answer = await this.counted(rule)
      if (this.builders.get(builder)) throw new AppError('CANCELLED')
      return answer
    } finally {
      const next = this.builders.get(builder)
      if (next) {
        this.builders.set(builder, null)
        next.go()
      } else this.builders.delete(builder)
    }
  }

  /** Waits until the builder's running count has ended, in the place of whatever waited before. @throws CANCELLED when overtaken */
  private turn(builder: string): Promise<void> {
    this.builders.get(builder)?.giveUp()
    return new Promise((go, reject) => {
      this.builders.set(builder, { go, giveUp: () => reject(new AppError('CANCELLED')) })
    })
  }

  /** The same numbers for a saved segment. */
  async countMembers(segmentId: number): Promise<SegmentCount> {
    return this.count({ kind: 'segment', segmentId })
  }

  /** One page of the people for whom a rule holds, by customer id. */
  async people(rule: RuleNode, page: { skip: number; take: number }): Promise<{ ids: number[]; total: number }> {
    const [set] = await this.sets.of([rule])
    return { ids: set?.page(page.skip, page.take) ?? [], total: set?.size ?? 0 }
  }

  /** How many of these people each channel reaches now. */
  async reachable(people: IdSet): Promise<Reachable> {
    return reachedBy(people, await this.sets.of(EVERY_CHANNEL))
  }

  private async counted(rule: RuleNode): Promise<SegmentCount> {
    const [set = IdSet.EMPTY, ...channels] = await this.sets.of([rule, ...EVERY_CHANNEL])
    const everyone = await this.sets.everyone()
    return { people: set.size, everyone: everyone.size, reachable: reachedBy(set, channels) }
  }
}

function reachedBy(people: IdSet, channels: readonly IdSet[]): Reachable {
  const [officialAccount = 0, work = 0, sms = 0] = channels.map((channel) => people.countWith(channel))
  return { officialAccount, work, sms }
}
