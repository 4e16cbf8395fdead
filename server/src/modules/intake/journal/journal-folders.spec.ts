import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { JournalFolders } from './journal-folders'
import { SegmentLog } from './segment-log'

const HOST = hostname().replace(/[^\w.-]/g, '_')
/** Above the highest number that Linux gives to a process. */
const NOBODY = 5_000_000

describe('the folders of the local journals', () => {
  let root: string

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'guiyi-journals-'))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  const leave = async (name: string, host: string, pid: number): Promise<string> => {
    mkdirSync(join(root, name))
    const owner = join(root, name, `owner,${host},${pid},00ff`)
    writeFileSync(owner, '')
    const log = await SegmentLog.open(join(root, name))
    await log.append([Buffer.from(name)])
    await log.close()
    return owner
  }

  it('leaves a living process its folder, and takes over what it gave away', async () => {
    const folders = new JournalFolders(root)
    const held = await folders.create()
    await held.log.append([Buffer.from('entry')])
    expect(await new JournalFolders(root).adopt()).toEqual([])
    await folders.release(held)
    const [adopted] = await folders.adopt()
    expect(String((await adopted?.log.peek(1))?.[0])).toBe('entry')
    expect(await folders.isOurs(held)).toBe(false)
  })

  it('lets one of many take over the folders of the dead, the oldest first', async () => {
    await leave('2', HOST, NOBODY)
    await leave('1', HOST, NOBODY)
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => new JournalFolders(root).adopt()))
    const names = all.map((held) => held.map(({ path }) => path.slice(-1)))
    expect(names.flat().sort()).toEqual(['1', '2'])
    expect(names.find((list) => list.length === 2) ?? ['1', '2']).toEqual(['1', '2'])
  })

  it('believes a process of another machine dead after half a minute of silence, and a foreign number of our own at once', async () => {
    const silent = await leave('1', 'elsewhere', 1)
    await leave('2', 'elsewhere', 1)
    await leave('3', HOST, process.pid)
    const long = new Date(Date.now() - 31_000)
    utimesSync(silent, long, long)
    const adopted = await new JournalFolders(root).adopt()
    expect(adopted.map(({ path }) => path.slice(-1))).toEqual(['1', '3'])
  })

  it('removes what holds no entry', async () => {
    const folders = new JournalFolders(root)
    await folders.release(await folders.create())
    expect(readdirSync(root)).toEqual([])
  })
})
