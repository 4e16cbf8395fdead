import { createApp } from './app'
import { readConfig } from './platform/config'

/** Starts the server by its environment; the roles decide whether it answers requests, works through jobs, or both. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const app = await createApp(config)
  await app.listen(config.port, config.host)
  process.send?.({ ready: true, port: config.port })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
