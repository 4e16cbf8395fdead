import dayjs, { type Dayjs } from 'dayjs'
import utc from 'dayjs/plugin/utc'
import { moneyOf } from '@guiyi/shared'

dayjs.extend(utc)

export const NOTHING = '—'

/** Asia/Shanghai has had no summer time since 1991, so a fixed offset says the same as the zone. */
const SHANGHAI_MINUTES = 480

type Instant = string | number | Date

function shanghai(instant: Instant): Dayjs {
  return dayjs.utc(instant).utcOffset(SHANGHAI_MINUTES)
}

const grouped = new Intl.NumberFormat('zh-CN')

/** Integer fen as yuan: 123450 → `¥1,234.50`. */
export function formatFen(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return NOTHING
  return moneyOf(fen)
}

/** Integer fen, short: 12_345_600 → `¥12.3万`; below ten thousand yuan the whole yuan are shown. */
export function formatFenShort(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return NOTHING
  return `${fen < 0 ? '-' : ''}¥${short(Math.abs(fen) / 100)}`
}

/** 12345 → `12,345`. */
export function formatCount(count: number | null | undefined): string {
  return count === null || count === undefined ? NOTHING : grouped.format(count)
}

/** 123456 → `12.3万`. */
export function formatCountShort(count: number | null | undefined): string {
  return count === null || count === undefined ? NOTHING : short(count)
}

/** A count that stopped one above a round number: 10_001 → `1万+`. */
export const atLeast = (count: number): string => `${short(count - 1)}+`

function short(value: number): string {
  const size = Math.abs(value)
  if (size >= 1e8) return `${trim(value / 1e8)}亿`
  if (size >= 1e4) return `${trim(value / 1e4)}万`
  return grouped.format(Math.round(value))
}

function trim(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '')
}

/** A share between 0 and 1: 0.1234 → `12.3%`. */
export function formatPercent(share: number | null | undefined, digits = 1): string {
  return share === null || share === undefined || !Number.isFinite(share)
    ? NOTHING
    : `${(share * 100).toFixed(digits)}%`
}

/** A share with its confidence interval: `12.3%（10.1% – 14.5%）`. All three between -1 and 1. */
export function formatInterval(
  estimate: number | null | undefined,
  low?: number | null,
  high?: number | null,
  digits = 1,
): string {
  if (low === null || low === undefined || high === null || high === undefined) return formatPercent(estimate, digits)
  return `${formatPercent(estimate, digits)}（${formatPercent(low, digits)} – ${formatPercent(high, digits)}）`
}

/** UTC instant → `2026-11-22 21:05` in Asia/Shanghai. */
export function formatTime(instant: Instant | null | undefined, withSeconds = false): string {
  if (instant === null || instant === undefined) return NOTHING
  return shanghai(instant).format(withSeconds ? 'YYYY-MM-DD HH:mm:ss' : 'YYYY-MM-DD HH:mm')
}

/** UTC instant → `2026-11-22` in Asia/Shanghai. */
export function formatDate(instant: Instant | null | undefined): string {
  return instant === null || instant === undefined ? NOTHING : shanghai(instant).format('YYYY-MM-DD')
}

/** UTC instant → `刚刚`, `5 分钟前`, `3 小时前`, `昨天 21:05`, `11-20 21:05`, `2025-11-20`. */
export function formatAgo(instant: Instant | null | undefined, now: Instant = new Date()): string {
  if (instant === null || instant === undefined) return NOTHING
  const then = shanghai(instant)
  const today = shanghai(now)
  const seconds = today.diff(then, 'second')
  if (seconds < 0) return then.format(then.year() === today.year() ? 'MM-DD HH:mm' : 'YYYY-MM-DD HH:mm')
  if (seconds < 60) return '刚刚'
  if (seconds < 3600) return `${Math.floor(seconds / 60)} 分钟前`
  if (then.isSame(today, 'day')) return `${Math.floor(seconds / 3600)} 小时前`
  if (then.isSame(today.subtract(1, 'day'), 'day')) return `昨天 ${then.format('HH:mm')}`
  return then.format(then.year() === today.year() ? 'MM-DD HH:mm' : 'YYYY-MM-DD')
}

/** Milliseconds → `820 毫秒`, `3.2 秒`, `4 分 10 秒`, `2 小时 5 分`, `3 天 4 小时`. */
export function formatDuration(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined) return NOTHING
  if (milliseconds < 1000) return `${Math.round(milliseconds)} 毫秒`
  const seconds = milliseconds / 1000
  if (seconds < 10) return `${trim(seconds)} 秒`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} 秒`
  if (whole < 3600) return pair(Math.floor(whole / 60), '分', whole % 60, '秒')
  if (whole < 86_400) return pair(Math.floor(whole / 3600), '小时', Math.floor((whole % 3600) / 60), '分')
  return pair(Math.floor(whole / 86_400), '天', Math.floor((whole % 86_400) / 3600), '小时')
}

function pair(first: number, firstUnit: string, second: number, secondUnit: string): string {
  return second === 0 ? `${first} ${firstUnit}` : `${first} ${firstUnit} ${second} ${secondUnit}`
}

/** The calendar day that a date picker holds (in the browser's zone) → the UTC instant at which that day begins in Shanghai. */
export function shanghaiDayStart(picked: Dayjs): string {
  return dayjs.utc(picked.format('YYYY-MM-DD')).subtract(SHANGHAI_MINUTES, 'minute').toISOString()
}

/** The wall time that a picker holds, read as Shanghai time → UTC instant. */
export function shanghaiInstant(picked: Dayjs): string {
  return dayjs.utc(picked.format('YYYY-MM-DDTHH:mm:ss')).subtract(SHANGHAI_MINUTES, 'minute').toISOString()
}

/** UTC instant → the value for a picker that shows Shanghai wall time. */
export function pickerValue(instant: Instant | null | undefined): Dayjs | null {
  return instant === null || instant === undefined ? null : dayjs(shanghai(instant).format('YYYY-MM-DDTHH:mm:ss'))
}
