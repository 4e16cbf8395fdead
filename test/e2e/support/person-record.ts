import type { TestApp } from '../../support/app'
import type { SandboxPerson } from '../../support/sandbox'
import { until } from '../../support/until'
import { PATIENCE_MS } from './screens'

export interface EventRow {
  id: number
  name: string
  channel: string
  content_id: string | null
}

/** What the record holds about one person of the sandbox. */
export class PersonRecord {
  constructor(
    private readonly app: TestApp,
    private readonly person: SandboxPerson,
  ) {}

  /** Ids of the customers that own her unionid: one, or something went wrong. */
  async customerIds(): Promise<number[]> {
    const rows = await this.app.db.query<{ customer_id: number }>(
      "SELECT DISTINCT customer_id FROM identity WHERE kind = 'unionid' AND value = ?",
      [this.person.unionid],
    )
    return rows.map(({ customer_id: id }) => id)
  }

  async identityKinds(): Promise<string[]> {
    const rows = await this.app.db.query<{ kind: string }>(
      'SELECT kind FROM identity WHERE customer_id IN (?) ORDER BY kind, id',
      [await this.customerIds()],
    )
    return rows.map(({ kind }) => kind)
  }

  /** Names of the sales who own a lead about her. */
  async leadOwners(): Promise<string[]> {
    const rows = await this.app.db.query<{ name: string }>(
      'SELECT staff.name FROM sales_lead JOIN staff ON staff.id = owner_id WHERE customer_id IN (?)',
      [await this.customerIds()],
    )
    return rows.map(({ name }) => name)
  }

  async events(name: string): Promise<EventRow[]> {
    return this.app.db.query<EventRow>('SELECT * FROM event WHERE customer_id IN (?) AND name = ? ORDER BY id', [
      await this.customerIds(),
      name,
    ])
  }

  /** Waits until at least so many events of this name are there. */
  recorded(name: string, atLeast = 1): Promise<EventRow[]> {
    return until(
      async () => {
        const events = await this.events(name)
        return events.length >= atLeast ? events : null
      },
      { withinMs: PATIENCE_MS, everyMs: 20, what: `${atLeast} × ${name} of ${this.person.name}` },
    )
  }
}
