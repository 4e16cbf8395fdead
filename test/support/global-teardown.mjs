import { rmSync } from 'node:fs'

/** Ends the database server that global-setup.mjs started, and removes its folder. */
export default async function globalTeardown() {
  const database = globalThis.guiyiTestDatabase
  if (!database) return
  globalThis.guiyiTestDatabase = undefined
  delete process.env.GUIYI_TEST_DATABASE
  await database.stop()
  rmSync(database.folder, { recursive: true, force: true })
}
