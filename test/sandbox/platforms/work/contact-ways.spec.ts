import { WorkWire } from '../../testing/work-wire'

const FAMILY = 'externalcontact'
const DAY = 86_400

describe('ways to become a customer', () => {
  let company: WorkWire

  beforeEach(async () => {
    company = await WorkWire.start()
  })
  afterEach(() => company.stop())

  const add = (body: object): Promise<Record<string, unknown>> => company.post(`${FAMILY}/add_contact_way`, body)
  const one = { type: 1, scene: 2, user: ['linxiaoyu'] }

  it('serves a department in turn and replaces its members as a whole', async () => {
    const { config_id: configId, qr_code: picture } = await add({ type: 2, scene: 2, party: [1], state: 'hall' })
    expect((await fetch(String(picture))).headers.get('content-type')).toBe('image/png')
    const served: unknown[] = []
    for (let i = 0; i < 3; i += 1) {
      const { id } = await company.wire.person()
      served.push((await company.wire.control(`people/${id}/add-contact`, { configId })).userid)
    }
    expect(served).toEqual(['linxiaoyu', 'zhouziqi', 'chenmo'])
    const change = { config_id: configId, party: [], user: ['chenmo'], remark: '大厅' }
    expect(await company.post(`${FAMILY}/update_contact_way`, change)).toMatchObject({ errcode: 0 })
    expect((await company.post(`${FAMILY}/get_contact_way`, { config_id: configId })).contact_way).toMatchObject({
      user: ['chenmo'],
      party: [],
      remark: '大厅',
      state: 'hall',
    })
    expect(await add({ ...one, party: [1] })).toMatchObject({ errcode: 40058 })
    expect(await add({ type: 2, scene: 2, party: [99] })).toMatchObject({ errcode: 60003 })
  })

  it('holds at most a hundred members', async () => {
    const userids = Array.from({ length: 98 }, (_, place) => `clerk${place}`)
    await Promise.all(userids.map((userid) => company.wire.control(`work/members/${userid}`, { name: userid }, 'PUT')))
    const all = [...userids, 'linxiaoyu', 'zhouziqi']
    expect(await add({ type: 2, scene: 1, user: all })).toMatchObject({ errcode: 0 })
    expect(await add({ type: 2, scene: 1, user: [...all, 'chenmo'] })).toMatchObject({ errcode: 41041 })
  })

  it('lets a temporary code die with its first use or its time, and never lists it', async () => {
    expect(await add({ type: 2, scene: 2, user: ['chenmo'], is_temp: true })).toMatchObject({ errcode: 41040 })
    expect(await add({ ...one, is_temp: true, expires_in: 15 * DAY })).toMatchObject({ errcode: 40058 })
    const { config_id: used } = await add({ ...one, is_temp: true })
    const { config_id: late } = await add({ ...one, is_temp: true, expires_in: 60 })
    const { config_id: lasting } = await add(one)
    expect((await company.post(`${FAMILY}/list_contact_way`, {})).contact_way).toEqual([{ config_id: lasting }])
    const scan = async (configId: unknown): Promise<Record<string, unknown>> => {
      const { id } = await company.wire.person()
      return company.wire.control(`people/${id}/add-contact`, { configId })
    }
    expect(await scan(used)).toMatchObject({ changed: true })
    expect(await scan(used)).toMatchObject({ error: { code: 'NOT_FOUND' } })
    await company.wire.advance(60)
    expect(await scan(late)).toMatchObject({ error: { code: 'NOT_FOUND' } })
    expect(await scan(lasting)).toMatchObject({ changed: true })
    await company.wire.advance(91 * DAY)
    const token = await company.wire.workToken()
    const now = await company.wire.call(
      `qyapi.weixin.qq.com/cgi-bin/${FAMILY}/list_contact_way?access_token=${token}`,
      {},
    )
    expect(now.contact_way).toEqual([])
  })

  it('asks the member first when a link wants verification', async () => {
    const plan = { link_name: '需验证', range: { user_list: ['zhouziqi'] }, skip_verify: false }
    const { link } = await company.post(`${FAMILY}/customer_acquisition/create_link`, plan)
    const { link_id: linkId } = link as { link_id: string }
    const { id } = await company.wire.person()
    await company.wire.control(`people/${id}/open-link`, { linkId })
    const [half] = company.events({ ChangeType: 'add_half_external_contact' })
    expect(half).toMatchObject({ UserID: 'zhouziqi', WelcomeCode: expect.any(String) as unknown })
    expect(half).not.toHaveProperty('State')
    const greet = { welcome_code: half?.WelcomeCode, text: { content: '你好' } }
    expect(await company.post(`${FAMILY}/send_welcome_msg`, greet)).toMatchObject({ errcode: 0 })
    expect(await company.wire.control(`work/members/zhouziqi/customers/${id}/confirm`)).toMatchObject({ changed: true })
    const [whole] = company.events({ ChangeType: 'add_external_contact' })
    expect(whole).toMatchObject({ UserID: 'zhouziqi' })
    expect(whole).not.toHaveProperty('WelcomeCode')
    expect(await company.wire.control(`work/members/zhouziqi/customers/${id}/confirm`)).toMatchObject({
      changed: false,
    })
  })

  it('sends to those of a member’s customers who wear a tag of every list', async () => {
    const tag = async (name: string): Promise<string> => {
      const { tag_group: group } = await company.post(`${FAMILY}/add_corp_tag`, { group_name: '喜好', tag: [{ name }] })
      return (group as { tag: { id: string }[] }).tag[0]?.id ?? ''
    }
    const [tea, skin] = [await tag('茶'), await tag('护肤')]
    const both = await company.friend('linxiaoyu')
    const only = await company.friend('linxiaoyu')
    const mark = (external: string, add_tag: string[]): Promise<unknown> =>
      company.post(`${FAMILY}/mark_tag`, { userid: 'linxiaoyu', external_userid: external, add_tag })
    await mark(both.external, [tea, skin])
    await mark(only.external, [tea])
    const send = async (...lists: string[][]): Promise<unknown> => {
      const filter = { group_list: lists.map((tag_list) => ({ tag_list })) }
      const body = { sender: 'linxiaoyu', tag_filter: filter, text: { content: '你好' } }
      const { msgid } = await company.post(`${FAMILY}/add_msg_template`, body)
      await company.wire.advance(2)
      const ask = { msgid, userid: 'linxiaoyu' }
      const { send_list: list } = await company.post(`${FAMILY}/get_groupmsg_send_result`, ask)
      return (list as { external_userid: string }[] | undefined)?.map((row) => row.external_userid)
    }
    expect(await send([tea, skin])).toEqual([both.external, only.external])
    expect(await send([tea], [skin])).toEqual([both.external])
    expect(await send(['etNobody'])).toBeUndefined()
  })
})
