import { Injectable } from '@nestjs/common'

export interface EventUsers {
  tags: number
  segments: number
}
type UsageLoader = () => Promise<ReadonlyMap<string, EventUsers>>

/** How many rules in force read each event. The module that knows rules comes later and registers here at start-up. */
@Injectable()
export class EventUsage {
  private loader: UsageLoader = () => Promise.resolve(new Map())

  register(loader: UsageLoader): void {
    this.loader = loader
  }

  async all(): Promise<ReadonlyMap<string, EventUsers>> {
    return this.loader()
  }
}
