import { Injectable, type OnModuleInit } from '@nestjs/common'
import { EngineFeed } from '../../../platform/audience-engine'

/** Why somebody is to be looked at: something happened, or time passed. */
export type LookMode = 'real-time' | 'time'

const MODES: readonly LookMode[] = ['real-time', 'time']

/** The topic, and the kind of feed row, under which people come who are to be looked at. */
export const lookTopic = (mode: LookMode): string => `look:${mode}`

/**
 * People who are to be looked at though nothing about them is copied. They go through the feed, and so in line with
 * everything else: whoever is looked at there, the engine holds all values that were recorded before.
 */
@Injectable()
export class Looks implements OnModuleInit {
  constructor(private readonly feed: EngineFeed) {}

  onModuleInit(): void {
    for (const mode of MODES) {
      const topic = lookTopic(mode)
      this.feed.source({
        kind: topic,
        tables: [],
        apply: ({ keys }) => Promise.resolve(keys.map((customerId) => ({ topic, customerId }))),
      })
    }
  }

  /** Asks for a look after all that the feed holds so far, inside the running transaction. */
  async ask(mode: LookMode, customerIds: readonly number[]): Promise<void> {
    await this.feed.changed(lookTopic(mode), customerIds)
  }

  /** Whether some that were asked for have not been taken yet. */
  async waiting(mode: LookMode): Promise<boolean> {
    return this.feed.waits(lookTopic(mode))
  }
}
