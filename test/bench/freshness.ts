/**
 * `npm run bench -- freshness [--small]`: from an event that is in to the tag that has changed. Two hundred events a
 * second enter while a hundred tags are published; every event changes the value of at least one of them. Measured from
 * the moment the event is offered to the moment the new value stands in the record.
 */
import type { TagRule } from '@guiyi/shared'
import { EventService } from '../../server/src/modules/event'
import { decodeChanges } from '../../server/src/modules/rule/materialised/delta-codec'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type TestClient } from '../support/http'
import { TestPeople, type TestPerson } from '../integration/tag-support'
import { percentile, runBench, say } from './support/report'

const SMALL = process.argv.includes('--small')
const PEOPLE = SMALL ? 500 : 5_000
const SECONDS = SMALL ? 15 : 60
const PER_SECOND = 200
const TAGS = 100
const POLL_MS = 20
const GOAL_MS = 2_000
const LATE_SECONDS = 60

const EVENTS = ['purchase', 'read_content', 'login_mini_program', 'view_product']

/** Counts over everything ever (these change with every event), and tiers over different windows. */
function rule(place: number): TagRule {
  const event = EVENTS[place % EVENTS.length] ?? 'purchase'
  if (place < EVENTS.length) return { kind: 'metric', event, window: { kind: 'ever' }, measure: { of: 'count' } }
  const tested = (value: number): TagRule & { kind: 'tiers' } => ({
    kind: 'tiers',
    tiers: [
      {
        value: '高',
        when: {
          kind: 'event',
          event,
          window: { kind: 'past', days: 7 + place },
          measure: { of: 'count' },
          test: { op: '>=', value },
        },
      },
    ],
  })
  return tested(1 + (place % 9))
}

function propertiesOf(name: string, serial: number): Record<string, string | number> {
  if (name === 'purchase') return { order_no: `F${serial}`, amount: 100, quantity: 1 }
  if (name === 'read_content') return { content_id: 1 + (serial % 50), duration_seconds: 30 }
  return name === 'view_product' ? { product_id: 1 + (serial % 50) } : {}
}

async function publish(operator: TestClient, people: TestPeople): Promise<number[]> {
  const ids: number[] = []
  for (let place = 0; place < TAGS; place += 1) {
    const tag = await operator.post<{ id: number }>('/api/tags', {
      name: `标签 ${place}`,
      kind: 'fact',
      method: 'rule',
      rule: rule(place),
    })
    const { jobId } = await operator.post<{ jobId: number }>(`/api/tags/${tag.id}/publish`)
    await people.jobDone(jobId)
    ids.push(tag.id)
  }
  return ids
}

/** Reads what is recorded about the counting tags, and tells who changed. */
class Watcher {
  private after = 0
  constructor(
    private readonly testApp: TestApp,
    private readonly tagIds: readonly number[],
  ) {}

  async changed(): Promise<number[]> {
    const rows = await this.testApp.db.query<{ id: number | string; packed: Buffer }>(
      'SELECT id, packed FROM materialised_delta WHERE id > ? AND owner_kind = ? AND owner_id IN (?) ORDER BY id',
      [this.after, 'tag', this.tagIds],
    )
    this.after = Math.max(this.after, ...rows.map(({ id }) => Number(id)))
    return rows.flatMap(({ packed }) => decodeChanges(packed).map(({ customerId }) => customerId))
  }
}

async function measure(testApp: TestApp): Promise<object> {
  const people = new TestPeople(testApp)
  const operator = await rolesOf(testApp).asOperator()
  const events = testApp.app.get(EventService)
  say(`making ${PEOPLE} people and ${TAGS} tags`)
  const persons: TestPerson[] = []
  for (let index = 0; index < PEOPLE; index += 1) persons.push(await people.person(`f${index}`))
  await people.settled()
  const watcher = new Watcher(testApp, (await publish(operator, people)).slice(0, EVENTS.length))
  await watcher.changed()
  const waiting = new Map<number, number>()
  const times: number[] = []
  const collect = async (): Promise<void> => {
    for (const customerId of await watcher.changed()) {
      const since = waiting.get(customerId)
      if (since === undefined) continue
      waiting.delete(customerId)
      times.push(performance.now() - since)
    }
  }
  say(`${PER_SECOND} events a second for ${SECONDS} s`)
  const startedAt = performance.now()
  let offered = 0
  const running: Promise<unknown>[] = []
  const offer = (): void => {
    const person = persons[offered % persons.length]
    const serial = (offered += 1)
    // Whoever still waits for an earlier event is not asked twice: one answer could not be told from the other.
    if (!person || waiting.has(person.customerId)) return
    waiting.set(person.customerId, performance.now())
    const name = EVENTS[serial % EVENTS.length] ?? 'purchase'
    running.push(
      events.record({
        name,
        identityId: person.identityId,
        occurredAt: new Date(),
        dedupKey: `fresh-${serial}`,
        channel: 'bench',
        properties: propertiesOf(name, serial),
      }),
    )
  }
  while (performance.now() - startedAt < SECONDS * 1000) {
    while (offered < ((performance.now() - startedAt) / 1000) * PER_SECOND) offer()
    await collect()
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  await Promise.all(running)
  const deadline = performance.now() + LATE_SECONDS * 1000
  while (waiting.size > 0 && performance.now() < deadline) {
    await collect()
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  if (waiting.size > 0) throw new Error(`${waiting.size} people never saw their tag change`)
  const value = percentile(times, 0.99)
  return {
    bench: 'freshness',
    value: Math.round(value),
    unit: 'ms, p99 from the event to the changed tag',
    ratio: Number((value / percentile(times, 0.5)).toFixed(2)),
    yardstick: `the median of the same run (${percentile(times, 0.5).toFixed(0)} ms)`,
    size: `${PER_SECOND} events/s, ${TAGS} published tags, ${times.length} changes`,
    goal: `p99 < ${GOAL_MS} ms`,
    met: value < GOAL_MS,
  }
}

runBench(async () => {
  const testApp = await startTestApp()
  try {
    return await measure(testApp)
  } finally {
    await testApp.close()
  }
})
