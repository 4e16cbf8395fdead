import { OfficialAccountDesk } from '../../testing/official-account-desk'

const DAY = 86_400

describe('material, drafts and publishing', () => {
  let desk: OfficialAccountDesk
  let thumb: string

  beforeEach(async () => {
    desk = await OfficialAccountDesk.open()
    thumb = String((await desk.upload('material/add_material?type=image', 'cover.jpg', 'jpg')).media_id)
  })
  afterEach(() => desk.close())

  const article = (change: object = {}): object => ({
    title: '春茶手记',
    content: '<p>明前</p><script>alert(1)</script>',
    thumb_media_id: thumb,
    ...change,
  })
  const draft = async (...articles: object[]): Promise<string> =>
    String((await desk.call('draft/add', { articles })).media_id)

  it('temporary files end after three days, permanent ones do not', async () => {
    const { media_id: mediaId, created_at: at } = await desk.upload('media/upload?type=image', 'tea.png', 'a picture')
    expect(at).toBeGreaterThan(1_700_000_000)
    expect(await desk.text(`media/get?media_id=${String(mediaId)}`)).toBe('a picture')
    await desk.wire.advance(3 * DAY)
    expect(await desk.code(`media/get?media_id=${String(mediaId)}`)).toBe(40007)
    expect(await desk.text('material/get_material', { media_id: thumb })).toBe('jpg')
    expect(await desk.call('material/get_materialcount')).toEqual({
      image_count: 1,
      voice_count: 0,
      video_count: 0,
      news_count: 0,
    })
    expect(await desk.call('material/batchget_material', { type: 'image', offset: 0, count: 20 })).toMatchObject({
      total_count: 1,
      item: [{ media_id: thumb, name: 'cover.jpg' }],
    })
    await desk.call('menu/create', { button: [{ type: 'media_id', name: '茶单', media_id: thumb }] })
    expect(await desk.code('material/del_material', { media_id: thumb })).toBe(48005)
    await desk.call('menu/delete')
    expect(await desk.code('material/del_material', { media_id: thumb })).toBe(0)
    expect(await desk.code('material/del_material', { media_id: thumb })).toBe(40007)
  })

  it('refuses files of the wrong kind and size', async () => {
    const code = async (path: string, name: string, content: string): Promise<unknown> =>
      (await desk.upload(path, name, content)).errcode
    expect(await code('media/upload?type=book', 'a.jpg', 'x')).toBe(40004)
    expect(await code('media/upload?type=image', 'a.exe', 'x')).toBe(40005)
    expect(await code('media/upload?type=thumb', 'a.jpg', 'x'.repeat(64 * 1024 + 1))).toBe(40006)
    expect(await code('media/upload?type=image', 'a.jpg', '')).toBe(41005)
    expect(await code('media/uploadimg?x=1', 'a.jpg', 'x'.repeat(1024 * 1024 + 1))).toBe(40009)
    expect(await desk.code('media/upload?type=image', { not: 'a form' })).toBe(41005)
  })

  it('keeps drafts, cuts scripts out of them and changes one article at a time', async () => {
    const mediaId = await draft(article(), article({ title: '第二篇' }))
    expect(await desk.call('draft/get', { media_id: mediaId })).toMatchObject({
      news_item: [{ title: '春茶手记', content: '<p>明前</p>' }, { title: '第二篇' }],
    })
    const change = { media_id: mediaId, index: 1, articles: article({ title: '改过的' }) }
    expect(await desk.code('draft/update', change)).toBe(0)
    expect(await desk.code('draft/update', { ...change, index: 2 })).toBe(40114)
    expect(await desk.call('draft/count')).toEqual({ total_count: 1 })
    const page = await desk.call('draft/batchget', { offset: 0, count: 20, no_content: 1 })
    expect(page).toMatchObject({ total_count: 1, item_count: 1, item: [{ media_id: mediaId }] })
    expect(JSON.stringify(page)).not.toContain('明前')
    expect(await desk.code('draft/batchget', { offset: 0, count: 21 })).toBe(40097)
    expect(await desk.code('draft/delete', { media_id: mediaId })).toBe(0)
    expect(await desk.code('draft/get', { media_id: mediaId })).toBe(40007)
  })

  it.each([
    ['a long title', { title: '茶'.repeat(33) }, 45003],
    ['a long author', { author: '茶'.repeat(17) }, 45110],
    ['a long digest', { digest: '茶'.repeat(121) }, 45004],
    ['no content', { content: '' }, 44004],
    ['too much content', { content: '茶'.repeat(20_000) }, 45002],
    ['an unknown cover', { thumb_media_id: 'nothing' }, 40007],
  ])('refuses an article with %s', async (_, change, errcode) => {
    expect(await desk.code('draft/add', { articles: [article(change)] })).toBe(errcode)
  })

  it('publishes, tells the end by an event, and takes back', async () => {
    const mediaId = await draft(article())
    const { publish_id: publishId } = await desk.call('freepublish/submit', { media_id: mediaId })
    expect(await desk.call('freepublish/get', { publish_id: publishId })).toMatchObject({ publish_status: 1 })
    await desk.wire.advance(2)
    const event = await desk.event('PUBLISHJOBFINISH')
    expect(event).toMatchObject({ PublishEventInfo: { publish_id: publishId, publish_status: '0' } })
    const published = await desk.call('freepublish/get', { publish_id: publishId })
    expect(published).toMatchObject({ publish_status: 0, article_detail: { count: 1 } })
    const { article_id: articleId, article_detail: detail } = published
    const url = (detail as { item: { article_url: string }[] }).item[0]?.article_url ?? ''
    expect(await (await fetch(url)).text()).toContain('明前')
    expect(await desk.call('freepublish/batchget', { offset: 0, count: 1 })).toMatchObject({ total_count: 1 })
    expect(await desk.call('freepublish/getarticle', { article_id: articleId })).toMatchObject({
      news_item: [{ title: '春茶手记', is_deleted: false }],
    })
    expect(await desk.code('freepublish/delete', { article_id: articleId })).toBe(0)
    expect((await fetch(url)).status).toBe(404)
    expect(await desk.call('freepublish/get', { publish_id: publishId })).toMatchObject({ publish_status: 5 })
    expect(await desk.code('freepublish/get', { publish_id: '1' })).toBe(53600)
  })
})
