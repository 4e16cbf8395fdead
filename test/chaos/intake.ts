/**
 * `npm run chaos -- intake [--small]`: a stream of callbacks to the real server while it is killed (SIGKILL) 20 times
 * and its database is stopped for 60 seconds. Ends with one line of JSON.
 */
import { runIntakeChaos, type ChaosPlan } from './support/intake-chaos'

const FULL: ChaosPlan = { kills: 20, livesMs: 3_000, databaseAwayMs: 60_000, people: 40 }
const SMALL: ChaosPlan = { kills: 4, livesMs: 1_500, databaseAwayMs: 8_000, people: 20 }

runIntakeChaos(process.argv.includes('--small') ? SMALL : FULL, console.log).then(
  (report) => {
    console.log(JSON.stringify(report))
    process.exit(report.met ? 0 : 1)
  },
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
