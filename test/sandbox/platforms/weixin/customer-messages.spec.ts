import { accounts } from '../../testing/sandbox-client'
import { OfficialAccountDesk } from '../../testing/official-account-desk'

const HOUR = 3600

describe('customer-service messages', () => {
  let desk: OfficialAccountDesk

  beforeEach(async () => {
    desk = await OfficialAccountDesk.open()
  })
  afterEach(() => desk.close())

  const send = (touser: string, message: object = { msgtype: 'text', text: { content: '您好' } }): Promise<unknown> =>
    desk.code('message/custom/send', { touser, ...message })

  it('are three within a minute of following, five within 48 hours of a message', async () => {
    const { id, openid } = await desk.follower()
    expect([await send(openid), await send(openid), await send(openid), await send(openid)]).toEqual([0, 0, 0, 45047])
    await desk.wire.advance(61)
    expect(await send(openid)).toBe(45015)
    await desk.act(id, 'message', { text: '在吗' })
    await desk.wire.advance(48 * HOUR - 10)
    const codes: unknown[] = []
    for (let count = 0; count < 6; count += 1) codes.push(await send(openid))
    expect(codes).toEqual([0, 0, 0, 0, 0, 45047])
    await desk.act(id, 'message', { text: '还在吗' })
    await desk.wire.advance(48 * HOUR)
    expect(await send(openid)).toBe(45015)
  })

  it('open by a menu tap and by an answer to a menu message for a minute, not by a link in the menu', async () => {
    const { id, openid } = await desk.follower()
    const url = 'https://guyuji.example/'
    await desk.call('menu/create', {
      button: [
        { type: 'click', name: '推荐', key: 'K' },
        { type: 'view', name: '商城', url },
      ],
    })
    await desk.wire.advance(61)
    await desk.act(id, 'menu-tap', { button: 1 })
    expect(await send(openid)).toBe(45015)
    await desk.act(id, 'menu-tap', { button: 0 })
    expect([await send(openid), await send(openid), await send(openid), await send(openid)]).toEqual([0, 0, 0, 45047])
    await desk.wire.advance(61)
    await desk.act(id, 'message', { text: '有帮助', menuId: '101' })
    expect(desk.callbacks().at(-1)).toMatchObject({ Content: '有帮助', bizmsgmenuid: '101' })
    await desk.wire.advance(61)
    expect(await send(openid)).toBe(45015)
  })

  it('close when the person leaves', async () => {
    const { id, openid } = await desk.follower()
    await desk.act(id, 'unfollow')
    expect(await send(openid)).toBe(45015)
  })

  it('come in all kinds, and what is wrong with one costs nothing of the window', async () => {
    const { id, openid } = await desk.follower()
    const { media_id: mediaId } = await desk.upload('media/upload?type=image', 'tea.png', 'png')
    expect(await send('oNobody')).toBe(40003)
    expect(await send(openid, { msgtype: 'telepathy' })).toBe(40008)
    expect(await send(openid, { msgtype: 'text', text: {} })).toBe(44004)
    expect(await send(openid, { msgtype: 'text', text: { content: '茶'.repeat(700) } })).toBe(45002)
    expect(await send(openid, { msgtype: 'image', image: { media_id: 'gone' } })).toBe(40007)
    const page = { title: '商城', appid: accounts.miniProgram.appid, pagepath: 'pages/index/index' }
    for (const [msgtype, content] of Object.entries({
      miniprogrampage: page,
      music: { title: '采茶曲', musicurl: 'https://x.example/a.mp3' },
      video: { media_id: mediaId },
    }))
      expect(await send(openid, { msgtype, [msgtype]: { ...content, thumb_media_id: 'gone' } })).toBe(40007)
    expect(await send(openid, { msgtype: 'mpnewsarticle', mpnewsarticle: { article_id: 'gone' } })).toBe(53600)
    expect(await send(openid, { msgtype: 'news', news: { articles: [{ title: '一' }, { title: '二' }] } })).toBe(45008)
    expect(await send(openid, { msgtype: 'image', image: { media_id: mediaId } })).toBe(0)
    expect(
      await send(openid, { msgtype: 'news', news: { articles: [{ title: '春茶', url: 'https://x.example/' }] } }),
    ).toBe(0)
    const choices = { head_content: '有帮助吗', list: [{ id: '1', content: '有' }], tail_content: '' }
    expect(await send(openid, { msgtype: 'msgmenu', msgmenu: choices })).toBe(0)
    expect(await desk.inbox(id)).toMatchObject([
      { kind: 'customer_service', attachments: [{ kind: 'image' }] },
      { attachments: [{ kind: 'link', title: '春茶' }] },
      { text: '有帮助吗', choices: [{ id: '1', text: '有' }] },
    ])
  })

  it('answer pictures, which can be fetched by what the callback names', async () => {
    const { id } = await desk.follower()
    const content = Buffer.from('a picture').toString('base64')
    await desk.act(id, 'message', { type: 'image', name: 'tea.png', content })
    const { MediaId: mediaId, PicUrl: url } = desk.callbacks().at(-1) ?? {}
    expect(await desk.text(`media/get?media_id=${String(mediaId)}`)).toBe('a picture')
    expect(await (await fetch(String(url))).text()).toBe('a picture')
    await desk.act(id, 'message', { type: 'location', latitude: 30.25, longitude: 120.14, label: '北山街' })
    expect(desk.callbacks().at(-1)).toMatchObject({ Location_X: '30.25', Label: '北山街' })
  })

  it('may be announced by typing, once at a time', async () => {
    const { id, openid } = await desk.follower()
    const type = (command: string): Promise<unknown> => desk.code('message/custom/typing', { touser: openid, command })
    expect(await type('Dancing')).toBe(45072)
    expect(await type('CancelTyping')).toBe(45080)
    expect(await type('Typing')).toBe(0)
    expect(await desk.wire.controlGet(`people/${id}`)).toMatchObject({ typing: [accounts.officialAccount.appid] })
    expect(await type('Typing')).toBe(45081)
    expect(await type('CancelTyping')).toBe(0)
    await desk.wire.advance(61)
    expect(await type('Typing')).toBe(45015)
  })

  it('of the mini-program: two within a minute of entering, five after a message', async () => {
    const { wire } = desk
    const { appid } = accounts.miniProgram
    const { id } = await wire.person()
    const touser = await wire.openid(id, appid)
    const path = `api.weixin.qq.com/cgi-bin/message/custom/send?access_token=${await wire.miniProgramToken()}`
    const answer = async (): Promise<unknown> =>
      (await wire.call(path, { touser, msgtype: 'text', text: { content: '您好' } })).errcode
    expect(await answer()).toBe(45015)
    await wire.control(`people/${id}/enter-service`, { appid })
    expect([await answer(), await answer(), await answer()]).toEqual([0, 0, 45047])
    await wire.control(`people/${id}/message`, { appid, text: '怎么用券' })
    expect(await answer()).toBe(0)
    expect(wire.receiver.received.map((item) => item.path)).toEqual(Array(2).fill(`/callbacks/mini-program/${appid}`))
  })
})
