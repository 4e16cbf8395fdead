import { workCalls as calls } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import type { World } from '../support/world'

export const linkCases = (world: World): ContractCases => {
  const client = (): World['work'] => world.work
  const [userid = '', colleague = ''] = world.accounts.work.members.map((member) => member.userid)
  const newLink = async (): Promise<string> => {
    const request = { link_name: world.unique('获客'), range: { user_list: [userid] }, skip_verify: true }
    const { link } = await client().call(calls.createAcquisitionLink, request)
    expect(link.url).toMatch(/^https:\/\/work\.weixin\.qq\.com\/ca\//)
    return link.link_id
  }
  return {
    acquisitionLinks: {
      grants: async () => {
        const made = [await newLink(), await newLink()]
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const page: { link_id_list: string[]; next_cursor: string } = await client().call(calls.acquisitionLinks, {
            limit: 1,
            cursor,
          })
          seen.push(...page.link_id_list)
          cursor = page.next_cursor
        } while (cursor !== '')
        expect(seen).toEqual(expect.arrayContaining(made))
      },
    },
    acquisitionLink: {
      grants: async () => {
        const reply = await client().call(calls.acquisitionLink, { link_id: await newLink() })
        expect(reply.range?.user_list).toEqual([userid])
        expect(reply.link.skip_verify).toBe(true)
      },
    },
    createAcquisitionLink: { grants: newLink },
    updateAcquisitionLink: {
      grants: async () => {
        const id = await newLink()
        await client().call(calls.updateAcquisitionLink, {
          link_id: id,
          link_name: '改名',
          range: { user_list: [colleague] },
        })
        const reply = await client().call(calls.acquisitionLink, { link_id: id })
        expect(reply).toMatchObject({ link: { link_name: '改名' }, range: { user_list: [colleague] } })
      },
    },
    deleteAcquisitionLink: {
      grants: async () => {
        const id = await newLink()
        await client().call(calls.deleteAcquisitionLink, { link_id: id })
        expect((await client().call(calls.acquisitionLinks, { limit: 100 })).link_id_list).not.toContain(id)
      },
    },
    acquiredCustomers: {
      grants: async () => {
        const page = await client().call(calls.acquiredCustomers, { link_id: await newLink(), limit: 100 })
        expect(page).toEqual({ customer_list: [], next_cursor: '' })
      },
    },
    acquisitionStatistic: {
      grants: async () => {
        const { now } = await world.sandbox.get<{ now: string }>('clock')
        const seconds = Math.floor(Date.parse(now) / 1000)
        const request = { link_id: await newLink(), start_time: seconds - 86_400, end_time: seconds }
        expect(await client().call(calls.acquisitionStatistic, request)).toEqual({
          click_link_customer_cnt: 0,
          new_customer_cnt: 0,
        })
      },
    },
    acquisitionQuota: {
      grants: async () => {
        const { total, balance } = await client().call(calls.acquisitionQuota, undefined)
        expect(balance).toBeLessThanOrEqual(total)
      },
    },
  }
}
