import { grouped } from '@guiyi/shared'

/** One shown value: a value as it is, or a band of numbers. */
export interface ValueRef {
  value: string | null
  /** Exclusive; null: from the smallest on. */
  above: number | null
  /** Inclusive; null: up to the greatest. */
  upto: number | null
}

/** Digits that are left of a bound between bands. */
const DIGITS = 3

export interface InsightValue extends ValueRef {
  label: string
  people: number
  /** Part of the list, 0 to 1. */
  share: number
  /** Part of all customers, 0 to 1. */
  everyoneShare: number
  /** Target group index: share / everyoneShare × 100; 100 is as usual. Null where nobody has it. */
  tgi: number | null
}

/** How many have a value, in the list and among everyone. */
export interface ValueCount extends Partial<ValueRef> {
  label: string
  inside: number
  everyone: number
}

export function toValue(count: ValueCount, people: number, everyone: number): InsightValue {
  const { label, inside, value = null, above = null, upto = null } = count
  const share = people === 0 ? 0 : inside / people
  const everyoneShare = everyone === 0 ? 0 : count.everyone / everyone
  return {
    label,
    value,
    above,
    upto,
    people: inside,
    share,
    everyoneShare,
    tgi: everyoneShare === 0 ? null : (share / everyoneShare) * 100,
  }
}

/** Quantiles as bounds that read well, ascending and distinct. */
export function roundedCuts(quantiles: readonly number[]): number[] {
  const rounded = quantiles.map((cut) => Number(cut.toPrecision(DIGITS)))
  return [...new Set(rounded)].sort((a, b) => a - b)
}

/**
 * Counts by the place of their band → the bands in words, from the smallest numbers to the greatest. Bands that nobody
 * at all is in are left out.
 * @param cuts ascending bounds; band 0 is up to the first, the last one above the last
 */
export function bandsOf(
  cuts: readonly number[],
  rows: readonly { label: string; inside: number; everyone: number }[],
): ValueCount[] {
  const byBand = new Map(rows.map((row) => [Number(row.label), row]))
  return [...cuts, null].flatMap((upto, band) => {
    const row = byBand.get(band)
    if (!row) return []
    const above = cuts[band - 1] ?? null
    return [{ ...row, value: null, above, upto, label: bandLabel(above, upto) }]
  })
}

function bandLabel(above: number | null, upto: number | null): string {
  if (above === null) return `${grouped(upto ?? 0)} 及以下`
  return upto === null ? `${grouped(above)} 以上` : `${grouped(above)} – ${grouped(upto)}`
}
