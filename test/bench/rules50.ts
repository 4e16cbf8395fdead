/**
 * `npm run bench -- rules50 [--small]`: fifty tag rules over everyone as one statement, against the same fifty one by
 * one in the same run. Both give every value of every person to the outer query, and the same answers, or it fails.
 */
import { EngineWorld } from '../integration/rule-world'
import { fillWorld } from './support/event-world'
import { FIFTY_RULES } from './support/fifty-rules'
import { median } from './support/http-load'
import { runBench, say, timed } from './support/report'

const SMALL = process.argv.includes('--small')
const CUSTOMERS = SMALL ? 60_000 : 1_000_000
const EVENTS = SMALL ? 3_000_000 : 50_000_000
const ROUNDS = 3
const GOAL_MS = 5_000
const GOAL_RATIO = 5

interface Answer {
  values: number
  hash: string
}

/** Every value of every person counts, whichever way they come. */
const SUMS =
  'sum(length(items)) AS values, toString(sum(arraySum(item -> cityHash64(customer_id, item.1, item.2, item.3), items))) AS hash'

async function main(): Promise<object> {
  if (FIFTY_RULES.length !== 50) throw new Error(`${FIFTY_RULES.length} rules`)
  const now = new Date()
  const world = await EngineWorld.open()
  const ask = (sql: string, params: object): Promise<Answer[]> =>
    world.engine.query<Answer>(sql, { ...params }, { timeoutSeconds: 600 })
  const together = async (): Promise<Answer[]> => {
    const { sql, params } = world.compileTogether(FIFTY_RULES)
    return ask(`SELECT ${SUMS} FROM (${sql})`, params)
  }
  const single = async (place: number): Promise<Answer[]> => {
    const rule = FIFTY_RULES[place]
    if (!rule) throw new Error(`no rule ${place}`)
    const { sql, params } = world.compileTag(rule)
    const items = `arrayMap((value, place) -> (toUInt64(${place}), toUInt16(place - 1), value), vals, arrayEnumerate(vals))`
    return ask(`SELECT ${SUMS} FROM (SELECT customer_id, ${items} AS items FROM (${sql}))`, params)
  }
  try {
    await fillWorld(world, now, { customers: CUSTOMERS, events: EVENTS }, say)
    const shared: number[] = []
    const alone: number[] = []
    for (let round = 0; round <= ROUNDS; round += 1) {
      const one = await timed(together)
      const each = await timed(async () => {
        const answers: Answer[] = []
        for (const place of FIFTY_RULES.keys()) answers.push(...(await single(place)))
        return answers
      })
      if (!sameSums(one.result, each.result)) throw new Error('the answers differ')
      say(`  round ${round}: together ${one.ms.toFixed(0)} ms, one by one ${each.ms.toFixed(0)} ms`)
      // The first round fills the caches of both.
      if (round === 0) continue
      shared.push(one.ms)
      alone.push(each.ms)
    }
    const value = median(shared)
    const ratio = median(alone.map((ms, round) => ms / (shared[round] ?? ms)))
    return {
      bench: 'rules50',
      value: Math.round(value),
      unit: 'ms, 50 rules over everyone',
      ratio: Number(ratio.toFixed(2)),
      yardstick: 'the same rules one by one',
      size: `${CUSTOMERS} customers, ${EVENTS} events`,
      goal: `< ${GOAL_MS} ms; ratio >= ${GOAL_RATIO}`,
      met: value < GOAL_MS && ratio >= GOAL_RATIO,
    }
  } finally {
    await world.close()
  }
}

/** Hashes are added up to 64 bits, as the engine adds them. */
function sameSums(one: readonly Answer[], each: readonly Answer[]): boolean {
  const [a, b] = [one, each].map((answers) => [
    answers.reduce((sum, { values }) => sum + values, 0),
    BigInt.asUintN(
      64,
      answers.reduce((sum, { hash }) => sum + BigInt(hash), 0n),
    ).toString(),
  ])
  return JSON.stringify(a) === JSON.stringify(b)
}

runBench(main)
