import { judgeVolume } from './volume.policy'

const WEEK = 168
/** Seven weeks of an event that comes `day` times an hour from 8 to 22 and `night` times else, then `last` hours. */
function history(day: number, night: number, last: number[]): number[] {
  const hours = Array.from({ length: 7 * WEEK }, (_, hour) => {
    const wobble = (hour * 7919) % 5
    return hour % 24 >= 8 && hour % 24 < 22 ? day + wobble : night
  })
  return [...hours.slice(0, hours.length - last.length), ...last]
}

describe('judgeVolume', () => {
  it('says nothing about a usual hour', () => {
    expect(judgeVolume(history(100, 0, []), 7 * WEEK)?.verdict ?? null).toBeNull()
    expect(judgeVolume(history(100, 100, [108]), 7 * WEEK)).toMatchObject({ verdict: null, hours: 1 })
  })

  it('sees an event fall silent and surge', () => {
    expect(judgeVolume(history(100, 100, [0]), 7 * WEEK)).toMatchObject({ verdict: 'silence', seen: 0, hours: 1 })
    expect(judgeVolume(history(100, 100, [900]), 7 * WEEK)).toMatchObject({ verdict: 'surge', seen: 900 })
  })

  it('is not alarmed by the night, since the night is compared with nights', () => {
    // The series ends at midnight: the last hour is 23 o'clock, when nothing ever comes.
    expect(judgeVolume(history(100, 0, [0, 0]), 7 * WEEK)?.verdict ?? null).toBeNull()
  })

  it('takes a longer window for a rare event', () => {
    const rare = Array.from({ length: 7 * WEEK }, (_, hour) => (hour % 2 === 0 ? 1 : 0))
    expect(judgeVolume(rare, 7 * WEEK)).toMatchObject({ hours: 24, expected: 12, verdict: null })
    const silent = [...rare.slice(0, -24), ...Array.from({ length: 24 }, () => 0)]
    expect(judgeVolume(silent, 7 * WEEK)).toMatchObject({ hours: 24, verdict: null, seen: 0 })
    const busier = rare.map((count) => count * 4)
    const busierSilent = [...busier.slice(0, -6), 0, 0, 0, 0, 0, 0]
    expect(judgeVolume(busierSilent, 7 * WEEK)).toMatchObject({ hours: 6, verdict: null })
  })

  it('does not judge a young event, or one that hardly ever comes', () => {
    expect(judgeVolume(history(100, 100, [0]), 2 * WEEK)).toBeNull()
    expect(
      judgeVolume(
        Array.from({ length: 7 * WEEK }, (_, hour) => (hour % 100 === 0 ? 1 : 0)),
        7 * WEEK,
      ),
    ).toBeNull()
  })

  it('forgives a wild event more than a steady one', () => {
    const wild = Array.from({ length: 7 * WEEK }, (_, hour) => (Math.floor(hour / WEEK) % 2 === 0 ? 20 : 400))
    const steady = Array.from({ length: 7 * WEEK }, () => 210)
    expect(judgeVolume([...wild.slice(0, -1), 700], 7 * WEEK)?.verdict ?? null).toBeNull()
    expect(judgeVolume([...steady.slice(0, -1), 700], 7 * WEEK)?.verdict).toBe('surge')
  })
})
