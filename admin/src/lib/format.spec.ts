import dayjs from 'dayjs'
import {
  formatAgo,
  formatCountShort,
  formatDate,
  formatDuration,
  formatFen,
  formatFenShort,
  formatInterval,
  formatPercent,
  formatTime,
  pickerValue,
  shanghaiDayStart,
  shanghaiInstant,
} from './format'

describe('money', () => {
  it('shows fen as yuan with two digits and groups', () => {
    expect(formatFen(123450)).toBe('¥1,234.50')
    expect(formatFen(-5)).toBe('-¥0.05')
    expect(formatFen(null)).toBe('—')
  })

  it('shortens by ten thousands and hundred millions', () => {
    expect(formatFenShort(12_345_600)).toBe('¥12.3万')
    expect(formatCountShort(100_000_000)).toBe('1亿')
    expect(formatCountShort(9_999)).toBe('9,999')
  })
})

describe('shares', () => {
  it('shows a share and its interval', () => {
    expect(formatPercent(0.1234)).toBe('12.3%')
    expect(formatInterval(0.123, 0.101, 0.145)).toBe('12.3%（10.1% – 14.5%）')
    expect(formatInterval(0.123, null, null)).toBe('12.3%')
    expect(formatPercent(Number.NaN)).toBe('—')
  })
})

describe('time', () => {
  it('shows instants in Shanghai, whatever the zone of the browser', () => {
    expect(formatTime('2026-11-22T16:30:00Z')).toBe('2026-11-23 00:30')
    expect(formatDate('2026-11-22T15:59:59Z')).toBe('2026-11-22')
  })

  it('tells how long ago, in Shanghai days', () => {
    const now = '2026-11-22T16:30:00Z'
    expect(formatAgo('2026-11-22T16:29:30Z', now)).toBe('刚刚')
    expect(formatAgo('2026-11-22T16:05:00Z', now)).toBe('25 分钟前')
    expect(formatAgo('2026-11-22T13:05:00Z', now)).toBe('昨天 21:05')
    expect(formatAgo('2025-11-20T13:05:00Z', now)).toBe('2025-11-20')
  })

  it('tells durations in two units', () => {
    expect(formatDuration(820)).toBe('820 毫秒')
    expect(formatDuration(3_200)).toBe('3.2 秒')
    expect(formatDuration(250_000)).toBe('4 分 10 秒')
    expect(formatDuration(7_200_000)).toBe('2 小时')
  })

  it('reads what a picker holds as Shanghai time, and back', () => {
    expect(shanghaiDayStart(dayjs('2026-11-22T10:00:00'))).toBe('2026-11-21T16:00:00.000Z')
    expect(shanghaiInstant(dayjs('2026-11-22T10:00:00'))).toBe('2026-11-22T02:00:00.000Z')
    expect(pickerValue('2026-11-22T02:00:00Z')?.format('YYYY-MM-DD HH:mm')).toBe('2026-11-22 10:00')
  })
})
