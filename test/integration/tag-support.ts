import type { EventInput } from '../../server/src/modules/event'
import { EventService } from '../../server/src/modules/event'
import { CustomerService, IdentityService } from '../../server/src/modules/identity'
import { EngineFeeder } from '../../server/src/platform/audience-engine'
import type { TestApp } from '../support/app'
import { until } from '../support/until'

export interface TestPerson {
  customerId: number
  identityId: number
  publicId: string
}

let acts = 0

/** People and what they do, through the record's own services. */
export class TestPeople {
  constructor(private readonly testApp: TestApp) {}

  async person(name: string, at = new Date()): Promise<TestPerson> {
    const { customerId, identityIds } = await this.testApp.app
      .get(IdentityService)
      .resolve({ identities: [{ kind: 'openid', scope: 'wx-test', value: `o-${name}` }], at, source: 'test' })
    const { publicId } = await this.testApp.app.get(CustomerService).summary(customerId)
    return { customerId, identityId: identityIds[0] ?? 0, publicId }
  }

  /** An event so many days ago. */
  async acts(
    person: TestPerson,
    name: string,
    daysAgo: number,
    properties: EventInput['properties'],
  ): Promise<number | null> {
    acts += 1
    return this.testApp.app.get(EventService).record({
      name,
      identityId: person.identityId,
      occurredAt: new Date(Date.now() - daysAgo * 86_400_000),
      dedupKey: `act-${acts}`,
      channel: 'test',
      properties,
    })
  }

  async buys(person: TestPerson, amountFen: number, daysAgo = 0.01): Promise<void> {
    await this.acts(person, 'purchase', daysAgo, {
      order_no: `T${acts}`,
      amount: amountFen,
      quantity: 1,
      category: '护肤',
    })
  }

  /** Waits until everything recorded so far has reached the engine, and what follows from it too. */
  async settled(): Promise<void> {
    await this.testApp.app.get(EngineFeeder).drain()
  }

  /** Waits for a job to end well. */
  async jobDone(id: number, withinMs?: number): Promise<void> {
    await until(
      async () => {
        const [job] = await this.testApp.db.query<{ state: string; last_error: string | null }>(
          'SELECT state, last_error FROM job WHERE id = ?',
          [id],
        )
        if (job && (job.state === 'dead' || job.state === 'cancelled'))
          throw new Error(`job ended as ${job.state}: ${job.last_error ?? ''}`)
        return job?.state === 'done'
      },
      { what: `job ${id}`, ...(withinMs === undefined ? {} : { withinMs }) },
    )
    await this.settled()
  }
}
