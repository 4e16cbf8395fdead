import { officialAccountCalls as calls } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import type { World } from '../support/world'

export const accountCases = (world: World): ContractCases => {
  const { appid, secret } = world.accounts.officialAccount
  const client = (): World['officialAccount'] => world.officialAccount
  return {
    stableToken: {
      grants: async () => {
        const first = await client().call(calls.stableToken, { appid, secret })
        expect(first.expires_in).toBeGreaterThanOrEqual(300)
        expect(await client().call(calls.stableToken, { appid, secret })).toMatchObject({
          access_token: first.access_token,
        })
      },
      refuses: {
        40013: () => client().call(calls.stableToken, { appid: 'wx0000000000000000', secret }),
        40125: () => client().call(calls.stableToken, { appid, secret: '0'.repeat(32) }),
      },
    },
    callbackAddresses: {
      grants: async () => {
        const { ip_list: addresses } = await client().call(calls.callbackAddresses, undefined)
        expect(addresses.length).toBeGreaterThan(0)
      },
    },
    apiAddresses: {
      grants: async () => {
        const { ip_list: addresses } = await client().call(calls.apiAddresses, undefined)
        expect(addresses.length).toBeGreaterThan(0)
      },
    },
    clearQuota: { grants: () => client().call(calls.clearQuota, { appid }) },
    quota: {
      grants: async () => {
        const { quota } = await client().call(calls.quota, { path: '/cgi-bin/message/template/send' })
        expect(quota.remain).toBe(quota.daily_limit - quota.used)
      },
      refuses: { 76021: () => client().call(calls.quota, { path: '/cgi-bin/nothing' }) },
    },
    checkCallback: {
      grants: async () => {
        const reply = await client().call(calls.checkCallback, {})
        expect([...reply.dns, ...reply.ping].every(({ ip }) => ip !== '')).toBe(true)
      },
    },
  }
}
