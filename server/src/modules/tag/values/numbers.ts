import type { AudienceEngine, EngineParams } from '../../../platform/audience-engine'

export interface NumberSpread {
  min: number
  p25: number
  median: number
  p75: number
  max: number
  average: number
  /** Bars of equal width from min to max. Half open, the last one closed. */
  histogram: { from: number; to: number; people: number }[]
}

/** What `SPREAD_COLUMNS` give. */
export interface SpreadRow {
  counted: number
  least: number
  most: number
  mean: number
  quarters: number[]
  width: number
  /** Numbers of the bars with people, and how many. */
  bars: [number[], number[]]
}

const BARS = 12

/** Whole numbers close together get a bar each; others equal shares, whole ones when the numbers are large. */
const WIDTH = `multiIf(high = low, 1., high - low >= ${BARS}, ceil((high - low) / ${BARS}), floor(low) = low AND floor(high) = high, 1., (high - low) / ${BARS})`
const KNOWN = 'isNotNull(number)'
const EACH = 'arrayWithConstant(people, assumeNotNull(number))'

/** What goes beside (number Nullable(Float64), people UInt64), so that one pass over these rows gives the columns. */
export const SPREAD_BOUNDS = 'assumeNotNull(min(number) OVER ()) AS low, assumeNotNull(max(number) OVER ()) AS high'

/** The spread of (number, people, low, high). */
export const SPREAD_COLUMNS = `toUInt64(sumIf(people, ${KNOWN})) AS counted, assumeNotNull(min(number)) AS least, assumeNotNull(max(number)) AS most,
  sumIf(assumeNotNull(number) * people, ${KNOWN}) / counted AS mean,
  quantilesExactArrayIf(0.25, 0.5, 0.75)(${EACH}, ${KNOWN}) AS quarters, any(${WIDTH}) AS width,
  sumMapIf([toUInt32(least(floor((assumeNotNull(number) - low) / ${WIDTH}), ${BARS - 1}))], [people], ${KNOWN}) AS bars`

/**
 * How numbers are spread.
 * @param source a SELECT of `number` Nullable(Float64)
 * @returns null when there is no number
 */
export async function spreadOf(
  engine: AudienceEngine,
  source: string,
  params: EngineParams,
): Promise<NumberSpread | null> {
  const [row] = await engine.query<SpreadRow>(
    `SELECT ${SPREAD_COLUMNS} FROM (
       SELECT number, people, ${SPREAD_BOUNDS} FROM (SELECT number, count() AS people FROM (${source}) GROUP BY number)
     )`,
    params,
  )
  return row ? spread(row) : null
}

/** @returns null when there is no number */
export function spread({ counted, least, most, mean, quarters, width, bars }: SpreadRow): NumberSpread | null {
  if (counted === 0) return null
  const [p25 = 0, median = 0, p75 = 0] = quarters
  const [places, people] = bars
  const known = new Map(places.map((place, index) => [place, people[index] ?? 0]))
  const count = Math.min(BARS, Math.floor((most - least) / width) + 1)
  const histogram = Array.from({ length: count }, (_, bar) => ({
    from: least + bar * width,
    to: bar === count - 1 ? Math.max(most, least + bar * width) : least + (bar + 1) * width,
    people: known.get(bar) ?? 0,
  }))
  return { min: least, p25, median, p75, max: most, average: mean, histogram }
}
