import type { AudienceEngine, EngineParams, QueryOptions } from '../../../platform/audience-engine'

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

const BARS = 12

/**
 * How numbers are spread.
 * @param source a SELECT of `number` Nullable(Float64)
 * @returns null when there is no number
 */
export async function spreadOf(
  engine: AudienceEngine,
  source: string,
  params: EngineParams,
  options: QueryOptions = {},
): Promise<NumberSpread | null> {
  const [row] = await engine.query<{ n: number; min: number; max: number; average: number; spread: number[] }>(
    `SELECT count(number) AS n, min(number) AS min, max(number) AS max, avg(number) AS average, quantilesExact(0.25, 0.5, 0.75)(number) AS spread
     FROM (${source}) WHERE isNotNull(number)`,
    params,
    options,
  )
  if (!row || row.n === 0) return null
  const [p25 = 0, median = 0, p75 = 0] = row.spread
  const { min, max, average } = row
  const width = widthOf(min, max)
  const bars = await engine.query<{ bar: number; people: number }>(
    `SELECT toUInt32(least(floor((number - {low:Float64}) / {width:Float64}), {last:UInt32})) AS bar, count() AS people
     FROM (${source}) WHERE isNotNull(number) GROUP BY bar`,
    { ...params, low: min, width, last: BARS - 1 },
    options,
  )
  const known = new Map(bars.map(({ bar, people }) => [bar, people]))
  const count = Math.min(BARS, Math.floor((max - min) / width) + 1)
  const histogram = Array.from({ length: count }, (_, bar) => ({
    from: min + bar * width,
    to: bar === count - 1 ? Math.max(max, min + bar * width) : min + (bar + 1) * width,
    people: known.get(bar) ?? 0,
  }))
  return { min, p25, median, p75, max, average, histogram }
}

/** Whole numbers close together get a bar each; others equal shares, whole ones when the numbers are large. */
function widthOf(min: number, max: number): number {
  const width = (max - min) / BARS
  if (width === 0) return 1
  return max - min >= BARS ? Math.ceil(width) : Number.isInteger(min) && Number.isInteger(max) ? 1 : width
}
