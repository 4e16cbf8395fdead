import { accounts } from '../../testing/sandbox-client'
import { WorkWire } from '../../testing/work-wire'

const FAMILY = 'externalcontact'
const TRANSFER = { handover_userid: 'linxiaoyu', takeover_userid: 'zhouziqi' }
const DAY = 86_400

describe('customers of WeCom', () => {
  let company: WorkWire

  beforeEach(async () => {
    company = await WorkWire.start()
  })
  afterEach(() => company.stop())

  const followUsers = async (external: string): Promise<unknown> =>
    (await company.get(`${FAMILY}/get`, { external_userid: external })).follow_user

  it('pages over several members without losing or doubling anybody', async () => {
    const known: string[] = []
    for (const userid of ['linxiaoyu', 'linxiaoyu', 'linxiaoyu', 'zhouziqi', 'zhouziqi'])
      known.push((await company.friend(userid)).external)
    const seen: string[] = []
    let cursor = ''
    do {
      const body = { userid_list: ['linxiaoyu', 'chenmo', 'zhouziqi'], limit: 2, cursor }
      const page = await company.post(`${FAMILY}/batch/get_by_user`, body)
      const rows = page.external_contact_list as { external_contact: { external_userid: string } }[]
      expect(rows.length).toBeLessThanOrEqual(2)
      seen.push(...rows.map((row) => row.external_contact.external_userid))
      cursor = String(page.next_cursor)
    } while (cursor !== '')
    expect(seen).toEqual(known)
    const wrong = { userid_list: ['linxiaoyu'], cursor: 'made up' }
    expect(await company.post(`${FAMILY}/batch/get_by_user`, wrong)).toMatchObject({ errcode: 40058 })
    const many = { userid_list: Array.from({ length: 101 }, () => 'linxiaoyu') }
    expect(await company.post(`${FAMILY}/batch/get_by_user`, many)).toMatchObject({ errcode: 40058 })
  })

  it('knows people of another company’s WeCom by ids of their own, without unionid and without a welcome code', async () => {
    const { id } = await company.wire.person({ name: '周行之', company: '山南茶叶有限公司' })
    await company.wire.control(`people/${id}/add-contact`, { userid: 'linxiaoyu' })
    const external = await company.wire.externalUserid(id)
    expect(external).toMatch(/^wo/)
    const { external_contact: contact } = await company.get(`${FAMILY}/get`, { external_userid: external })
    expect(contact).toMatchObject({ type: 2, corp_name: '山南茶叶有限公司', name: '周行之' })
    expect(contact).not.toHaveProperty('unionid')
    const [added] = company.events({ ChangeType: 'add_external_contact' })
    expect(added).toMatchObject({ ExternalUserID: external })
    expect(added).not.toHaveProperty('WelcomeCode')
    const { external: ofWeChat } = await company.friend('linxiaoyu')
    const batch = await company.post(`${FAMILY}/batch/get_by_user`, { userid_list: ['linxiaoyu'] })
    expect(batch.external_contact_list).toMatchObject([
      { external_contact: { external_userid: external, type: 2 } },
      { external_contact: { external_userid: ofWeChat, type: 1 } },
    ])
  })

  it('tells of what a member changes in the client, not of what the app changes', async () => {
    const { id, external } = await company.friend('linxiaoyu')
    const relation = { userid: 'linxiaoyu', external_userid: external }
    await company.post(`${FAMILY}/remark`, { ...relation, remark: '会员', remark_mobiles: ['a', 'b'] })
    await company.post(`${FAMILY}/remark`, { ...relation, remark_mobiles: [''] })
    expect(company.events({ ChangeType: 'edit_external_contact' })).toEqual([])
    await company.wire.control(`work/members/linxiaoyu/customers/${id}`, { remark: '老会员' })
    expect(company.events({ ChangeType: 'edit_external_contact' })).toMatchObject([{ ExternalUserID: external }])
    expect(await followUsers(external)).toMatchObject([{ remark: '老会员', remark_mobiles: [] }])
    const long = { ...relation, remark: '长'.repeat(21) }
    expect(await company.post(`${FAMILY}/remark`, long)).toMatchObject({ errcode: 40058 })
    expect(await company.post(`${FAMILY}/remark`, relation)).toMatchObject({ errcode: 40058 })
  })

  it('edits and deletes tags of the app; those of the console are out of its reach', async () => {
    const make = async (name: string): Promise<string> => {
      const { tag_group: group } = await company.post(`${FAMILY}/add_corp_tag`, { group_name: '肤质', tag: [{ name }] })
      return (group as { tag: { id: string }[] }).tag[0]?.id ?? ''
    }
    const [dry, oily] = [await make('干性'), await make('油性')]
    expect(await company.post(`${FAMILY}/edit_corp_tag`, { id: dry, name: '油性' })).toMatchObject({ errcode: 40071 })
    expect(await company.post(`${FAMILY}/edit_corp_tag`, { id: dry, name: '中性' })).toMatchObject({ errcode: 0 })
    expect(await company.post(`${FAMILY}/edit_corp_tag`, { id: dry, name: '长'.repeat(31) })).toMatchObject({
      errcode: 40072,
    })
    const group = (await company.wire.control('work/tags', { group: '来源', name: '展会' })) as {
      tag: { id: string }[]
    }
    const [console] = group.tag
    expect(await company.post(`${FAMILY}/del_corp_tag`, { tag_id: [console?.id] })).toMatchObject({ errcode: 301002 })
    expect(company.events({ Event: 'change_external_tag' })).toMatchObject([
      { ChangeType: 'create', TagType: 'tag_group' },
      { ChangeType: 'create', TagType: 'tag', Id: console?.id },
    ])
    await company.post(`${FAMILY}/del_corp_tag`, { tag_id: [dry, oily] })
    const all = await company.post(`${FAMILY}/get_corp_tag_list`, {})
    expect(all.tag_group).toMatchObject([{ group_name: '来源' }])
    expect((all.tag_group as object[])[0]).not.toHaveProperty('deleted')
    const gone = await company.post(`${FAMILY}/get_corp_tag_list`, { tag_id: [dry] })
    expect(gone.tag_group).toMatchObject([
      { group_name: '肤质', deleted: true, tag: [{ name: '中性', deleted: true }] },
    ])
    expect(await company.post(`${FAMILY}/del_corp_tag`, {})).toMatchObject({ errcode: 40058 })
    expect(await company.post(`${FAMILY}/del_corp_tag`, { tag_id: [dry] })).toMatchObject({ errcode: 40068 })
  })

  it('hands customers over after a day, unless they would rather stay', async () => {
    const [stays, goes] = [await company.friend('linxiaoyu', 'store-01'), await company.friend('linxiaoyu')]
    const stranger = await company.wire.externalUserid((await company.wire.person()).id)
    const ids = [stays.external, goes.external, stranger, 'wmNobody']
    const { customer } = await company.post(`${FAMILY}/transfer_customer`, { ...TRANSFER, external_userid: ids })
    expect(customer).toEqual([
      { external_userid: stays.external, errcode: 0 },
      { external_userid: goes.external, errcode: 0 },
      { external_userid: stranger, errcode: 84061 },
      { external_userid: 'wmNobody', errcode: 40096 },
    ])
    const again = await company.post(`${FAMILY}/transfer_customer`, { ...TRANSFER, external_userid: [goes.external] })
    expect(again.customer).toMatchObject([{ errcode: 40100 }])
    await company.wire.control(`people/${stays.id}/refuse-transfer`)
    expect(company.events({ ChangeType: 'transfer_fail' })).toMatchObject([{ FailReason: 'customer_refused' }])
    await company.wire.advance(DAY)
    const token = await company.wire.workToken()
    const result = await company.wire.call(
      `qyapi.weixin.qq.com/cgi-bin/${FAMILY}/transfer_result?access_token=${token}`,
      TRANSFER,
    )
    expect(result.customer).toMatchObject([{ status: 3 }, { status: 1, takeover_time: expect.any(Number) as unknown }])
    const answer = await company.get(`${FAMILY}/get`, { access_token: token, external_userid: goes.external })
    expect(answer.follow_user).toMatchObject([{ userid: 'zhouziqi', add_way: 202 }])
    expect(company.events({ ChangeType: 'del_external_contact' })).toMatchObject([
      { UserID: 'linxiaoyu', Source: 'DELETE_BY_TRANSFER' },
    ])
  })

  it('hands a customer over twice in 90 days and no third time', async () => {
    const { external } = await company.friend('linxiaoyu')
    const pairs = [
      ['linxiaoyu', 'zhouziqi'],
      ['zhouziqi', 'chenmo'],
      ['chenmo', 'linxiaoyu'],
    ]
    const codes: unknown[] = []
    for (const [from, to] of pairs) {
      const token = await company.wire.workToken()
      const body = { handover_userid: from, takeover_userid: to, external_userid: [external] }
      const answer = await company.wire.call(
        `qyapi.weixin.qq.com/cgi-bin/${FAMILY}/transfer_customer?access_token=${token}`,
        body,
      )
      codes.push((answer.customer as { errcode: number }[])[0]?.errcode)
      await company.wire.advance(DAY)
    }
    expect(codes).toEqual([0, 0, 40128])
  })

  it('lists the customers of who has left, and hands them on', async () => {
    const { external } = await company.friend('linxiaoyu')
    const body = { ...TRANSFER, external_userid: [external] }
    expect(await company.post(`${FAMILY}/resigned/transfer_customer`, body)).toMatchObject({ errcode: 40097 })
    await company.wire.control('work/members/linxiaoyu', {}, 'DELETE')
    expect(await company.post(`${FAMILY}/get_unassigned_list`, { page_size: 10 })).toMatchObject({
      info: [{ handover_userid: 'linxiaoyu', external_userid: external }],
      is_last: true,
    })
    expect((await company.post(`${FAMILY}/resigned/transfer_customer`, body)).customer).toMatchObject([{ errcode: 0 }])
    await company.wire.advance(DAY)
    const token = await company.wire.workToken()
    const after = await company.get(`${FAMILY}/get`, { access_token: token, external_userid: external })
    expect(after.follow_user).toMatchObject([{ userid: 'zhouziqi' }])
  })

  it('leads from an acquisition link to a customer, a chat and fewer units', async () => {
    const link = `${FAMILY}/customer_acquisition`
    expect(await company.post(`${link}/create_link`, { link_name: '门店', range: {} })).toMatchObject({
      errcode: 40058,
    })
    const made = await company.post(`${link}/create_link`, { link_name: '门店', range: { user_list: ['chenmo'] } })
    const { link_id: linkId } = made.link as { link_id: string }
    const { id } = await company.wire.person()
    const channel = `${'渠'.repeat(21)}道ab`
    await company.wire.control('work/settings', { acquisitionBalance: 20 }, 'PUT')
    expect(await company.wire.control(`people/${id}/open-link`, { linkId, channel })).toMatchObject({
      userid: 'chenmo',
      changed: true,
    })
    const state = '渠'.repeat(21) // 63 bytes; the next character would end at 66
    expect(company.events({ ChangeType: 'add_external_contact' })).toMatchObject([{ State: state, UserID: 'chenmo' }])
    expect(company.events({ ChangeType: 'friend_request' })).toMatchObject([{ LinkId: linkId }])
    await company.wire.control(`people/${id}/write-member`, { userid: 'chenmo', text: '在吗' })
    await company.wire.control(`people/${id}/write-member`, { userid: 'chenmo', text: '想问下' })
    expect((await company.post(`${link}/customer`, { link_id: linkId })).customer_list).toMatchObject([
      { userid: 'chenmo', chat_status: 1, state },
    ])
    expect(await company.get(`${FAMILY}/customer_acquisition_quota`)).toMatchObject({ balance: 19 })
    expect(company.events({ ChangeType: 'balance_low' })).toHaveLength(1)
    const [chat] = company.events({ ChangeType: 'customer_start_chat' })
    expect(await company.post(`${link}/get_chat_info`, { chat_key: chat?.ChatKey })).toMatchObject({
      userid: 'chenmo',
      chat_info: { recv_msg_cnt: 2, state },
    })
    await company.wire.control('work/settings', { acquisitionBalance: 0 }, 'PUT')
    const other = await company.wire.person()
    expect(await company.wire.control(`people/${other.id}/open-link`, { linkId })).toMatchObject({
      error: { code: 'NO_BALANCE' },
    })
    expect(company.events({ ChangeType: 'balance_exhausted' })).toHaveLength(1)
    const many = { link_id: linkId, range: { user_list: ['linxiaoyu'] } }
    expect(await company.post(`${link}/update_link`, many)).toMatchObject({ errcode: 0 })
    expect((await company.post(`${link}/get`, { link_id: linkId })).range).toEqual({
      user_list: ['linxiaoyu'],
      department_list: [],
    })
    expect(await company.post(`${link}/delete_link`, { link_id: linkId })).toMatchObject({ errcode: 0 })
    expect(await company.post(`${link}/get`, { link_id: linkId })).toMatchObject({ errcode: 40058 })
  })

  it('knows one person by several ids', async () => {
    const { id, unionid } = await company.wire.person()
    const openid = await company.wire.openid(id, accounts.officialAccount.appid)
    const ask = (body: object): Promise<Record<string, unknown>> =>
      company.post('idconvert/unionid_to_external_userid', body)
    expect(await ask({ unionid, openid })).toMatchObject({ pending_id: expect.any(String) as unknown })
    expect(await company.post(`${FAMILY}/unionid_to_external_userid`, { unionid, openid })).toMatchObject({
      errcode: 84061,
    })
    await company.wire.control(`people/${id}/add-contact`, { userid: 'linxiaoyu' })
    const external = await company.wire.externalUserid(id)
    expect(await ask({ unionid, openid })).toMatchObject({ external_userid: external })
    expect(await ask({ unionid, openid: 'other' })).toMatchObject({ errcode: 610015 })
    expect(await ask({ unionid: 'other', openid })).toMatchObject({ errcode: 610014 })
    expect(await company.post(`${FAMILY}/convert_to_openid`, { external_userid: external })).toMatchObject({
      errcode: 0,
    })
    expect(await company.post(`${FAMILY}/to_service_external_userid`, { external_userid: external })).toMatchObject({
      errcode: 48002,
    })
  })
})
