import { Database } from '../../../server/src/platform/database'
import { startIntakeApp, type IntakeApp } from './intake-app'

/**
 * One of several server processes over one database, for tests that kill some of them: its effects are rows that say
 * who wrote them. Messages that say so never end in the process called `doomed`, which tells its parent then.
 */
async function serve(): Promise<void> {
  const name = process.env.PROCESS_NAME ?? ''
  const holder: { app?: IntakeApp } = {}
  holder.app = await startIntakeApp({
    db: { url: process.env.DATABASE_URL ?? '' },
    handlers: {
      'consumer.track': async (_, body) => {
        const { key, person, holds } = body as { key: string; person: string; holds: boolean }
        await holder.app?.app
          .get(Database)
          .query('INSERT INTO test_effect (name, person, process) VALUES (?, ?, ?)', [key, person, name])
        if (!holds || name !== 'doomed') return
        process.send?.({ holding: true })
        await new Promise(() => undefined)
      },
    },
  })
  process.send?.({ ready: true })
  process.on('disconnect', () => process.exit(0))
}

void serve()
