import type { AudienceEngine } from '../../../server/src/platform/audience-engine'
import type { EngineWorld } from '../../integration/rule-world'

const EVENTS_PER_INSERT = 5_000_000
const CONTENTS = 200
const PRODUCTS = 300

const numbered = <T>(count: number, of: (id: number) => T): [number, T][] =>
  Array.from({ length: count }, (_, index) => [index + 1, of(index + 1)])

/** A quarter purchases; people act unevenly (the square favours low ids), most of it lately. */
const eventsSql = (customers: number, from: number, count: number): string => `INSERT INTO event
  SELECT number + ${from} AS id,
    1 + toUInt64(${customers} * pow(randCanonical(1), 2)) % ${customers} AS customer_id,
    ['purchase', 'read_content', 'login_mini_program', 'view_product'][1 + number % 4] AS name,
    fromUnixTimestamp64Milli({now:Int64} - toInt64(365 * 86400000 * pow(randCanonical(2), 1.5))) AS occurred_at,
    ['天猫', '京东', '小程序', '门店', '抖音'][1 + rand(3) % 5] AS channel,
    if(number % 4 = 1, 1 + rand(4) % ${CONTENTS}, 0), if(number % 4 IN (0, 3), 1 + rand(5) % ${PRODUCTS}, 0),
    if(number % 4 = 0, 1000 + rand(6) % 40000, NULL), if(number % 4 = 0, 1 + rand(7) % 3, NULL),
    map() FROM numbers(${count})`

/** Fills an empty engine with customers and a year of their events, the same shape for every bench. */
export async function fillWorld(
  world: EngineWorld,
  now: Date,
  { customers, events }: { customers: number; events: number },
  say: (text: string) => void,
): Promise<void> {
  say(`filling the engine: ${customers} customers`)
  await world.fill({
    now,
    customers: [],
    attributes: [],
    events: [],
    contentTags: new Map(numbered(CONTENTS, (id) => [`话题 ${id % 15}`, `功效 ${id % 7}`])),
    categories: new Map(numbered(PRODUCTS, (id) => `品类 ${id % 12}`)),
    productParameters: new Map(),
    tags: [],
    segments: [],
    audiences: [],
    homes: new Map(),
  })
  await world.engine.command(
    `INSERT INTO customer SELECT number + 1, now64(3), [], [], [], [] FROM numbers(${customers})`,
  )
  await fillEvents(world.engine, now, { customers, events }, say)
}

/** Adds a year of events, numbered from 1, and merges what can be merged. */
export async function fillEvents(
  engine: AudienceEngine,
  now: Date,
  { customers, events }: { customers: number; events: number },
  say: (text: string) => void,
): Promise<void> {
  for (let from = 1; from <= events; from += EVENTS_PER_INSERT) {
    const count = Math.min(EVENTS_PER_INSERT, events - from + 1)
    await engine.command(eventsSql(customers, from, count), { now: now.getTime() })
    say(`  ${from + count - 1} / ${events} events`)
  }
  await engine.command('OPTIMIZE TABLE event')
}
