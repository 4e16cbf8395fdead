import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SandboxUnderTest } from '../testing/sandbox-client'
import { loadDemoAccounts } from '../accounts'
import { Clock } from './clock'
import { Files } from './files'
import { Store } from './store'

const { appid } = loadDemoAccounts().officialAccount

describe('what is kept in a data folder', () => {
  let dataDir: string
  let running: SandboxUnderTest | undefined

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'))
  })
  afterEach(async () => {
    await running?.stop()
    running = undefined
    rmSync(dataDir, { recursive: true })
  })

  const start = async (): Promise<SandboxUnderTest> => {
    await running?.stop()
    running = await SandboxUnderTest.start({ dataDir })
    return running
  }

  const stateFiles = (): string[] => readdirSync(join(dataDir, 'state')).sort()

  it('are people, followers, tokens, files, the clock and what was used of a quota', async () => {
    const before = await start()
    const { id } = await before.person({ name: '苏南星' })
    await before.control(`people/${id}/follow`, { appid })
    const openid = await before.openid(id, appid)
    await before.advance(86_400)
    const token = await before.officialToken()
    const uploaded = await before.upload(
      `api.weixin.qq.com/cgi-bin/media/upload?type=image&access_token=${token}`,
      'x.jpg',
    )

    const after = await start()
    expect(
      await after.call(`api.weixin.qq.com/cgi-bin/user/info?access_token=${token}&openid=${openid}`),
    ).toMatchObject({ subscribe: 1 })
    expect((await after.person()).id).not.toBe(id)
    expect(await after.controlGet('clock')).toMatchObject({ offsetSeconds: 86_400 })
    expect(
      await after.call(`api.weixin.qq.com/cgi-bin/openapi/quota/get?access_token=${token}`, {
        cgi_path: '/cgi-bin/media/upload',
      }),
    ).toMatchObject({ quota: { used: 1 } })
    const media = `api.weixin.qq.com/cgi-bin/media/get?access_token=${token}&media_id=${String(uploaded.media_id)}`
    expect(await after.text(media)).toBe('jpg')
  })

  it('is not written again when nothing but reading went on', () => {
    const store = new Store(dataDir)
    const rows = store.map<{ name: string }>('rows')
    rows.set('a', { name: 'first' })
    store.map('other').set('b', 1)
    store.close()
    const first = stateFiles()

    const again = new Store(dataDir)
    again.map('rows').get('a')
    again.close()
    expect(stateFiles()).toEqual(first)

    const third = new Store(dataDir)
    const row = third.map<{ name: string }>('rows').get('a')
    if (row !== undefined) row.name = 'second'
    third.touch()
    third.close()
    // The map that was touched has a new file, the other one keeps its own.
    expect(stateFiles().filter((file) => first.includes(file))).toHaveLength(2)
    expect(new Store(dataDir).map('rows').get('a')).toEqual({ name: 'second' })
  })

  it('waits for a disk that cannot be written to, and says so', () => {
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true)
    const store = new Store(dataDir)
    const state = join(dataDir, 'state')
    rmSync(state, { recursive: true })
    store.map('rows').set('a', 1)
    expect(() => store.close()).not.toThrow()
    expect(said.mock.calls.flat().join()).toContain('sandbox state not written')
    said.mockRestore()
  })

  it('can be longer than any text may be', () => {
    const store = new Store(dataDir)
    const long = 'x'.repeat(2 * 1024 * 1024)
    for (let row = 0; row < 20; row += 1) store.map('rows').set(String(row), long)
    store.close()
    expect(new Store(dataDir).map('rows').size).toBe(20)
  })
})

describe('uploaded files', () => {
  const file = (text: string) => ({ name: 'x', contentType: 'text/plain', content: Buffer.from(text) })

  it('go when they expire, and the oldest when there are too many bytes', () => {
    const clock = new Clock(new Store())
    const files = new Files(new Store(), clock, undefined, 10)
    files.put('picture', file('1234'))
    files.put('old', file('12'), 60)
    clock.setOffset(61)
    expect(files.read('old')).toBeUndefined()
    files.put('new', file('123456'), 60)
    expect(files.read('picture')?.toString()).toBe('1234')
    files.put('newer', file('7'), 60)
    expect(files.find('picture')).toBeUndefined()
    expect(files.read('new')?.toString()).toBe('123456')
    // Larger than everything allowed: it alone is kept.
    files.put('large', file('x'.repeat(20)))
    expect(files.find('newer')).toBeUndefined()
    expect(files.find('large')?.bytes).toBe(20)
  })
})
