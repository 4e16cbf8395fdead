import { accounts } from '../../testing/sandbox-client'
import { OfficialAccountDesk } from '../../testing/official-account-desk'

describe('tags and blacklist of the official account', () => {
  let desk: OfficialAccountDesk

  beforeEach(async () => {
    desk = await OfficialAccountDesk.open()
  })
  afterEach(() => desk.close())

  const create = async (name: string): Promise<number> => {
    const { tag } = await desk.call('tags/create', { tag: { name } })
    return (tag as { id: number }).id
  }

  it('are made, worn, counted, read page by page, renamed and deleted', async () => {
    const { openid } = await desk.follower()
    const id = await create('春茶')
    expect(id).toBeGreaterThanOrEqual(100)
    expect(await desk.call('user/tag/get', { tagid: id })).toEqual({ count: 0, next_openid: '' })
    expect(await desk.code('tags/members/batchtagging', { openid_list: [openid], tagid: id })).toBe(0)
    expect(await desk.call('user/tag/get', { tagid: id })).toEqual({
      count: 1,
      data: { openid: [openid] },
      next_openid: openid,
    })
    expect(await desk.call('user/tag/get', { tagid: id, next_openid: openid })).toMatchObject({ count: 0 })
    expect(await desk.call('tags/getidlist', { openid })).toEqual({ tagid_list: [id] })
    expect(await desk.call(`user/info?openid=${openid}`)).toMatchObject({ tagid_list: [id], groupid: id })
    expect(await desk.code('tags/update', { tag: { id, name: '老客' } })).toBe(0)
    expect(await desk.call('tags/get')).toEqual({
      tags: [
        { id: 2, name: '星标组', count: 0 },
        { id, name: '老客', count: 1 },
      ],
    })
    expect(await desk.code('tags/delete', { tag: { id } })).toBe(0)
    expect(await desk.call('tags/getidlist', { openid })).toEqual({ tagid_list: [] })
    expect(await desk.code('user/tag/get', { tagid: id })).toBe(45159)
  })

  it('refuse names, numbers and people with their codes', async () => {
    const { openid } = await desk.follower()
    const id = await create('春茶')
    expect(await desk.code('tags/create', { tag: { name: '春茶' } })).toBe(45157)
    expect(await desk.code('tags/create', { tag: { name: ' ' } })).toBe(45157)
    expect(await desk.code('tags/create', {})).toBe(45157)
    expect(await desk.code('tags/create', { tag: { name: '茶'.repeat(31) } })).toBe(45158)
    expect(await desk.code('tags/update', { tag: { id: 2, name: 'x' } })).toBe(45058)
    expect(await desk.code('tags/delete', { tag: { id: 2 } })).toBe(45058)
    const tag = (openids: string[], tagid: unknown = id): Promise<unknown> =>
      desk.code('tags/members/batchtagging', { openid_list: openids, tagid })
    expect(await tag([])).toBe(40032)
    expect(await tag(Array<string>(51).fill(openid))).toBe(40032)
    expect(await tag([openid], 999)).toBe(45159)
    expect(await tag([openid, 'oNobody'])).toBe(40003)
    const { id: stranger } = await desk.wire.person()
    expect(await tag([await desk.wire.openid(stranger, accounts.miniProgram.appid)])).toBe(49003)
    expect(await desk.call('tags/getidlist', { openid })).toEqual({ tagid_list: [] })
  })

  it('are at most a hundred, and twenty on one person', async () => {
    const { openid } = await desk.follower()
    const ids: number[] = []
    for (let count = 0; count < 100; count += 1) ids.push(await create(`标签${count}`))
    expect(await desk.code('tags/create', { tag: { name: '多一个' } })).toBe(45056)
    const wear = (tagid: number | undefined): Promise<unknown> =>
      desk.code('tags/members/batchtagging', { openid_list: [openid], tagid })
    for (const id of ids.slice(0, 20)) expect(await wear(id)).toBe(0)
    expect(await wear(ids[20])).toBe(45059)
    expect(await wear(ids[3])).toBe(0)
  })

  it('keep a remark below thirty characters', async () => {
    const { openid } = await desk.follower()
    expect(await desk.code('user/info/updateremark', { openid, remark: '爱喝龙井' })).toBe(0)
    expect(await desk.call(`user/info?openid=${openid}`)).toMatchObject({ remark: '爱喝龙井' })
    expect(await desk.code('user/info/updateremark', { openid, remark: '茶'.repeat(30) })).toBe(45021)
  })

  it('list who is blocked, twenty at a time', async () => {
    const { openid } = await desk.follower()
    expect(await desk.call('tags/members/getblacklist', { begin_openid: '' })).toEqual({
      total: 0,
      count: 0,
      next_openid: '',
    })
    expect(await desk.code('tags/members/batchblacklist', { openid_list: [openid] })).toBe(0)
    expect(await desk.call('tags/members/getblacklist', {})).toMatchObject({ total: 1, data: { openid: [openid] } })
    expect(await desk.code('tags/members/batchblacklist', { openid_list: Array<string>(21).fill(openid) })).toBe(40032)
    expect(await desk.code('tags/members/batchunblacklist', { openid_list: [openid] })).toBe(0)
    expect(await desk.call('tags/members/getblacklist', {})).toMatchObject({ total: 0 })
  })

  it('answers no unionid for an account that is bound to no Open Platform account', async () => {
    const { openid } = await desk.follower()
    expect(await desk.call(`user/info?openid=${openid}`)).toHaveProperty('unionid')
    const { appid } = accounts.officialAccount
    await desk.wire.control(`accounts/${appid}/settings`, { boundToOpenPlatform: false }, 'PUT')
    expect(await desk.call(`user/info?openid=${openid}`)).not.toHaveProperty('unionid')
  })
})
