import type { JsonObject } from '../../kernel/json'
import { accounts } from '../../testing/sandbox-client'
import { WorkWire } from '../../testing/work-wire'

const { work } = accounts
const TOKEN = 'qyapi.weixin.qq.com/cgi-bin/gettoken'

describe('rules of every WeCom call', () => {
  let company: WorkWire

  beforeEach(async () => {
    company = await WorkWire.start()
  })
  afterEach(() => company.stop())

  const token = (corpid: string, secret: string): Promise<Record<string, unknown>> =>
    company.wire.call(`${TOKEN}?corpid=${corpid}&corpsecret=${secret}`)

  it('gives the same token while it is valid and says which part of a request for one is wrong', async () => {
    const first = await token(work.corpid, work.secret)
    expect(await token(work.corpid, work.secret)).toMatchObject({ access_token: first.access_token })
    expect(await token('ww-nobody', work.secret)).toMatchObject({ errcode: 40013 })
    expect(await token(work.corpid, 'wrong')).toMatchObject({ errcode: 40001 })
    expect(await token(work.corpid, '')).toMatchObject({ errcode: 41004 })
    await company.wire.advance(7200)
    expect(await company.get('user/get', { userid: 'linxiaoyu' })).toMatchObject({ errcode: 42001 })
    expect((await token(work.corpid, work.secret)).access_token).not.toBe(first.access_token)
    expect(await company.get('user/get', { access_token: 'none', userid: 'linxiaoyu' })).toMatchObject({
      errcode: 40014,
    })
  })

  it('closes gettoken for the hour after 2000 refusals', async () => {
    for (let i = 0; i < 40; i += 1) await Promise.all(Array.from({ length: 50 }, () => token(work.corpid, 'wrong')))
    expect(await token(work.corpid, work.secret)).toMatchObject({ errcode: 45009 })
    await company.wire.advance(3600)
    expect(await token(work.corpid, work.secret)).toMatchObject({ errcode: 0 })
  })

  it('lets only trusted addresses in, once some are named', async () => {
    await company.wire.control('work/settings', { trustedIps: ['10.0.0.1'] }, 'PUT')
    expect(await company.get('user/get', { userid: 'linxiaoyu' })).toMatchObject({ errcode: 60020 })
    await company.wire.control('work/settings', { trustedIps: ['127.0.0.1'] }, 'PUT')
    const answer = await company.get('user/get', { userid: 'nobody' })
    expect(answer).toMatchObject({ errcode: 60111 })
    expect(answer.errmsg).toMatch(/hint: \[\d{19}\], from ip: 127\.0\.0\.1/)
  })

  it('gives tickets 400 times an hour for the company, 100 times for the app', async () => {
    const agent = { type: 'agent_config' }
    const { ticket } = await company.get('ticket/get', agent)
    for (let i = 1; i < 100; i += 1) expect((await company.get('ticket/get', agent)).ticket).toBe(ticket)
    expect(await company.get('ticket/get', agent)).toMatchObject({ errcode: 45009 })
    expect((await company.get('get_jsapi_ticket')).ticket).not.toBe(ticket)
  })

  it('tells private things of a member only for a ticket that the member gave', async () => {
    const login = async (privateInfo: boolean): Promise<Record<string, unknown>> => {
      const { code } = await company.wire.control('work/members/zhouziqi/oauth-code', { privateInfo })
      return company.get('auth/getuserinfo', { code: String(code) })
    }
    expect(await login(false)).toEqual({ errcode: 0, errmsg: 'ok', userid: 'zhouziqi' })
    const { user_ticket: ticket } = await login(true)
    expect(await company.post('auth/getuserdetail', { user_ticket: ticket })).toMatchObject({
      userid: 'zhouziqi',
      gender: expect.any(String) as unknown,
      mobile: expect.stringMatching(/^1990000\d{4}$/) as unknown,
    })
    expect(await company.post('auth/getuserdetail', { user_ticket: 'none' })).toMatchObject({ errcode: 84015 })
    await company.wire.advance(1800)
    expect(await company.post('auth/getuserdetail', { user_ticket: ticket })).toMatchObject({ errcode: 84014 })
  })

  it('knows departments and members, and tells what the console changes about them', async () => {
    expect((await company.get('department/list')).department).toMatchObject([{ id: 1, parentid: 0 }])
    expect(await company.get('user/list', { department_id: '99' })).toMatchObject({ errcode: 60003 })
    const put = (body: object): Promise<unknown> => company.wire.control('work/members/songyu', body, 'PUT')
    await put({ name: '宋雨', title: '店长' })
    await put({ title: '区域经理' })
    expect(company.events({ Event: 'change_contact' })).toMatchObject([
      { ChangeType: 'create_user', UserID: 'songyu', Name: '宋雨', FromUserName: 'sys' },
      { ChangeType: 'update_user', UserID: 'songyu', Position: '区域经理' },
    ])
    const member = await company.get('user/get', { userid: 'songyu' })
    expect(member).toMatchObject({ name: '宋雨', position: '区域经理', status: 1 })
    for (const hidden of ['mobile', 'gender', 'avatar', 'email']) expect(member).not.toHaveProperty(hidden)
    const page = await company.post('user/list_id', { limit: 3 })
    expect(page.dept_user).toHaveLength(3)
    expect((await company.post('user/list_id', { limit: 3, cursor: page.next_cursor })).dept_user).toMatchObject([
      { userid: 'songyu', department: 1 },
    ])
    await company.wire.control('work/members/songyu', {}, 'DELETE')
    expect(company.events({ ChangeType: 'delete_user' })).toHaveLength(1)
    expect(await company.get('user/get', { userid: 'songyu' })).toMatchObject({ errcode: 60111 })
    expect(await company.post('user/getuserid', { mobile: '17000009999' })).toMatchObject({ errcode: 46004 })
  })

  it('tells how the console changes departments, and keeps those that are in use', async () => {
    const { id } = await company.wire.control('work/departments', { name: '华东门店' })
    await company.wire.control(`work/departments/${String(id)}`, { name: '华东区' }, 'PUT')
    await company.wire.control('work/members/songyu', { departments: [id] }, 'PUT')
    const remove = (): Promise<unknown> => company.wire.control(`work/departments/${String(id)}`, {}, 'DELETE')
    expect(await remove()).toMatchObject({ changed: false })
    expect((await company.get('department/list', { id: String(id) })).department).toMatchObject([
      { name: '华东区', parentid: 1 },
    ])
    expect((await company.get('user/simplelist', { department_id: String(id) })).userlist).toMatchObject([
      { userid: 'songyu' },
    ])
    await company.wire.control('work/members/songyu', {}, 'DELETE')
    expect(await remove()).toMatchObject({ changed: true })
    expect(company.events({ Event: 'change_contact' }).map(({ ChangeType }) => ChangeType)).toEqual([
      'create_party',
      'update_party',
      'create_user',
      'delete_user',
      'delete_party',
    ])
  })

  it('keeps files for three days and pictures for messages by their address', async () => {
    const picture = Buffer.from('not really a picture')
    const { media_id: mediaId, created_at: createdAt } = await company.upload(
      'media/upload',
      { type: 'image' },
      picture,
    )
    expect(createdAt).toMatch(/^\d+$/)
    expect(
      await company.wire.text(
        `qyapi.weixin.qq.com/cgi-bin/media/get?access_token=${await company.wire.workToken()}&media_id=${String(mediaId)}`,
      ),
    ).toBe(picture.toString())
    expect(await company.upload('media/upload', { type: 'song' }, picture)).toMatchObject({ errcode: 40004 })
    expect(await company.upload('media/upload', { type: 'image' }, Buffer.from('1234'))).toMatchObject({
      errcode: 40006,
    })
    expect(await company.upload('media/upload', { type: 'image' }, picture, 'other')).toMatchObject({ errcode: 41005 })
    const { id, external } = await company.friend('chenmo')
    const app = { touser: 'chenmo', msgtype: 'image', agentid: String(work.agentId) }
    const group = { chat_type: 'single', sender: 'chenmo', external_userid: [external] }
    const withPicture = (given: unknown): JsonObject => ({
      ...group,
      attachments: [{ msgtype: 'image', image: { media_id: given } }],
    })
    expect(await company.post('externalcontact/add_msg_template', withPicture('MEDIA'))).toMatchObject({
      errcode: 40007,
    })
    expect(await company.post('message/send', { ...app, image: { media_id: 'MEDIA' } })).toMatchObject({
      errcode: 40007,
    })
    expect(
      await company.post('message/send', { ...app, msgtype: 'video', video: { media_id: mediaId } }),
    ).toMatchObject({ errcode: 40007 })
    expect(await company.post('message/send', { ...app, image: { media_id: mediaId } })).toMatchObject({ errcode: 0 })
    const { msgid } = await company.post('externalcontact/add_msg_template', withPicture(mediaId))
    await company.wire.control(`work/tasks/${String(msgid)}/confirm`, { userid: 'chenmo' })
    const [message] = (await company.wire.controlGet(`people/${id}/inbox`)) as { attachments: { imageUrl: string }[] }[]
    const shown = await fetch(message?.attachments[0]?.imageUrl ?? '')
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(picture)
    const { url } = await company.upload('media/uploadimg', {}, picture)
    expect(await (await fetch(String(url))).text()).toBe(picture.toString())
    await company.wire.advance(3 * 86_400)
    const fresh = await company.wire.workToken()
    expect(await company.get('media/get', { access_token: fresh, media_id: String(mediaId) })).toMatchObject({
      errcode: 40007,
    })
  })

  it('drops what a member gets above thirty messages a minute, updates cards once and takes messages back', async () => {
    const text = { touser: 'chenmo', msgtype: 'text', agentid: work.agentId, text: { content: '提醒' } }
    for (let i = 0; i < 32; i += 1) expect(await company.post('message/send', text)).toMatchObject({ errcode: 0 })
    expect(await company.wire.controlGet('work/members/chenmo/messages')).toHaveLength(30)
    const again = { ...text, touser: 'linxiaoyu', enable_duplicate_check: 1 }
    const { msgid } = await company.post('message/send', again)
    expect(await company.post('message/send', again)).toMatchObject({ msgid })
    expect(await company.wire.controlGet('work/members/linxiaoyu/messages')).toHaveLength(1)
    expect(await company.post('message/recall', { msgid })).toMatchObject({ errcode: 0 })
    expect(await company.wire.controlGet('work/members/linxiaoyu/messages')).toEqual([])

    const card = {
      main_title: { title: '新线索' },
      task_id: 'lead-1',
      button_list: [{ text: '去跟进', key: 'follow' }],
    }
    const sent = await company.post('message/send', {
      ...text,
      touser: 'zhouziqi',
      msgtype: 'template_card',
      template_card: card,
    })
    await company.wire.control(`work/members/zhouziqi/messages/${String(sent.msgid)}/tap`, { key: 'follow' })
    const [tapped] = company.events({ Event: 'template_card_event' })
    expect(tapped).toMatchObject({ FromUserName: 'zhouziqi', EventKey: 'follow', TaskId: 'lead-1' })
    const update = { agentid: work.agentId, response_code: tapped?.ResponseCode, button: { replace_name: '已跟进' } }
    expect(await company.post('message/update_template_card', update)).toMatchObject({ errcode: 0 })
    expect(await company.post('message/update_template_card', update)).toMatchObject({ errcode: 40058 })
    expect(await company.wire.controlGet('work/members/zhouziqi/messages')).toMatchObject([
      { buttons: [{ text: '已跟进' }] },
    ])
  })
})
