/**
 * `npm run chaos -- tags [--small]`: events enter while the real server is killed (SIGKILL) again and again in the middle
 * of evaluations; then the engine is rebuilt from the record. Values, their history and the segment's people must be byte
 * for byte the same before and after, and what a plain count of the acknowledged events gives. Ends with one line of JSON.
 */
import { runTagsChaos, type TagsPlan } from './support/tags-chaos'

const FULL: TagsPlan = { kills: 20, livesMs: 4_000, people: 40 }
const SMALL: TagsPlan = { kills: 4, livesMs: 2_000, people: 15 }

runTagsChaos(process.argv.includes('--small') ? SMALL : FULL, console.log).then(
  (report) => {
    console.log(JSON.stringify(report))
    process.exit(report.met ? 0 : 1)
  },
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
