import { fork } from 'node:child_process'
import { join } from 'node:path'
import { AudienceEngine, EngineSchema } from '../../../server/src/platform/audience-engine'
import { readConfig } from '../../../server/src/platform/config'

/** Everything that the engine holds about tags and segments, in a fixed order; each row as its JSON. */
export interface EngineDump {
  tagValues: string[]
  tagHistory: string[]
  members: string[]
  memberHistory: string[]
}

const VALUES = 'ORDER BY owner_id, customer_id, rank, value'
const HISTORY = 'ORDER BY owner_id, customer_id, at, delta_id'

/** Reads the engine's folder in a process of its own; no server may be using it. */
export function dumpEngine(dataDir: string): Promise<EngineDump> {
  return new Promise((resolve, reject) => {
    const runner = join(__dirname, '../../../server/setup/lib/run-ts.cjs')
    const child = fork(__filename, [dataDir], { execArgv: ['-r', runner] })
    child.once('message', (dump) => resolve(dump as EngineDump))
    child.once('exit', (code) => reject(new Error(`the engine could not be read: ${code}`)))
  })
}

async function read(dataDir: string): Promise<EngineDump> {
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: 'mysql://none',
    SANDBOX_URL: 'http://127.0.0.1:9',
    DATA_DIR: dataDir,
  })
  const engine = new AudienceEngine(new EngineSchema(), config)
  await engine.onModuleInit()
  const rows = async (table: string, order: string): Promise<string[]> =>
    (await engine.query<object>(`SELECT * FROM ${table} ${order}`)).map((row) => JSON.stringify(row))
  const dump = {
    tagValues: await rows('tag_value', VALUES),
    tagHistory: await rows('tag_history', HISTORY),
    members: await rows('segment_member', VALUES),
    memberHistory: await rows('segment_history', HISTORY),
  }
  await engine.onApplicationShutdown()
  return dump
}

const [, , folder] = process.argv
if (require.main === module && folder !== undefined)
  void read(folder).then((dump) => process.send?.(dump, () => process.exit(0)))
