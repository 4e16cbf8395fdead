import { officialAccountCalls as calls, type Menu, type MenuButton } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import type { World } from '../support/world'

const menu: Menu = {
  button: [
    { name: '今日好茶', type: 'click', key: 'tea_today' },
    {
      name: '会员',
      sub_button: [
        { name: '领券', type: 'view', url: 'https://example.com/coupons' },
        { name: '扫码', type: 'scancode_waitmsg', key: 'scan' },
      ],
    },
  ],
}

const one = (button: MenuButton): Menu => ({ button: [button] })

export const menuCases = (world: World): ContractCases => {
  const client = (): World['officialAccount'] => world.officialAccount
  const forTag = async (): Promise<{ menuid: string; tagId: number }> => {
    await client().call(calls.createMenu, menu)
    const { tag } = await client().call(calls.createTag, { name: world.unique('菜单') })
    const { menuid } = await client().call(calls.addConditionalMenu, {
      ...one({ name: '专属', type: 'click', key: 'vip' }),
      matchrule: { tag_id: String(tag.id) },
    })
    return { menuid, tagId: tag.id }
  }
  return {
    createMenu: {
      grants: async () => {
        await client().call(calls.createMenu, menu)
        expect((await client().call(calls.menu, undefined)).menu.button.map(({ name }) => name)).toEqual([
          '今日好茶',
          '会员',
        ])
      },
      refuses: {
        40016: () =>
          client().call(calls.createMenu, { button: Array.from({ length: 4 }, () => menu.button[0] as MenuButton) }),
        40018: () => client().call(calls.createMenu, one({ name: '名字太长了名字太长了', type: 'click', key: 'a' })),
        40019: () => client().call(calls.createMenu, one({ name: '茶', type: 'click', key: 'k'.repeat(129) })),
      },
    },
    menu: {
      grants: async () => {
        const { menuid } = await forTag()
        const { conditionalmenu } = await client().call(calls.menu, undefined)
        expect(conditionalmenu.map((conditional) => conditional.menuid)).toContain(menuid)
      },
      refuses: {
        46003: async () => {
          await client().call(calls.deleteMenu, undefined)
          return client().call(calls.menu, undefined)
        },
      },
    },
    deleteMenu: {
      grants: async () => {
        await client().call(calls.createMenu, menu)
        await client().call(calls.deleteMenu, undefined)
      },
    },
    addConditionalMenu: { grants: async () => expect((await forTag()).menuid).toMatch(/^\d+$/) },
    deleteConditionalMenu: {
      grants: async () => {
        const { menuid } = await forTag()
        await client().call(calls.deleteConditionalMenu, { menuid })
        const { conditionalmenu } = await client().call(calls.menu, undefined)
        expect(conditionalmenu.map((conditional) => conditional.menuid)).not.toContain(menuid)
      },
    },
    matchMenu: {
      grants: async () => {
        const [{ tagId }, { openid }] = [await forTag(), await world.follower()]
        const names = async (): Promise<string[]> =>
          (await client().call(calls.matchMenu, { user_id: openid })).button.map(({ name }) => name)
        expect(await names()).toEqual(['今日好茶', '会员'])
        await client().call(calls.tagFollowers, { openid_list: [openid], tagid: tagId })
        expect(await names()).toEqual(['专属'])
      },
    },
    currentMenu: {
      grants: async () => {
        await client().call(calls.createMenu, menu)
        expect(await client().call(calls.currentMenu, undefined)).toMatchObject({ is_menu_open: '1' })
      },
    },
  }
}
