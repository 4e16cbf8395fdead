import { OfficialAccountDesk } from '../../testing/official-account-desk'
import { accounts } from '../../testing/sandbox-client'

describe('jobs that are told to end badly', () => {
  let desk: OfficialAccountDesk

  beforeAll(async () => {
    desk = await OfficialAccountDesk.open()
  })
  afterAll(() => desk.close())

  const next = (job: string, outcome: string): Promise<unknown> => desk.wire.control('outcomes', { job, outcome })

  it('are mass sends: nobody gets the message, and the report says why', async () => {
    const { id } = await desk.follower()
    await next('mass', 'err(20001)')
    const send = (content: string): Promise<Record<string, unknown>> =>
      desk.call('message/mass/sendall', { filter: { is_to_all: true }, msgtype: 'text', text: { content } })
    const { msg_id: msgId } = await send('一')
    await desk.wire.advance(1)
    expect(await desk.event('MASSSENDJOBFINISH')).toMatchObject({ Status: 'err(20001)', SentCount: '0' })
    expect(await desk.call('message/mass/get', { msg_id: String(msgId) })).toMatchObject({ msg_status: 'SEND_FAIL' })
    await send('二')
    await desk.wire.advance(1)
    expect(await desk.inbox(id)).toMatchObject([{ text: '二' }])
  })

  it('are template messages: sent, and then not delivered', async () => {
    const { id, openid } = await desk.follower()
    await next('template', 'failed: system failed')
    const [template] = accounts.templates
    const data = Object.fromEntries(
      (template?.fields ?? []).map(({ key }) => [key, { value: key.startsWith('time') ? '2026-12-31' : '权益' }]),
    )
    const message = { touser: openid, template_id: template?.templateId, data }
    expect(await desk.code('message/template/send', message)).toBe(0)
    expect(await desk.event('TEMPLATESENDJOBFINISH')).toMatchObject({ Status: 'failed: system failed' })
    expect(await desk.inbox(id)).toEqual([])
  })

  it('are publications: refused after they were submitted', async () => {
    const { media_id: thumb } = await desk.upload('material/add_material?type=image', 'cover.jpg', 'jpg')
    const { media_id: draft } = await desk.call('draft/add', {
      articles: [{ title: '春茶手记', content: '<p>明前</p>', thumb_media_id: thumb }],
    })
    await next('publish', '4')
    const { publish_id: publishId } = await desk.call('freepublish/submit', { media_id: draft })
    await desk.wire.advance(2)
    expect(await desk.event('PUBLISHJOBFINISH')).toMatchObject({ PublishEventInfo: { publish_status: '4' } })
    expect(await desk.call('freepublish/get', { publish_id: publishId })).toMatchObject({ publish_status: 4 })
    expect(await desk.call('freepublish/batchget', { offset: 0, count: 20 })).toMatchObject({
      total_count: 0,
    })
  })
})
