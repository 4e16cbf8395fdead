import { runIntakeChaos } from '../chaos/support/intake-chaos'

/** The shortest run of `npm run chaos -- intake`: one kill before, one while the database is stopped. */
describe('intake in chaos', () => {
  it('gives every answered message exactly one effect, in order, whatever is killed or stopped', async () => {
    const report = await runIntakeChaos({ kills: 2, livesMs: 500, databaseAwayMs: 4_000, people: 10 }, () => undefined)
    expect(report).toMatchObject({ lost: 0, doubled: 0, outOfOrder: 0, kills: 2, crashes: 0, met: true })
    expect(report.answeredWhileAway).toBeGreaterThan(0)
    expect(report.effects).toBeGreaterThanOrEqual(report.answered)
  }, 240_000)
})
