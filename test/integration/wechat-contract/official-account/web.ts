import { officialAccountCalls as calls, type OauthToken, type QrCodeRequest } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import type { World } from '../support/world'

const temporary = (scene: string): QrCodeRequest => ({
  action_name: 'QR_STR_SCENE',
  expire_seconds: 600,
  action_info: { scene: { scene_str: scene } },
})

export const webCases = (world: World): ContractCases => {
  const { appid, secret } = world.accounts.officialAccount
  const client = (): World['officialAccount'] => world.officialAccount
  const code = async (scope = 'snsapi_userinfo'): Promise<string> => {
    const { id } = await world.person()
    return (await world.sandbox.post<{ code: string }>(`people/${id}/oauth-code`, { appid, scope })).code
  }
  const token = async (scope?: string): Promise<OauthToken> => client().oauthToken(await code(scope))
  return {
    createQrCode: {
      grants: async () => {
        const made = await client().call(calls.createQrCode, temporary(world.unique()))
        expect(made).toMatchObject({ expire_seconds: 600, url: expect.stringMatching(/^http/) as string })
        const picture = await fetch(client().qrCodeImageUrl(made.ticket))
        expect(picture.headers.get('content-type')).toMatch(/^image/)
        const lasting = { action_name: 'QR_LIMIT_SCENE', action_info: { scene: { scene_id: 7 } } } as const
        expect((await client().call(calls.createQrCode, lasting)).expire_seconds).toBeUndefined()
      },
      refuses: {
        40052: () =>
          client().call(calls.createQrCode, { ...temporary('a'), action_name: 'QR_NONE' } as unknown as QrCodeRequest),
        40053: () => client().call(calls.createQrCode, temporary('x'.repeat(65))),
      },
    },
    jsapiTicket: {
      grants: async () => {
        const { ticket, expires_in: life } = await client().call(calls.jsapiTicket, undefined)
        expect(ticket.length).toBeGreaterThan(20)
        expect(life).toBeLessThanOrEqual(7200)
      },
    },
    oauthToken: {
      grants: async () => {
        const person = await token()
        expect(person).toMatchObject({ scope: 'snsapi_userinfo', expires_in: 7200 })
        expect(person.openid).toMatch(/^o/)
        expect(person.is_snapshotuser).toBeUndefined()
        const { id } = await world.person()
        const path = `people/${id}/oauth-code`
        const snapshot = await world.sandbox.post<{ code: string }>(path, { appid, snapshot: true })
        expect(await client().oauthToken(snapshot.code)).toMatchObject({ is_snapshotuser: 1 })
      },
      refuses: {
        40029: () => client().oauthToken('x'),
        40163: async () => {
          const used = await code()
          await client().oauthToken(used)
          return client().oauthToken(used)
        },
        41008: () => client().oauthToken(''),
        40013: async () => client().call(calls.oauthToken, { appid: 'wx0', secret, code: await code() }),
        40125: async () => client().call(calls.oauthToken, { appid, secret: 'x', code: await code() }),
      },
    },
    refreshOauth: {
      grants: async () => {
        const { refresh_token: refreshToken, openid } = await token()
        expect(await client().call(calls.refreshOauth, { appid, refreshToken })).toMatchObject({ openid })
      },
      refuses: {
        40030: () => client().call(calls.refreshOauth, { appid, refreshToken: 'x' }),
        42002: async () => {
          const { refresh_token: refreshToken } = await token()
          await world.advance(31 * 86_400)
          return client().call(calls.refreshOauth, { appid, refreshToken })
        },
      },
    },
    oauthUser: {
      grants: async () => {
        const { access_token: own, openid } = await token()
        const user = await client().call(calls.oauthUser, { token: own, openid })
        expect(user.openid).toBe(openid)
        expect(user.nickname).not.toBe('')
      },
      refuses: {
        40001: () => client().call(calls.oauthUser, { token: 'x', openid: 'o' }),
        48001: async () => {
          const { access_token: own, openid } = await token('snsapi_base')
          return client().call(calls.oauthUser, { token: own, openid })
        },
        40003: async () => {
          const [{ access_token: own }, { openid }] = [await token(), await token()]
          return client().call(calls.oauthUser, { token: own, openid })
        },
      },
    },
    checkOauth: {
      grants: async () => {
        const { access_token: own, openid } = await token()
        await client().call(calls.checkOauth, { token: own, openid })
      },
      refuses: {
        40003: async () => {
          const [{ access_token: own }, { openid }] = [await token(), await token()]
          return client().call(calls.checkOauth, { token: own, openid })
        },
      },
    },
  }
}
