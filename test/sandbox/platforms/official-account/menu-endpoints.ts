import type { Endpoint } from '../../kernel/endpoint'
import { weixinRows } from '../weixin/rows'
import type { Menus } from './menus'

export function menuEndpoints(menus: Menus): Endpoint[] {
  const button = [{ type: 'click', name: '今日推荐', key: 'TODAY' }]
  const refusals = [
    40007, 40013, 40016, 40017, 40018, 40019, 40020, 40023, 40024, 40025, 40026, 40027, 40054, 40055, 40165, 45064,
    53600,
  ]
  return weixinRows(
    ['official_account'],
    [
      {
        method: 'POST',
        path: '/cgi-bin/menu/create',
        about: '创建自定义菜单，一级最多 3 个，二级最多 5 个',
        sample: { body: { button } },
        errors: refusals,
        dailyLimit: 1000,
        handle: ({ body }) => menus.create(body),
      },
      {
        method: 'GET',
        path: '/cgi-bin/menu/get',
        about: '获取默认菜单和个性化菜单',
        errors: [46003],
        handle: () => menus.get(),
      },
      {
        method: 'GET',
        path: '/cgi-bin/menu/delete',
        about: '删除全部菜单，含个性化菜单',
        dailyLimit: 1000,
        handle: () => menus.removeAll(),
      },
      {
        method: 'POST',
        path: '/cgi-bin/menu/addconditional',
        about: '创建个性化菜单，按标签或手机系统匹配',
        sample: { body: { button, matchrule: { tag_id: '105' } } },
        errors: [...refusals, 45159, 65303, 65304],
        handle: ({ body }) => menus.addConditional(body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/menu/delconditional',
        about: '删除个性化菜单',
        sample: { body: { menuid: '420000001' } },
        errors: [65301],
        handle: ({ body }) => menus.removeConditional(body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/menu/trymatch',
        about: '测试某个用户看到的菜单',
        sample: { body: { user_id: 'oGUIYIsandboxOpenidOfSomebody' } },
        errors: [46003, 65302],
        handle: ({ body }) => menus.tryMatch(body),
      },
      {
        method: 'GET',
        path: '/cgi-bin/get_current_selfmenu_info',
        about: '查询当前使用的菜单',
        handle: () => menus.current(),
      },
    ],
  )
}
