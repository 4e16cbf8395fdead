import { Injectable } from '@nestjs/common'

/** A tag or a segment whose rule in force reads an event. */
export interface EventUser {
  kind: 'tag' | 'segment'
  id: number
  name: string
  /** Keys of the event's properties that the rule reads. */
  properties: string[]
}
type UsageLoader = () => Promise<ReadonlyMap<string, EventUser[]>>

const LABELS: Record<EventUser['kind'], string> = { tag: '标签', segment: '分群' }
const NAMED = 5

/** Which rules in force read each event. The module that knows rules comes later and registers here at start-up. */
@Injectable()
export class EventUsage {
  private loader: UsageLoader = () => Promise.resolve(new Map())

  register(loader: UsageLoader): void {
    this.loader = loader
  }

  /** Users by event. */
  async all(): Promise<ReadonlyMap<string, EventUser[]>> {
    return this.loader()
  }

  async of(event: string): Promise<EventUser[]> {
    return (await this.loader()).get(event) ?? []
  }
}

/** `标签「客户分层」、分群「新客」等 7 处`. */
export function namesOfUsers(users: readonly EventUser[]): string {
  const named = users.slice(0, NAMED).map(({ kind, name }) => `${LABELS[kind]}「${name}」`)
  return `${named.join('、')}${users.length > NAMED ? `等 ${users.length} 处` : ''}`
}
