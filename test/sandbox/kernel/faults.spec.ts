import { SandboxUnderTest } from '../testing/sandbox-client'
import type { JournalEntry } from './journal'

const TOKEN = 'api.weixin.qq.com/cgi-bin/token?grant_type=client_credential&appid=wx0&secret=deeply-hidden'

describe('faults and journal', () => {
  let wire: SandboxUnderTest

  beforeEach(async () => {
    wire = await SandboxUnderTest.start()
  })
  afterEach(() => wire.stop())

  it('answers the chosen errcode for the chosen path as often as told', async () => {
    await wire.control('faults', { effect: 'errcode', errcode: 45009, path: '/cgi-bin/token', times: 1 })
    expect(await wire.call('api.weixin.qq.com/sns/auth')).toMatchObject({ errcode: 41001 })
    expect(await wire.call(TOKEN)).toMatchObject({ errcode: 45009 })
    expect(await wire.call(TOKEN)).toMatchObject({ errcode: 40013 })
  })

  it('can answer an HTTP status, drop the connection, and be switched off', async () => {
    await wire.control('faults', { effect: 'status', status: 429, times: 1 })
    expect((await wire.raw(`/${TOKEN}`)).status).toBe(429)
    await wire.control('faults', { effect: 'drop' })
    await expect(wire.raw(`/${TOKEN}`)).rejects.toThrow('fetch failed')
    await wire.control('faults', {}, 'DELETE')
    expect((await wire.raw(`/${TOKEN}`)).status).toBe(200)
  })

  it('can lose the answer of a call that did happen', async () => {
    const token = await wire.officialToken()
    const create = `api.weixin.qq.com/cgi-bin/tags/create?access_token=${token}`
    await wire.control('faults', { effect: 'drop-after', path: '/tags/create', times: 1 })
    await expect(wire.raw(`/${create}`, { tag: { name: '春茶' } })).rejects.toThrow('fetch failed')
    expect(await wire.call(create, { tag: { name: '春茶' } })).toMatchObject({ errcode: 45157 })
    await wire.control('faults', { effect: 'drop', path: '/tags/create', times: 1 })
    await expect(wire.raw(`/${create}`, { tag: { name: '秋茶' } })).rejects.toThrow('fetch failed')
    expect(await wire.call(create, { tag: { name: '秋茶' } })).toHaveProperty('tag')
  })

  it('refuses an unknown effect', async () => {
    expect(await wire.control('faults', { effect: 'earthquake' })).toMatchObject({ error: { code: 'INVALID' } })
  })

  it('keeps every call with its errcode and without secrets', async () => {
    await wire.call(TOKEN)
    const journal = (await wire.controlGet('journal?path=/cgi-bin/token')) as JournalEntry[]
    expect(journal).toMatchObject([{ kind: 'call', method: 'GET', errcode: 40013, status: 200 }])
    expect(JSON.stringify(journal)).not.toContain('deeply-hidden')
  })

  it('keeps pictures as what they are and how large', async () => {
    const body = { action_name: 'QR_STR_SCENE', action_info: { scene: { scene_str: 's' } } }
    const token = await wire.officialToken()
    const { ticket } = await wire.call(`api.weixin.qq.com/cgi-bin/qrcode/create?access_token=${token}`, body)
    await wire.text(`mp.weixin.qq.com/cgi-bin/showqrcode?ticket=${encodeURIComponent(String(ticket))}`)
    const journal = (await wire.controlGet('journal?path=showqrcode')) as JournalEntry[]
    expect(journal).toMatchObject([
      { status: 200, response: expect.stringMatching(/^\[image\/png, \d+ bytes\]$/) as unknown },
    ])
  })

  it('forgets everything on reset', async () => {
    await wire.person({ id: 'gone' })
    await wire.control('clock', { advanceSeconds: 500 })
    await wire.control('reset')
    expect((await wire.raw('/sandbox/api/people/gone')).status).toBe(404)
    expect(await wire.controlGet('clock')).toMatchObject({ offsetSeconds: 0 })
    expect(await wire.controlGet('journal')).toEqual([])
  })
})
