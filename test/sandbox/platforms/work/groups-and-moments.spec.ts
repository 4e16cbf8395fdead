import { isObject, type JsonObject } from '../../kernel/json'
import { WorkWire } from '../../testing/work-wire'

const FAMILY = 'externalcontact'

describe('customer groups, group sends and moments of WeCom', () => {
  let company: WorkWire

  beforeEach(async () => {
    company = await WorkWire.start()
  })
  afterEach(() => company.stop())

  const group = async (people: string[]): Promise<string> =>
    String((await company.wire.control('work/groups', { owner: 'linxiaoyu', name: '茶友群', people })).chatId)
  const chatOf = async (chatId: string): Promise<Record<string, unknown>> => {
    const { group_chat: chat } = await company.post(`${FAMILY}/groupchat/get`, { chat_id: chatId, need_name: 1 })
    return isObject(chat) ? chat : {}
  }

  it('tells how a group came, changed and went, with versions that link', async () => {
    const [a, b] = [await company.friend('linxiaoyu'), await company.wire.person()]
    const chatId = await group([a.id])
    expect(company.events({ Event: 'change_external_chat' })).toMatchObject([{ ChangeType: 'create', ChatId: chatId }])
    const before = (await chatOf(chatId)).member_version
    await company.wire.control(`work/groups/${chatId}/join`, { personId: b.id })
    const outside = await company.wire.externalUserid(b.id)
    const [joined] = company.events({ UpdateDetail: 'add_member' })
    expect(joined).toMatchObject({
      JoinScene: '3',
      MemChangeCnt: '1',
      MemChangeList: { Item: outside },
      LastMemVer: before,
    })
    expect(joined?.CurMemVer).not.toBe(before)
    expect(await chatOf(chatId)).toMatchObject({
      owner: 'linxiaoyu',
      member_version: joined?.CurMemVer,
      member_list: [
        { userid: 'linxiaoyu', type: 1 },
        { userid: a.external, type: 2, join_scene: 1, invitor: { userid: 'linxiaoyu' } },
        { userid: outside, type: 2, join_scene: 3 },
      ],
    })
    await company.wire.control(`work/groups/${chatId}/leave`, { personId: a.id, removed: true })
    expect(company.events({ UpdateDetail: 'del_member' })).toMatchObject([{ QuitScene: '1' }])
    await company.wire.control(`work/groups/${chatId}`, { name: '新茶群', owner: 'zhouziqi' }, 'PUT')
    expect(company.events({ Event: 'change_external_chat' }).map(({ UpdateDetail }) => UpdateDetail)).toEqual(
      expect.arrayContaining(['change_name', 'change_owner']),
    )
    await company.wire.control(`work/groups/${chatId}`, {}, 'DELETE')
    expect(company.events({ ChangeType: 'dismiss' })).toHaveLength(1)
    expect(await company.post(`${FAMILY}/groupchat/get`, { chat_id: chatId })).toMatchObject({ errcode: 49008 })
    expect(await company.post(`${FAMILY}/groupchat/list`, { limit: 10 })).toMatchObject({ group_chat_list: [] })
    expect(await company.post(`${FAMILY}/groupchat/list`, {})).toMatchObject({ errcode: 40058 })
    expect(await company.post(`${FAMILY}/groupchat/get`, { chat_id: 'wrNobody' })).toMatchObject({ errcode: 40050 })
  })

  it('lets people in by a code with its state, and hands groups on', async () => {
    const chatId = await group([])
    const way = { scene: 2, chat_id_list: [chatId], state: 'store-07' }
    const { config_id: configId } = await company.post(`${FAMILY}/groupchat/add_join_way`, way)
    const { id } = await company.wire.person()
    expect(await company.wire.control(`people/${id}/join-group`, { configId })).toMatchObject({ chatId, changed: true })
    expect((await chatOf(chatId)).member_list).toMatchObject([{}, { state: 'store-07' }])
    const six = { ...way, chat_id_list: Array.from({ length: 6 }, () => chatId) }
    expect(await company.post(`${FAMILY}/groupchat/add_join_way`, six)).toMatchObject({ errcode: 41091 })
    const handover = { chat_id_list: [chatId], new_owner: 'zhouziqi' }
    expect(await company.post(`${FAMILY}/groupchat/transfer`, handover)).toMatchObject({
      failed_chat_list: [{ chat_id: chatId, errcode: 90500 }],
    })
    expect(await company.post(`${FAMILY}/groupchat/onjob_transfer`, handover)).toMatchObject({ failed_chat_list: [] })
    expect(await chatOf(chatId)).toMatchObject({ owner: 'zhouziqi' })
    await company.wire.control('work/members/zhouziqi', {}, 'DELETE')
    const left = await company.post(`${FAMILY}/groupchat/list`, { limit: 10, status_filter: 1 })
    expect(left.group_chat_list).toEqual([{ chat_id: chatId, status: 1 }])
  })

  it('counts customers and groups by the days of Shanghai', async () => {
    const { id } = await company.friend('linxiaoyu')
    await company.wire.control('work/groups', { owner: 'linxiaoyu', name: '茶友群', people: [id] })
    const { now } = (await company.wire.controlGet('clock')) as { now: string }
    const today = Math.floor(Date.parse(now) / 1000)
    const behaviour = (body: JsonObject): Promise<JsonObject> =>
      company.post(`${FAMILY}/get_user_behavior_data`, { userid: ['linxiaoyu', 'zhouziqi'], ...body })
    const { behavior_data: days } = await behaviour({ start_time: today - 86_400, end_time: today })
    expect(days).toMatchObject([{ new_contact_cnt: 0 }, { new_contact_cnt: 1, chat_cnt: 1 }])
    expect(((days as { stat_time: number }[])[1]?.stat_time ?? 0) % 86_400).toBe(16 * 3600)
    expect(await behaviour({ start_time: today - 31 * 86_400, end_time: today })).toMatchObject({ errcode: 40058 })
    expect(await behaviour({ start_time: today - 200 * 86_400 })).toMatchObject({ errcode: 40058 })
    const span = { day_begin_time: today, owner_filter: { userid_list: ['linxiaoyu', 'zhouziqi'] } }
    const counted = { new_chat_cnt: 1, chat_total: 1, member_total: 2 }
    expect(await company.post(`${FAMILY}/groupchat/statistic`, span)).toMatchObject({
      total: 2,
      items: [{ owner: 'linxiaoyu', data: counted }, { data: { chat_total: 0 } }],
    })
    expect(await company.post(`${FAMILY}/groupchat/statistic_group_by_day`, span)).toMatchObject({
      items: [{ data: counted }],
    })
  })

  it('keeps a hundred welcome materials of the app', async () => {
    const family = `${FAMILY}/group_welcome_template`
    const part = { link: { title: '群规', url: 'https://guyuji.example/' }, file: { media_id: 'MEDIA' } }
    const { template_id: id } = await company.post(`${family}/add`, { text: { content: '欢迎' }, ...part })
    const kept = await company.post(`${family}/get`, { template_id: id })
    expect(kept).toMatchObject({ text: { content: '欢迎' }, link: { title: '群规' } })
    expect(kept).not.toHaveProperty('file')
    await company.post(`${family}/edit`, { template_id: id, text: { content: '你好' } })
    expect(await company.post(`${family}/get`, { template_id: id })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      text: { content: '你好' },
    })
    expect(await company.post(`${family}/add`, { text: { content: '' } })).toMatchObject({ errcode: 40058 })
    expect(await company.post(`${family}/add`, { file: { media_id: 'MEDIA' } })).toMatchObject({ errcode: 40007 })
    const more = Array.from({ length: 100 }, () => company.post(`${family}/add`, { text: { content: '欢迎' } }))
    expect((await Promise.all(more)).filter(({ errcode }) => errcode === 41055)).toHaveLength(1)
    expect(await company.post(`${family}/del`, { template_id: id })).toMatchObject({ errcode: 0 })
    expect(await company.post(`${family}/get`, { template_id: id })).toMatchObject({ errcode: 41058 })
  })

  it('sends to groups only what their owner confirms', async () => {
    const person = await company.wire.person()
    const chatId = await group([person.id])
    const message = { chat_type: 'group', text: { content: '今晚直播' }, chat_id_list: [chatId, 'wrNobody'] }
    expect(await company.post(`${FAMILY}/add_msg_template`, message)).toMatchObject({ errcode: 40058 })
    const sent = await company.post(`${FAMILY}/add_msg_template`, { ...message, sender: 'linxiaoyu' })
    expect(sent).toMatchObject({ errcode: 0, fail_list: ['wrNobody'] })
    await company.wire.advance(2)
    const ask = { msgid: sent.msgid, userid: 'linxiaoyu' }
    expect(await company.post(`${FAMILY}/get_groupmsg_send_result`, ask)).toMatchObject({ send_list: [] })
    await company.wire.control(`work/tasks/${String(sent.msgid)}/confirm`, { userid: 'linxiaoyu' })
    expect((await company.post(`${FAMILY}/get_groupmsg_send_result`, ask)).send_list).toMatchObject([
      { chat_id: chatId, status: 1 },
    ])
    expect(await company.wire.controlGet(`people/${person.id}/inbox`)).toMatchObject([
      { text: '今晚直播', from: { id: chatId, name: '茶友群' } },
    ])
  })

  it('lets a member choose when the company allows it, reminds three times a day and can be stopped', async () => {
    const [a, b] = [await company.friend('linxiaoyu'), await company.friend('linxiaoyu')]
    const message = { external_userid: [a.external, b.external], text: { content: '新品' } }
    const fixed = await company.post(`${FAMILY}/add_msg_template`, message)
    const some = { userid: 'linxiaoyu', receivers: [b.id] }
    expect(await company.wire.control(`work/tasks/${String(fixed.msgid)}/confirm`, some)).toMatchObject({
      error: { code: 'NOT_SELECTABLE' },
    })
    const { msgid } = await company.post(`${FAMILY}/add_msg_template`, { ...message, allow_select: true })
    await company.wire.control(`work/tasks/${String(msgid)}/confirm`, some)
    await company.wire.advance(2)
    const result = await company.post(`${FAMILY}/get_groupmsg_send_result`, { msgid, userid: 'linxiaoyu' })
    expect(result.send_list).toMatchObject([
      { external_userid: a.external, status: 0 },
      { external_userid: b.external, status: 1 },
    ])
    const one = { msgid: fixed.msgid }
    for (let i = 0; i < 3; i += 1)
      expect(await company.post(`${FAMILY}/remind_groupmsg_send`, one)).toMatchObject({ errcode: 0 })
    expect(await company.post(`${FAMILY}/remind_groupmsg_send`, one)).toMatchObject({ errcode: 41094 })
    expect(await company.post(`${FAMILY}/cancel_groupmsg_send`, one)).toMatchObject({ errcode: 0 })
    expect(await company.post(`${FAMILY}/cancel_groupmsg_send`, one)).toMatchObject({ errcode: 41093 })
    const now = Math.floor(Date.now() / 1000)
    const span = { chat_type: 'single', start_time: now - 60, end_time: now + 60, limit: 1 }
    const page = await company.post(`${FAMILY}/get_groupmsg_list_v2`, span)
    expect(page.group_msg_list).toMatchObject([{ msgid, create_type: 0, text: { content: '新品' } }])
    expect(await company.post(`${FAMILY}/get_groupmsg_list_v2`, { ...span, cursor: page.next_cursor })).toMatchObject({
      group_msg_list: [{ msgid: fixed.msgid }],
      next_cursor: '',
    })
  })

  it('counts receivers by the day when the company says so', async () => {
    const { external } = await company.friend('linxiaoyu')
    await company.wire.control('work/settings', { receiverRule: 'day' }, 'PUT')
    const statuses: unknown[] = []
    for (let i = 0; i < 2; i += 1) {
      const message = { external_userid: [external], text: { content: '早安' } }
      const { msgid } = await company.post(`${FAMILY}/add_msg_template`, message)
      await company.wire.control(`work/tasks/${String(msgid)}/confirm`, { userid: 'linxiaoyu' })
      await company.wire.advance(2)
      const result = await company.post(`${FAMILY}/get_groupmsg_send_result`, { msgid, userid: 'linxiaoyu' })
      statuses.push((result.send_list as { status: number }[])[0]?.status)
    }
    expect(statuses).toEqual([1, 3])
  })

  it('publishes moments by members’ hands and shows who answered', async () => {
    const [mine, theirs] = [await company.friend('linxiaoyu'), await company.friend('zhouziqi')]
    const picture = { msgtype: 'image', image: { media_id: 'MEDIA' } }
    const ten = { attachments: Array.from({ length: 10 }, () => picture) }
    expect(await company.post(`${FAMILY}/add_moment_task`, ten)).toMatchObject({ errcode: 40058 })
    const content = Buffer.from('a picture')
    const forMessages = await company.upload('media/upload', { type: 'image' }, content)
    const forMoments = await company.upload(
      'media/upload_attachment',
      { media_type: 'image', attachment_type: '1' },
      content,
    )
    const withPicture = (id: unknown): JsonObject => ({ attachments: [{ msgtype: 'image', image: { media_id: id } }] })
    for (const id of ['MEDIA', forMessages.media_id])
      expect(await company.post(`${FAMILY}/add_moment_task`, withPicture(id))).toMatchObject({ errcode: 40007 })
    expect(await company.post(`${FAMILY}/add_moment_task`, withPicture(forMoments.media_id))).toMatchObject({
      errcode: 0,
    })
    expect(await company.post(`${FAMILY}/add_moment_task`, { text: { content: '字'.repeat(2001) } })).toMatchObject({
      errcode: 40058,
    })
    const range = { sender_list: { user_list: ['linxiaoyu', 'zhouziqi', 'nobody'] } }
    const { jobid } = await company.post(`${FAMILY}/add_moment_task`, {
      text: { content: '谷雨' },
      visible_range: range,
    })
    const job = (): Promise<Record<string, unknown>> =>
      company.get(`${FAMILY}/get_moment_task_result`, { jobid: String(jobid) })
    expect(await job()).toMatchObject({ status: 2 })
    await company.wire.advance(2)
    const done = await job()
    expect(done).toMatchObject({ status: 3, result: { errcode: 0, invalid_sender_list: { user_list: ['nobody'] } } })
    const momentId = isObject(done.result) ? String(done.result.moment_id) : ''
    const ask = { moment_id: momentId, userid: 'linxiaoyu' }
    expect((await company.post(`${FAMILY}/get_moment_send_result`, ask)).customer_list).toEqual([])
    await company.wire.control(`work/moments/${momentId}/publish`, { userid: 'linxiaoyu' })
    expect((await company.post(`${FAMILY}/get_moment_task`, { moment_id: momentId })).task_list).toEqual([
      { userid: 'linxiaoyu', publish_status: 1 },
      { userid: 'zhouziqi', publish_status: 0 },
    ])
    expect((await company.post(`${FAMILY}/get_moment_send_result`, ask)).customer_list).toEqual([
      { external_userid: mine.external },
    ])
    expect(
      await company.wire.control(`people/${mine.id}/react`, { momentId, userid: 'linxiaoyu', text: '想要' }),
    ).toMatchObject({ changed: true })
    expect(await company.wire.control(`people/${theirs.id}/react`, { momentId, userid: 'zhouziqi' })).toMatchObject({
      changed: false,
    })
    expect(await company.post(`${FAMILY}/get_moment_comments`, ask)).toMatchObject({
      comment_list: [{ external_userid: mine.external }],
      like_list: [],
    })
    await company.wire.advance(86_400)
    const token = await company.wire.workToken()
    expect(
      await company.get(`${FAMILY}/get_moment_task_result`, { access_token: token, jobid: String(jobid) }),
    ).toMatchObject({ errcode: 40058 })
  })
})
