/**
 * `npm run bench -- freshness [--small]`: from an event that is sent to the tag that has changed. Two hundred events a
 * second come in over `POST /v1/track` while a hundred tags are published over everyone; every event changes the value
 * of at least one of them. Measured from the moment the call begins to the moment the new value stands in the record.
 */
import type { TagRule } from '@guiyi/shared'
import { decodeChanges } from '../../server/src/modules/rule/materialised/delta-codec'
import { AudienceEngine } from '../../server/src/platform/audience-engine'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf, type TestClient } from '../support/http'
import { freshDatabase, type TestDatabase } from '../support/mariadb'
import { TestPeople } from '../integration/tag-support'
import { fillEvents } from './support/event-world'
import { fillRecord, fillThings } from './support/record-world'
import { percentile, runBench, say } from './support/report'

const SMALL = process.argv.includes('--small')
const CUSTOMERS = SMALL ? 10_000 : 1_000_000
const KNOWN_EVENTS = SMALL ? 500_000 : 50_000_000
/** People who act while it is measured: the busy ones, who have the most events already. */
const ACTIVE = SMALL ? 2_000 : 20_000
const SECONDS = SMALL ? 15 : 60
const PER_SECOND = 200
const TAGS = 100
const POLL_MS = 20
const GOAL_MS = 2_000
const LATE_SECONDS = 60
const WITHIN_MS = 1_800_000

/** Articles and products that are read and viewed. */
const THINGS = 50
const EVENTS = ['purchase', 'read_content', 'login_mini_program', 'view_product']

/** Counts over everything ever (these change with every event), and tiers over different windows. */
function rule(place: number): TagRule {
  const event = EVENTS[place % EVENTS.length] ?? 'purchase'
  if (place < EVENTS.length) return { kind: 'metric', event, window: { kind: 'ever' }, measure: { of: 'count' } }
  const when = { event, window: { kind: 'past', days: 7 + place }, measure: { of: 'count' } } as const
  return {
    kind: 'tiers',
    tiers: [{ value: '高', when: { kind: 'event', ...when, test: { op: '>=', value: 20 + (place % 9) } } }],
  }
}

function propertiesOf(name: string, serial: number): Record<string, string | number> {
  if (name === 'purchase') return { order_no: `F${serial}`, amount: 100, quantity: 1 }
  if (name === 'read_content') return { content_id: 1 + (serial % THINGS), duration_seconds: 30 }
  return name === 'view_product' ? { product_id: 1 + (serial % THINGS) } : {}
}

async function publish(operator: TestClient, people: TestPeople): Promise<number[]> {
  const ids: number[] = []
  const jobs: number[] = []
  for (let place = 0; place < TAGS; place += 1) {
    const draft = { name: `标签 ${place}`, kind: 'fact', method: 'rule', rule: rule(place) }
    const tag = await operator.post<{ id: number }>('/api/tags', draft)
    ids.push(tag.id)
    jobs.push((await operator.post<{ jobId: number }>(`/api/tags/${tag.id}/publish`)).jobId)
  }
  for (const job of jobs) await people.jobDone(job, WITHIN_MS)
  return ids
}

/** Reads what is recorded about the counting tags, and tells who changed. */
class Watcher {
  private constructor(
    private readonly db: TestDatabase,
    private readonly tagIds: readonly number[],
    private after: number,
  ) {}

  /** Sees what is recorded from now on. */
  static async of(db: TestDatabase, tagIds: readonly number[]): Promise<Watcher> {
    const [last] = await db.query<{ id: string | null }>('SELECT MAX(id) AS id FROM materialised_delta')
    return new Watcher(db, tagIds, Number(last?.id ?? 0))
  }

  async changed(): Promise<number[]> {
    const rows = await this.db.query<{ id: number | string; packed: Buffer }>(
      'SELECT id, packed FROM materialised_delta WHERE id > ? AND owner_kind = ? AND owner_id IN (?) ORDER BY id',
      [this.after, 'tag', this.tagIds],
    )
    this.after = Math.max(this.after, ...rows.map(({ id }) => Number(id)))
    return rows.flatMap(({ packed }) => decodeChanges(packed).map(({ customerId }) => customerId))
  }
}

