import { officialAccountCalls as calls } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import type { World } from '../support/world'

export const userCases = (world: World): ContractCases => {
  const client = (): World['officialAccount'] => world.officialAccount
  const nobody = 'oNobodyOfThisAccount00000000'
  return {
    user: {
      grants: async () => {
        const { openid, unionid } = await world.follower()
        const user = await client().call(calls.user, { openid })
        expect(user).toMatchObject({ subscribe: 1, openid, unionid, tagid_list: [] })
        const { openid: stranger } = await world.person()
        expect(await client().call(calls.user, { openid: stranger })).toMatchObject({ subscribe: 0, openid: stranger })
      },
      refuses: { 40003: () => client().call(calls.user, { openid: nobody }) },
    },
    users: {
      grants: async () => {
        const openids = [(await world.follower()).openid, (await world.follower()).openid]
        const reply = await client().call(calls.users, { user_list: openids.map((openid) => ({ openid })) })
        expect(reply.user_info_list.map(({ openid }) => openid)).toEqual(openids)
      },
      refuses: {
        40003: async () => {
          const { openid } = await world.follower()
          return client().call(calls.users, { user_list: [{ openid }, { openid: nobody }] })
        },
        40032: () => client().call(calls.users, { user_list: Array.from({ length: 101 }, () => ({ openid: nobody })) }),
      },
    },
    followers: {
      grants: async () => {
        const { openid } = await world.follower()
        const page = await client().call(calls.followers, {})
        expect(page.data?.openid).toContain(openid)
        expect(page.count).toBe(page.data?.openid.length)
        const end = await client().call(calls.followers, { after: page.next_openid })
        expect(end).toMatchObject({ count: 0, data: undefined })
      },
      refuses: { 40003: () => client().call(calls.followers, { after: nobody }) },
    },
    setRemark: {
      grants: async () => {
        const { openid } = await world.follower()
        await client().call(calls.setRemark, { openid, remark: '爱喝龙井' })
        expect(await client().call(calls.user, { openid })).toMatchObject({ remark: '爱喝龙井' })
      },
      refuses: { 40003: () => client().call(calls.setRemark, { openid: nobody, remark: 'x' }) },
    },
    blacklist: {
      grants: async () => {
        const { openid } = await world.follower()
        await client().call(calls.block, { openid_list: [openid] })
        const page = await client().call(calls.blacklist, { begin_openid: '' })
        expect(page.data?.openid).toContain(openid)
      },
      refuses: { 40003: () => client().call(calls.blacklist, { begin_openid: nobody }) },
    },
    block: {
      grants: async () => client().call(calls.block, { openid_list: [(await world.follower()).openid] }),
      refuses: {
        40003: () => client().call(calls.block, { openid_list: [nobody] }),
        40032: () => client().call(calls.block, { openid_list: Array.from({ length: 21 }, () => nobody) }),
        49003: async () => client().call(calls.block, { openid_list: [(await world.person()).miniProgramOpenid] }),
      },
    },
    unblock: {
      grants: async () => {
        const { openid } = await world.follower()
        await client().call(calls.block, { openid_list: [openid] })
        await client().call(calls.unblock, { openid_list: [openid] })
        const page = await client().call(calls.blacklist, { begin_openid: '' })
        expect(page.data?.openid ?? []).not.toContain(openid)
      },
      refuses: { 40032: () => client().call(calls.unblock, { openid_list: Array.from({ length: 21 }, () => nobody) }) },
    },
  }
}
