import { accounts } from '../../testing/sandbox-client'
import { OfficialAccountDesk } from '../../testing/official-account-desk'

const click = { type: 'click', name: '今日推荐', key: 'TODAY' }
const view = { type: 'view', name: '商城', url: 'https://guyuji.example/' }

describe('menus of the official account', () => {
  let desk: OfficialAccountDesk

  beforeEach(async () => {
    desk = await OfficialAccountDesk.open()
  })
  afterEach(() => desk.close())

  it('are made, shown on the phone, tapped and deleted', async () => {
    const { id } = await desk.follower()
    expect(await desk.code('menu/get')).toBe(46003)
    expect(await desk.call('get_current_selfmenu_info')).toEqual({ is_menu_open: 0 })
    expect(await desk.code('menu/create', { button: [click, { name: '更多', sub_button: [view] }] })).toBe(0)
    expect(await desk.call('menu/get')).toMatchObject({
      menu: {
        button: [
          { ...click, sub_button: [] },
          { name: '更多', sub_button: [view] },
        ],
      },
    })
    expect(await desk.wire.controlGet(`people/${id}/menu`)).toMatchObject({
      buttons: [{ name: '今日推荐' }, { name: '更多', sub_button: [{ name: '商城' }] }],
    })
    await desk.act(id, 'menu-tap', { button: 0 })
    expect(desk.callbacks().at(-1)).toMatchObject({ MsgType: 'event', Event: 'CLICK', EventKey: 'TODAY' })
    expect(await desk.act(id, 'menu-tap', { button: 1, sub: 0 })).toMatchObject({ url: view.url, delivered: true })
    expect(desk.callbacks().at(-1)).toMatchObject({ Event: 'VIEW', EventKey: view.url })
    expect(await desk.act(id, 'menu-tap', { button: 2 })).toMatchObject({ error: { code: 'NOT_FOUND' } })
    expect(await desk.code('menu/delete')).toBe(0)
    expect(await desk.code('menu/get')).toBe(46003)
  })

  it('for some are shown to whom they fit, the newest first', async () => {
    const [fan, other] = [await desk.follower(), await desk.follower()]
    const { tag } = await desk.call('tags/create', { tag: { name: '茶客' } })
    const tagId = (tag as { id: number }).id
    await desk.call('tags/members/batchtagging', { openid_list: [fan.openid], tagid: tagId })
    const conditional = { button: [{ ...click, name: '茶客专享' }], matchrule: { tag_id: String(tagId) } }
    expect(await desk.code('menu/addconditional', conditional)).toBe(65303)
    await desk.call('menu/create', { button: [click] })
    expect(await desk.code('menu/addconditional', { ...conditional, matchrule: {} })).toBe(65304)
    expect(await desk.code('menu/addconditional', { ...conditional, matchrule: { tag_id: '4040' } })).toBe(45159)
    const { menuid } = await desk.call('menu/addconditional', conditional)
    expect(await desk.call('menu/trymatch', { user_id: fan.openid })).toMatchObject({ button: [{ name: '茶客专享' }] })
    expect(await desk.call('menu/trymatch', { user_id: other.openid })).toMatchObject({
      button: [{ name: '今日推荐' }],
    })
    expect(await desk.code('menu/trymatch', { user_id: 'oNobody' })).toBe(65302)
    expect(await desk.code('menu/delconditional', { menuid: '1' })).toBe(65301)
    expect(await desk.code('menu/delconditional', { menuid })).toBe(0)
    expect(await desk.call('menu/trymatch', { user_id: fan.openid })).toMatchObject({ button: [{ name: '今日推荐' }] })
  })

  it.each([
    ['no buttons', [], 40016],
    ['four buttons', [click, click, click, click], 40016],
    ['a long name', [{ ...click, name: '这个名字太长了' }], 40018],
    ['a long key', [{ ...click, key: 'k'.repeat(129) }], 40019],
    ['no key', [{ type: 'click', name: '推荐' }], 40019],
    ['an unknown type', [{ ...click, type: 'teleport' }], 40017],
    ['a broken address', [{ ...view, url: 'nowhere' }], 40055],
    ['six buttons below one', [{ name: '更多', sub_button: Array(6).fill(click) }], 40023],
    ['a broken address below', [{ name: '更多', sub_button: [{ ...view, url: 'ftp://x' }] }], 40054],
    [
      'a foreign mini-program',
      [{ type: 'miniprogram', name: '会员', url: view.url, appid: 'wx0', pagepath: 'p' }],
      45064,
    ],
  ])('are refused with %s', async (_, button, errcode) => {
    expect(await desk.code('menu/create', { button })).toBe(errcode)
  })

  it('lead into the brand’s own mini-program', async () => {
    const { id } = await desk.follower()
    const { appid } = accounts.miniProgram
    const button = { type: 'miniprogram', name: '会员', url: view.url, appid, pagepath: 'pages/index/index' }
    expect(await desk.code('menu/create', { button: [button] })).toBe(0)
    await desk.act(id, 'menu-tap', { button: 0 })
    expect(desk.callbacks().at(-1)).toMatchObject({ Event: 'view_miniprogram', EventKey: 'pages/index/index' })
  })
})
