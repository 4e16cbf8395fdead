/**
 * `npm run bench -- segment [--small]`: how fast a count follows the typing. An operator has six conditions and changes
 * one of them at a time; each count also says how many of the people each channel reaches. Once over tags and segments
 * only, once with two conditions over raw events. The yardstick is the same algebra on plain bitsets in memory.
 */
import type { RuleNode } from '@guiyi/shared'
import { IdSet } from '../../server/src/modules/rule'
import { SegmentCounter } from '../../server/src/modules/segment/segment-counter'
import { AudienceEngine } from '../../server/src/platform/audience-engine'
import { startTestApp, type TestApp } from '../support/app'
import { fillEvents } from './support/event-world'
import { percentile, runBench, say, timed } from './support/report'

const SMALL = process.argv.includes('--small')
const CUSTOMERS = SMALL ? 60_000 : 1_000_000
const EVENTS = SMALL ? 3_000_000 : 50_000_000
const TAGS = 30
const VALUES = 5
const SEGMENTS = 20
const COUNTS = SMALL ? 100 : 300
const COUNTS_WITH_EVENTS = SMALL ? 20 : 60
const CONDITIONS = 6
const GOAL_MS = 50
const GOAL_WITH_EVENTS_MS = 500

let seed = 20261122
/** A number in [0, below); the same row of them every time. */
const draw = (below: number): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed % below
}

async function fill(engine: AudienceEngine, now: Date): Promise<void> {
  say(`filling the engine: ${CUSTOMERS} customers`)
  await engine.command(
    `INSERT INTO customer SELECT number + 1, now64(3), if(rand(1) % 2 = 0, ['openid', 'phone'], ['openid']), if(rand(2) % 3 != 0, ['wx1'], []),
       if(rand(3) % 4 = 0, ['member@corp'], []), if(rand(4) % 5 != 0, ['marketing'], []) FROM numbers(${CUSTOMERS})`,
  )
  for (let tag = 1; tag <= TAGS; tag += 1) {
    await engine.command(
      `INSERT INTO tag_value SELECT ${tag}, concat('v', toString(rand(5) % ${VALUES})), number + 1, 0, NULL, 1, now64(3)
       FROM numbers(${CUSTOMERS}) WHERE rand(6) % 10 < 6`,
    )
  }
  for (let segment = 1; segment <= SEGMENTS; segment += 1) {
    await engine.command(
      `INSERT INTO segment_member SELECT ${segment}, 'in', number + 1, 0, NULL, 1, now64(3) FROM numbers(${CUSTOMERS}) WHERE rand(7) % 10 < 3`,
    )
  }
  await fillEvents(engine, now, { customers: CUSTOMERS, events: EVENTS }, say)
  for (const table of ['tag_value', 'segment_member']) await engine.command(`OPTIMIZE TABLE ${table}`)
}

function condition(): RuleNode {
  if (draw(3) === 0) return { kind: 'segment', segmentId: 1 + draw(SEGMENTS) }
  const tag: RuleNode = { kind: 'tag', tagId: 1 + draw(TAGS), values: [`v${draw(VALUES)}`] }
  return draw(4) === 0 ? { kind: 'not', of: tag } : tag
}

function eventCondition(): RuleNode {
  return {
    kind: 'event',
    event: ['purchase', 'read_content', 'login_mini_program', 'view_product'][draw(4)] ?? 'purchase',
    window: { kind: 'past', days: 7 + draw(90) },
    measure: { of: 'count' },
    test: { op: '>=', value: 1 + draw(4) },
  }
}

const join = (conditions: readonly RuleNode[]): RuleNode => ({
  kind: 'all',
  of: [...conditions.slice(0, 2), { kind: 'any', of: conditions.slice(2) }],
})

/** The counts that somebody sees who changes one condition after the other. */
async function typing(counter: SegmentCounter, counts: number, events: number): Promise<number[]> {
  const conditions = Array.from({ length: CONDITIONS }, (_, place) =>
    place < CONDITIONS - events ? condition() : eventCondition(),
  )
  const times: number[] = []
  for (let count = 0; count < counts; count += 1) {
    const place = draw(CONDITIONS)
    conditions[place] = place < CONDITIONS - events ? condition() : eventCondition()
    times.push((await timed(() => counter.count(join(conditions)))).ms)
  }
  return times
}

/** Six sets joined the same way, and counted with three more. */
function bitsets(): number {
  const sets = Array.from({ length: CONDITIONS + 3 }, () =>
    IdSet.of(Array.from({ length: CUSTOMERS / 3 }, (_, index) => index * 3 + 1)),
  )
  const times = Array.from({ length: 50 }, () => {
    const from = performance.now()
    const [first, second, ...others] = sets.slice(0, CONDITIONS)
    const joined = others
      .reduce((all, set) => all.or(set))
      .and(first ?? IdSet.EMPTY)
      .and(second ?? IdSet.EMPTY)
    if (joined.size + sets.slice(CONDITIONS).reduce((sum, set) => sum + set.countWith(joined), 0) < 0) throw new Error()
    return performance.now() - from
  })
  return percentile(times, 0.95)
}

async function measure({ app }: TestApp): Promise<object> {
  const engine = app.get(AudienceEngine)
  const counter = app.get(SegmentCounter)
  await engine.prepare()
  await fill(engine, new Date())
  const [coldest = Number.NaN] = await typing(counter, 1, 0)
  await typing(counter, COUNTS, 0)
  const times = await typing(counter, COUNTS, 0)
  const withEvents = await typing(counter, COUNTS_WITH_EVENTS, 2)
  const value = percentile(times, 0.95)
  const eventMs = percentile(withEvents, 0.95)
  const yardstick = bitsets()
  say(
    `  first count after the start ${coldest.toFixed(0)} ms; tags and segments p50 ${percentile(times, 0.5).toFixed(1)} ms`,
  )
  say(
    `  with events p50 ${percentile(withEvents, 0.5).toFixed(0)} ms, p95 ${eventMs.toFixed(0)} ms; bitsets ${yardstick.toFixed(2)} ms`,
  )
  return {
    bench: 'segment',
    value: Number(value.toFixed(1)),
    unit: 'ms, p95 of a count over tags and segments',
    ratio: Number((value / yardstick).toFixed(1)),
    yardstick: 'the same algebra on plain bitsets in memory',
    size: `${CUSTOMERS} customers, ${EVENTS} events, ${TAGS} tags, ${SEGMENTS} segments`,
    goal: `p95 < ${GOAL_MS} ms; < ${GOAL_WITH_EVENTS_MS} ms with raw events (now ${eventMs.toFixed(0)} ms)`,
    met: value < GOAL_MS && eventMs < GOAL_WITH_EVENTS_MS,
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
