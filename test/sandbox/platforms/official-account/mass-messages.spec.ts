import { OfficialAccountDesk } from '../../testing/official-account-desk'
import { until } from '../../testing/sandbox-client'

const DAY = 86_400
const text = (content: string): object => ({ msgtype: 'text', text: { content } })

describe('mass messages', () => {
  let desk: OfficialAccountDesk

  beforeEach(async () => {
    desk = await OfficialAccountDesk.open()
    // The middle of a month, so that a day more is the same month.
    const now = Date.now()
    const middle = new Date(now)
    middle.setUTCMonth(middle.getUTCMonth() + 1, 10)
    await desk.wire.control('clock', { offsetSeconds: Math.round((middle.getTime() - now) / 1000) })
  })
  afterEach(() => desk.close())

  const call = (path: string, body: unknown): Promise<Record<string, unknown>> => desk.call(path, body)
  const arrived = async (id: string): Promise<number> =>
    (await desk.inbox(id)).filter(({ kind }) => kind === 'mass').length

  it('reach the chosen people, report the end and can be asked about by their 64-bit number', async () => {
    const [first, second, other] = [await desk.follower(), await desk.follower(), await desk.follower()]
    const answer = await call('message/mass/send', { touser: [first.openid, second.openid], ...text('春茶上新') })
    expect(answer).toMatchObject({ errcode: 0, errmsg: 'send job submission success' })
    expect(typeof answer.msg_id).toBe('bigint')
    const id = String(answer.msg_id)
    expect(await call('message/mass/get', { msg_id: id })).toMatchObject({ msg_status: 'SENDING' })
    await desk.wire.advance(1)
    expect(await desk.event('MASSSENDJOBFINISH')).toMatchObject({
      MsgID: id,
      Status: 'send success',
      TotalCount: '2',
      SentCount: '2',
      ErrorCount: '0',
    })
    expect(await desk.text('message/mass/get', `{"msg_id":${id}}`)).toContain(
      `"msg_id":${id},"msg_status":"SEND_SUCCESS"`,
    )
    expect([await arrived(first.id), await arrived(second.id), await arrived(other.id)]).toEqual([1, 1, 0])
    expect(await call('message/mass/delete', { msg_id: id })).toMatchObject({ errcode: 40008 })
    expect(await call('message/mass/get', { msg_id: '1' })).toMatchObject({ errcode: 40059 })
  })

  it('reach each person four times in a calendar month and not those who are blocked', async () => {
    const [fan, blocked] = [await desk.follower(), await desk.follower()]
    await call('tags/members/batchblacklist', { openid_list: [blocked.openid] })
    for (let count = 0; count < 5; count += 1) {
      await call('message/mass/sendall', { filter: { is_to_all: true }, ...text(`第 ${count} 条`) })
      await desk.wire.advance(1)
    }
    await until(async () => ((await arrived(fan.id)) === 4 ? true : undefined))
    expect(await arrived(blocked.id)).toBe(0)
    await desk.wire.advance(31 * DAY)
    await call('message/mass/sendall', { filter: { is_to_all: true }, ...text('下个月') })
    await desk.wire.advance(1)
    expect(await arrived(fan.id)).toBe(5)
  })

  it('go to a tag, and articles can be taken back', async () => {
    const [fan, other] = [await desk.follower(), await desk.follower()]
    const { tag } = (await call('tags/create', { tag: { name: '茶客' } })) as { tag: { id: number } }
    await call('tags/members/batchtagging', { openid_list: [fan.openid], tagid: tag.id })
    const { media_id: thumb } = await desk.upload('material/add_material?type=image', 'cover.jpg', 'jpg')
    const article = { title: '春茶手记', content: '<p>明前</p>', thumb_media_id: thumb }
    const { media_id: mediaId } = await call('draft/add', { articles: [article] })
    const job = await call('message/mass/sendall', {
      filter: { tag_id: tag.id },
      msgtype: 'mpnews',
      mpnews: { media_id: mediaId },
    })
    expect(job).toHaveProperty('msg_data_id')
    await desk.wire.advance(1)
    expect(await desk.inbox(fan.id)).toMatchObject([{ kind: 'mass', attachments: [{ title: '春茶手记' }] }])
    expect(await arrived(other.id)).toBe(0)
    expect(await desk.event('MASSSENDJOBFINISH')).toMatchObject({ TotalCount: '1', ArticleUrlResult: { Count: '1' } })
    expect(await call('message/mass/delete', { msg_id: String(job.msg_id) })).toMatchObject({ errcode: 0 })
    expect(await call('message/mass/get', { msg_id: String(job.msg_id) })).toMatchObject({ msg_status: 'DELETE' })
  })

  it('are refused a second time for the same clientmsgid, or the same content to the same group', async () => {
    const [first, second] = [await desk.follower(), await desk.follower()]
    const touser = [first.openid, second.openid]
    const send = (body: object): Promise<Record<string, unknown>> =>
      call('message/mass/send', { touser, ...text('春茶'), ...body })
    const job = await send({ clientmsgid: 'spring' })
    expect(await send({ clientmsgid: 'spring', ...text('别的') })).toMatchObject({ errcode: 45066 })
    await desk.wire.advance(61)
    expect(await send({ clientmsgid: 'spring' })).toMatchObject({ errcode: 45065, msg_id: job.msg_id })
    expect(await send({ clientmsgid: 'x'.repeat(65) })).toMatchObject({ errcode: 45067 })
    expect(await send({})).toMatchObject({ errcode: 0 })
    await desk.wire.advance(61)
    expect(await send({})).toMatchObject({ errcode: 45065 })
    await desk.wire.advance(DAY)
    expect(await send({ clientmsgid: 'spring' })).toMatchObject({ errcode: 0 })
  })

  it('refuse too few, too many and unknown people, tags, kinds and material', async () => {
    const { openid } = await desk.follower()
    const send = (body: object): Promise<Record<string, unknown>> =>
      call('message/mass/send', { ...text('春茶'), ...body })
    expect(await send({ touser: [openid] })).toMatchObject({ errcode: 40130 })
    expect(await send({ touser: Array(10_001).fill(openid) })).toMatchObject({ errcode: 45019 })
    expect(await send({ touser: [openid, 'oNobody'] })).toMatchObject({ errcode: 40003 })
    expect(await send({ touser: [openid, openid], msgtype: 'video' })).toMatchObject({ errcode: 40008 })
    expect(await send({ touser: [openid, openid], msgtype: 'mpnews', mpnews: { media_id: 'x' } })).toMatchObject({
      errcode: 40007,
    })
    expect(await call('message/mass/sendall', { filter: { tag_id: 999 }, ...text('x') })).toMatchObject({
      errcode: 45159,
    })
    expect(await call('message/mass/preview', { touser: openid, ...text('预览') })).toMatchObject({ errcode: 0 })
  })

  it('go at one of five speeds', async () => {
    expect(await call('message/mass/speed/get', {})).toEqual({ speed: 0, realspeed: 80 })
    expect(await call('message/mass/speed/set', { speed: 3 })).toMatchObject({ errcode: 0 })
    expect(await call('message/mass/speed/get', {})).toEqual({ speed: 3, realspeed: 30 })
    expect(await call('message/mass/speed/set', { speed: 5 })).toMatchObject({ errcode: 45083 })
  })
})