/** Sends events, remembers who waits for a changed tag since when, and how long each has waited. */
class Stream {
  readonly times: number[] = []
  sent = 0
  private readonly waiting = new Map<number, number>()
  private readonly calls: Promise<void>[] = []
  private person = 0

  constructor(
    private readonly url: string,
    private readonly key: string,
    private readonly watcher: Watcher,
  ) {}

  /** Whoever still waits for an earlier event is passed over: one answer could not be told from the other. */
  send(): void {
    do this.person = 1 + (this.person % ACTIVE)
    while (this.waiting.has(this.person))
    this.sent += 1
    this.waiting.set(this.person, performance.now())
    this.calls.push(this.track(this.person, this.sent))
  }

  async collect(): Promise<void> {
    for (const customerId of await this.watcher.changed()) {
      const since = this.waiting.get(customerId)
      if (since === undefined) continue
      this.waiting.delete(customerId)
      this.times.push(performance.now() - since)
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.calls)
    const deadline = performance.now() + LATE_SECONDS * 1000
    while (this.waiting.size > 0 && performance.now() < deadline) {
      await this.collect()
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
    if (this.waiting.size > 0) throw new Error(`${this.waiting.size} people never saw their tag change`)
  }

  private async track(person: number, serial: number): Promise<void> {
    const event = EVENTS[serial % EVENTS.length] ?? 'purchase'
    const message = {
      id: `fresh-${serial}`,
      event,
      time: new Date().toISOString(),
      properties: propertiesOf(event, serial),
      identities: [{ kind: 'member_no', scope: 'bench', value: `P${person - 1}` }],
    }
    const response = await fetch(`${this.url}/v1/track`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ messages: [message] }),
    })
    const reply = (await response.json()) as { accepted?: number }
    if (reply.accepted !== 1)
      throw new Error(`the event was not accepted (${response.status}): ${JSON.stringify(reply)}`)
  }
}

async function measure(testApp: TestApp): Promise<object> {
  const people = new TestPeople(testApp)
  const operator = await rolesOf(testApp).asOperator()
  const [copied] = await testApp.db.query<{ id: string }>("SELECT id FROM job WHERE kind = 'engine.rebuild'")
  await people.jobDone(Number(copied?.id), WITHIN_MS)
  await fillEvents(testApp.app.get(AudienceEngine), new Date(), { customers: CUSTOMERS, events: KNOWN_EVENTS }, say)
  await testApp.db.query('UPDATE id_sequence SET next_id = next_id + ? WHERE name = ?', [KNOWN_EVENTS, 'event'])
  const source = { code: 'bench', kind: 'server', name: '压测', identityKinds: ['member_no'] }
  const { key } = await operator.post<{ key: string }>('/api/track-sources', source)
  say(`publishing ${TAGS} tags`)
  const tagIds = await publish(operator, people)
  const stream = new Stream(testApp.url, key, await Watcher.of(testApp.db, tagIds.slice(0, EVENTS.length)))
  say(`${PER_SECOND} events a second for ${SECONDS} s`)
  const startedAt = performance.now()
  while (performance.now() - startedAt < SECONDS * 1000) {
    while (stream.sent < ((performance.now() - startedAt) / 1000) * PER_SECOND) stream.send()
    await stream.collect()
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  const rate = stream.sent / ((performance.now() - startedAt) / 1000)
  await stream.end()
  const [median, value] = [0.5, 0.99].map((share) => percentile(stream.times, share)) as [number, number]
  return {
    bench: 'freshness',
    value: Math.round(value),
    unit: 'ms, p99 from the event to the changed tag',
    ratio: Number((value / median).toFixed(2)),
    yardstick: `the median of the same run (${median.toFixed(0)} ms)`,
    size: `${rate.toFixed(0)} events/s (${stream.times.length}), ${TAGS} published tags, ${CUSTOMERS} customers with ${KNOWN_EVENTS} events`,
    goal: `p99 < ${GOAL_MS} ms at ${PER_SECOND} events/s`,
    met: value < GOAL_MS && rate >= PER_SECOND * 0.99,
  }
}

runBench(async () => {
  const db = await freshDatabase()
  await fillRecord(db, { customers: CUSTOMERS, events: 0 }, say)
  await fillThings(db, THINGS)
  const testApp = await startTestApp({ db })
  try {
    return await measure(testApp)
  } finally {
    await testApp.close()
    await db.drop()
  }
})
