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

/** Counts people while somebody is still typing the rule. */
@Injectable()
export class SegmentCounter {
  private readonly asked = new Map<string, symbol>()

  constructor(private readonly sets: RuleSets) {}

  /**
   * @param rule a validated rule
   * @param key who is asking: a newer question under the same key makes the older one give up with CANCELLED
   * @throws CANCELLED, RULE_INVALID, ENGINE_UNAVAILABLE
   */
  async count(rule: RuleNode, key?: string): Promise<SegmentCount> {
    if (key === undefined) return this.counted(rule)
    const mine = Symbol(key)
    this.asked.set(key, mine)
    const overtaken = (): boolean => this.asked.get(key) !== mine
    try {
      const answer = await this.counted(rule)
      if (overtaken()) throw new AppError('CANCELLED')
      return answer
    } finally {
      if (!overtaken()) this.asked.delete(key)
    }
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
