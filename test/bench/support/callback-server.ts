import { Intake } from '../../../server/src/modules/intake'
import { startIntakeApp } from '../../integration/support/intake-app'
import { peakMemoryMb } from './report'

/**
 * The server under test as a process of its own. With `STORE=off` it does all the rest (HTTP, signature, decryption,
 * parsing, sorting) and answers without the database: the yardstick.
 */
async function serve(): Promise<void> {
  const { app, url, close } = await startIntakeApp({ db: { url: process.env.BENCH_DATABASE ?? '' }, roles: ['api'] })
  if (process.env.STORE === 'off') app.get(Intake).accept = () => Promise.resolve()
  process.send?.({ port: Number(new URL(url).port) })
  process.on('message', () => process.send?.({ peakMemoryMb: peakMemoryMb() }))
  process.on('disconnect', () => void close().finally(() => process.exit(0)))
}

void serve()
