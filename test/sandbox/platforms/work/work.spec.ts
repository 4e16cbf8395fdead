import { decryptMessage, sign } from '../../callbacks/cipher'
import { readXml } from '../../callbacks/xml'
import { accounts, SandboxUnderTest } from '../../testing/sandbox-client'

const { work } = accounts
const API = 'qyapi.weixin.qq.com/cgi-bin'

describe('WeCom', () => {
  let wire: SandboxUnderTest
  let token: string

  beforeEach(async () => {
    wire = await SandboxUnderTest.start()
    token = await wire.workToken()
  })
  afterEach(() => wire.stop())

  const post = (path: string, body: unknown): Promise<Record<string, unknown>> =>
    wire.call(`${API}/${path}?access_token=${token}`, body)
  const lastEvent = (): Record<string, unknown> => {
    const last = wire.receiver.received.at(-1)
    if (last === undefined) return {}
    expect(last.path).toBe(`/callbacks/work/${work.corpid}`)
    const encrypted = String(readXml(last.body)?.Encrypt)
    const [timestamp, nonce] = [String(last.query.get('timestamp')), String(last.query.get('nonce'))]
    expect(last.query.get('msg_signature')).toBe(sign(work.token, timestamp, nonce, encrypted))
    return readXml(decryptMessage(encrypted, work.corpid, work.encodingAESKey) ?? '') ?? {}
  }
  const liveCode = async (users: string[], state: string): Promise<string> =>
    String(
      (await post('externalcontact/add_contact_way', { type: 2, scene: 2, state, user: users, remark: '门店活码' }))
        .config_id,
    )
  const friend = async (userid: string, state?: string): Promise<{ id: string; external: string }> => {
    const { id } = await wire.person()
    await wire.control(`people/${id}/add-contact`, { userid, state })
    return { id, external: await wire.externalUserid(id) }
  }

  describe('customers', () => {
    it('sends add_external_contact with the live code’s state and describes the customer', async () => {
      const { id, unionid } = await wire.person({ name: '许知夏', gender: 'female' })
      const configId = await liveCode(['linxiaoyu', 'zhouziqi'], 'shop-01')
      expect(await wire.control(`people/${id}/add-contact`, { configId })).toMatchObject({
        changed: true,
        delivered: true,
        userid: 'linxiaoyu',
      })
      const external = await wire.externalUserid(id)
      expect(lastEvent()).toMatchObject({
        FromUserName: 'sys',
        Event: 'change_external_contact',
        ChangeType: 'add_external_contact',
        UserID: 'linxiaoyu',
        ExternalUserID: external,
        State: 'shop-01',
        WelcomeCode: expect.any(String) as unknown,
      })
      expect(
        await wire.call(`${API}/externalcontact/get?access_token=${token}&external_userid=${external}`),
      ).toMatchObject({
        external_contact: { external_userid: external, name: '许知夏', type: 1, gender: 2, unionid },
        follow_user: [{ userid: 'linxiaoyu', state: 'shop-01', add_way: 1 }],
      })
      expect(await wire.control(`people/${id}/add-contact`, { userid: 'linxiaoyu' })).toMatchObject({ changed: false })
    })

    it('tells of removal by the customer and by the member', async () => {
      const { id, external } = await friend('linxiaoyu')
      await wire.control(`people/${id}/delete-contact`, { userid: 'linxiaoyu' })
      expect(lastEvent()).toMatchObject({ ChangeType: 'del_follow_user', ExternalUserID: external })
      await wire.control(`people/${id}/delete-contact`, { userid: 'linxiaoyu', by: 'member' })
      expect(lastEvent()).toMatchObject({ ChangeType: 'del_external_contact', ExternalUserID: external })
      expect(
        await wire.call(`${API}/externalcontact/get?access_token=${token}&external_userid=${external}`),
      ).toMatchObject({ errcode: 84061 })
    })

    it('refuses unknown people, members and malformed live codes', async () => {
      expect(
        await wire.call(`${API}/externalcontact/get?access_token=${token}&external_userid=wmNobody`),
      ).toMatchObject({ errcode: 40096 })
      expect(await wire.call(`${API}/externalcontact/list?access_token=${token}&userid=chenmo`)).toMatchObject({
        errcode: 84061,
      })
      expect(await wire.call(`${API}/user/get?access_token=${token}&userid=nobody`)).toMatchObject({ errcode: 60111 })
      const way = { type: 1, scene: 2, user: ['linxiaoyu'] }
      expect(await post('externalcontact/add_contact_way', { ...way, type: 3 })).toMatchObject({ errcode: 41038 })
      expect(await post('externalcontact/add_contact_way', { ...way, scene: 9 })).toMatchObject({ errcode: 41039 })
      expect(await post('externalcontact/add_contact_way', { ...way, user: ['linxiaoyu', 'chenmo'] })).toMatchObject({
        errcode: 40058,
      })
      expect(await post('externalcontact/add_contact_way', { ...way, user: ['nobody'] })).toMatchObject({
        errcode: 41054,
      })
      expect(await post('externalcontact/add_contact_way', { ...way, state: 'x'.repeat(31) })).toMatchObject({
        errcode: 40058,
      })
      expect(await post('externalcontact/get_contact_way', { config_id: 'none' })).toMatchObject({ errcode: 41037 })
    })

    it('marks corp tags and remarks only for the member’s own customer', async () => {
      const { external } = await friend('linxiaoyu')
      const group = (await post('externalcontact/add_corp_tag', { group_name: '肤质', tag: [{ name: '敏感肌' }] }))
        .tag_group as { tag: { id: string }[] }
      const tagId = group.tag[0]?.id
      const relation = { userid: 'linxiaoyu', external_userid: external }
      expect(await post('externalcontact/mark_tag', { ...relation, add_tag: [tagId] })).toMatchObject({ errcode: 0 })
      expect(await post('externalcontact/remark', { ...relation, remark: '会员 许知夏' })).toMatchObject({ errcode: 0 })
      expect(
        await wire.call(`${API}/externalcontact/get?access_token=${token}&external_userid=${external}`),
      ).toMatchObject({
        follow_user: [
          { remark: '会员 许知夏', tags: [{ group_name: '肤质', tag_name: '敏感肌', tag_id: tagId, type: 1 }] },
        ],
      })
      expect(await post('externalcontact/mark_tag', { ...relation, add_tag: ['none'] })).toMatchObject({
        errcode: 40068,
      })
      expect(await post('externalcontact/mark_tag', { ...relation, userid: 'chenmo', add_tag: [tagId] })).toMatchObject(
        { errcode: 84061 },
      )
    })
  })

  describe('welcome message', () => {
    const greeting = {
      text: { content: '你好，我是你的护肤顾问' },
      attachments: [{ msgtype: 'link', link: { title: '新人礼', url: 'https://shop.example/gift' } }],
    }
    const newCode = async (): Promise<{ id: string; code: string }> => {
      const { id } = await friend('linxiaoyu')
      return { id, code: String(lastEvent().WelcomeCode) }
    }
    const send = (code: unknown, body: object = greeting): Promise<Record<string, unknown>> =>
      post('externalcontact/send_welcome_msg', { welcome_code: code, ...body })

    it('reaches the person once', async () => {
      const { id, code } = await newCode()
      expect(await send(code)).toMatchObject({ errcode: 0 })
      expect(await wire.controlGet(`people/${id}/inbox`)).toMatchObject([
        {
          kind: 'welcome',
          from: { id: 'linxiaoyu', name: '林晓雨' },
          text: greeting.text.content,
          attachments: [{ kind: 'link', title: '新人礼' }],
        },
      ])
      expect(await send(code)).toMatchObject({ errcode: 41051 })
    })

    it('is refused after 20 seconds', async () => {
      const { id, code } = await newCode()
      await wire.advance(20)
      expect(await send(code)).toMatchObject({ errcode: 41050 })
      expect(await wire.controlGet(`people/${id}/inbox`)).toEqual([])
    })

    it('does not use the code up by a malformed call', async () => {
      const { code } = await newCode()
      expect(await send(code, { text: { content: '' } })).toMatchObject({ errcode: 40058 })
      expect(await send(code, { text: { content: '长'.repeat(1334) } })).toMatchObject({ errcode: 40058 })
      expect(await send(undefined)).toMatchObject({ errcode: 41049 })
      expect(await send('unknown')).toMatchObject({ errcode: 41050 })
      expect(await send(code)).toMatchObject({ errcode: 0 })
    })

    it('has no code when the act lies in the past', async () => {
      const { id } = await wire.person()
      await wire.control(`people/${id}/add-contact`, { userid: 'linxiaoyu', at: '2026-01-02T03:04:05Z' })
      expect(lastEvent()).not.toHaveProperty('WelcomeCode')
    })
  })

  describe('group send', () => {
    const message = { chat_type: 'single', text: { content: '谷雨新茶已到' } }
    const create = async (body: object): Promise<Record<string, unknown>> =>
      post('externalcontact/add_msg_template', { ...message, ...body })
    const results = async (msgid: unknown, userid: string): Promise<unknown> =>
      (await post('externalcontact/get_groupmsg_send_result', { msgid, userid })).send_list

    it('waits for each member to confirm, then reaches their customers', async () => {
      const mine = await friend('linxiaoyu')
      const theirs = await friend('zhouziqi')
      const stranger = await wire.person()
      const strangerId = await wire.externalUserid(stranger.id)
      const { msgid, fail_list: failed } = await create({
        external_userid: [mine.external, theirs.external, strangerId, 'wmNobody'],
      })
      expect(failed).toEqual([strangerId, 'wmNobody'])
      expect(await post('externalcontact/get_groupmsg_task', { msgid })).toMatchObject({ errcode: 41063 })
      await wire.advance(2)
      expect((await post('externalcontact/get_groupmsg_task', { msgid })).task_list).toEqual([
        { userid: 'linxiaoyu', status: 0 },
        { userid: 'zhouziqi', status: 0 },
      ])
      expect(await wire.controlGet(`people/${mine.id}/inbox`)).toEqual([])

      expect(await wire.control(`work/tasks/${String(msgid)}/confirm`, { userid: 'linxiaoyu' })).toMatchObject({
        status: 'sent',
      })
      expect(await wire.controlGet(`people/${mine.id}/inbox`)).toMatchObject([
        { kind: 'group_send', text: '谷雨新茶已到', from: { name: '林晓雨' } },
      ])
      expect(await results(msgid, 'linxiaoyu')).toEqual([
        { external_userid: mine.external, userid: 'linxiaoyu', status: 1, send_time: expect.any(Number) as unknown },
      ])
      expect(await results(msgid, 'zhouziqi')).toEqual([
        { external_userid: theirs.external, userid: 'zhouziqi', status: 0 },
      ])
      expect((await post('externalcontact/get_groupmsg_task', { msgid })).task_list).toMatchObject([
        { status: 2 },
        { status: 0 },
      ])
      expect(await wire.control(`work/tasks/${String(msgid)}/confirm`, { userid: 'linxiaoyu' })).toMatchObject({
        error: { code: 'NOT_PENDING' },
      })
    })

    it('marks who is no friend any more and who has received enough this month', async () => {
      const lost = await friend('linxiaoyu')
      const busy = await friend('linxiaoyu')
      const daysInMonth = 31 // no month has more
      for (let i = 0; i < daysInMonth; i += 1) {
        const { msgid } = await create({ external_userid: [busy.external] })
        await wire.control(`work/tasks/${String(msgid)}/confirm`, { userid: 'linxiaoyu' })
      }
      const { msgid } = await create({ external_userid: [lost.external, busy.external], sender: 'linxiaoyu' })
      await wire.control(`people/${lost.id}/delete-contact`, { userid: 'linxiaoyu' })
      await wire.control(`work/tasks/${String(msgid)}/confirm`, { userid: 'linxiaoyu' })
      await wire.advance(2)
      expect(await results(msgid, 'linxiaoyu')).toEqual([
        { external_userid: lost.external, userid: 'linxiaoyu', status: 2 },
        { external_userid: busy.external, userid: 'linxiaoyu', status: 3 },
      ])
    })

    it('refuses empty and impossible sends', async () => {
      expect(await create({})).toMatchObject({ errcode: 40058 })
      expect(await create({ external_userid: ['wmNobody'] })).toMatchObject({ errcode: 41048, fail_list: ['wmNobody'] })
      expect(await create({ sender: 'nobody' })).toMatchObject({ errcode: 60111 })
      expect(await create({ sender: 'linxiaoyu', text: undefined })).toMatchObject({ errcode: 40058 })
      expect(await post('externalcontact/get_groupmsg_task', { msgid: 'none' })).toMatchObject({ errcode: 40058 })
    })
  })

  it('logs a member in by a code that works once', async () => {
    const code = String((await wire.control('work/members/zhouziqi/oauth-code')).code)
    const ask = (): Promise<Record<string, unknown>> =>
      wire.call(`${API}/auth/getuserinfo?access_token=${token}&code=${code}`)
    expect(await ask()).toMatchObject({ errcode: 0, userid: 'zhouziqi' })
    expect(await ask()).toMatchObject({ errcode: 40029 })
  })

  it('lets every app of the company call what it was granted, and send in its own name only', async () => {
    const [patrol, sync] = work.otherApps
    const tokenOf = async (secret = ''): Promise<string> =>
      String((await wire.call(`${API}/gettoken?corpid=${work.corpid}&corpsecret=${secret}`)).access_token)
    const [ofPatrol, ofSync] = [await tokenOf(patrol?.secret), await tokenOf(sync?.secret)]
    const send = (given: string, agentid: unknown): Promise<Record<string, unknown>> =>
      wire.call(`${API}/message/send?access_token=${given}`, {
        touser: 'chenmo',
        msgtype: 'text',
        agentid,
        text: { content: '今天巡店' },
      })
    expect(await send(ofPatrol, patrol?.agentId)).toMatchObject({ errcode: 0 })
    expect(await send(ofPatrol, String(patrol?.agentId))).toMatchObject({ errcode: 0 })
    expect(await send(ofPatrol, work.agentId)).toMatchObject({ errcode: 301002 })
    expect(await send(ofPatrol, 'patrol')).toMatchObject({ errcode: 40056 })
    expect(await send(ofSync, work.agentId)).toMatchObject({ errcode: 48002 })
    for (const given of [ofPatrol, ofSync])
      expect(await wire.call(`${API}/externalcontact/get_follow_user_list?access_token=${given}`)).toMatchObject({
        errcode: 48002,
      })
    expect(await wire.call(`${API}/user/list_id?access_token=${ofPatrol}`, {})).toMatchObject({ errcode: 48002 })
    expect(await wire.call(`${API}/user/list_id?access_token=${ofSync}`, {})).toMatchObject({ errcode: 0 })
  })

  it('carries the app’s messages to its members', async () => {
    const message = { msgtype: 'text', agentid: work.agentId, text: { content: '你有一条新线索' } }
    expect(await post('message/send', { ...message, touser: 'linxiaoyu|nobody' })).toMatchObject({
      errcode: 0,
      invaliduser: 'nobody',
    })
    expect(await wire.controlGet('work/members/linxiaoyu/messages')).toMatchObject([
      { kind: 'text', text: '你有一条新线索' },
    ])
    expect(await wire.controlGet('work/members/chenmo/messages')).toEqual([])
    expect(await post('message/send', { ...message, touser: 'nobody' })).toMatchObject({ errcode: 81013 })
    expect(await post('message/send', { ...message, touser: '@all', agentid: 9 })).toMatchObject({ errcode: 301002 })
    expect(await post('message/send', { ...message, touser: '@all', msgtype: 'song' })).toMatchObject({
      errcode: 40058,
    })
    expect(await post('message/send', { ...message, touser: '@all', text: { content: '' } })).toMatchObject({
      errcode: 44004,
    })
  })
})
