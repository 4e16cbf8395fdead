import { miniProgramCalls as calls, type MiniProgramSession } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import { files, type World } from '../support/world'

const nobody = 'oNobodyOfThisAccount00000000'

export const userCases = (world: World): ContractCases => {
  const { appid, secret } = world.accounts.miniProgram
  const client = (): World['miniProgram'] => world.miniProgram
  const code = async (kind: 'login-code' | 'phone-code', personId?: string): Promise<string> => {
    const id = personId ?? (await world.person()).id
    return (await world.sandbox.post<{ code: string }>(`people/${id}/${kind}`, { appid })).code
  }
  const login = async (): Promise<MiniProgramSession> => client().session(await code('login-code'))
  /** Says something in the mini-program's chat: a window of 48 hours. */
  const visitor = async (): Promise<string> => {
    const person = await world.person()
    await client().session(await code('login-code', person.id))
    await world.sandbox.post(`people/${person.id}/message`, { appid, text: '在吗' })
    return person.miniProgramOpenid
  }
  return {
    stableToken: {
      grants: async () => {
        const first = await client().call(calls.stableToken, { appid, secret })
        const again = await client().call(calls.stableToken, { appid, secret })
        expect(again.access_token).toBe(first.access_token)
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
    clearQuota: { grants: () => client().call(calls.clearQuota, { appid }) },
    quota: {
      grants: async () => {
        const { quota } = await client().call(calls.quota, { path: '/wxa/getwxacodeunlimit' })
        expect(quota.remain).toBe(quota.daily_limit - quota.used)
      },
      refuses: { 76021: () => client().call(calls.quota, { path: '/cgi-bin/nothing' }) },
    },
    session: {
      grants: async () => {
        const person = await world.person()
        const session = await client().session(await code('login-code', person.id))
        expect(session).toMatchObject({ openid: person.miniProgramOpenid, unionid: person.unionid })
        expect(Buffer.from(session.session_key, 'base64')).toHaveLength(16)
      },
      refuses: {
        40029: () => client().session('x'),
        40163: async () => {
          const used = await code('login-code')
          await client().session(used)
          return client().session(used)
        },
        40013: async () => client().call(calls.session, { appid: 'wx0', secret, code: await code('login-code') }),
        40125: async () => client().call(calls.session, { appid, secret: 'x', code: await code('login-code') }),
      },
    },
    checkSession: {
      grants: async () => {
        const { openid, session_key: sessionKey } = await login()
        expect(await client().isSessionAlive({ openid, sessionKey })).toBe(true)
        const other = Buffer.alloc(16, 1).toString('base64')
        expect(await client().isSessionAlive({ openid, sessionKey: other })).toBe(false)
      },
      refuses: {
        87009: async () =>
          client().call(calls.checkSession, { openid: (await login()).openid, signature: '0'.repeat(64) }),
        40003: () => client().call(calls.checkSession, { openid: nobody, signature: '0'.repeat(64) }),
      },
    },
    resetSession: {
      grants: async () => {
        const { openid, session_key: sessionKey } = await login()
        const fresh = await client().resetSession({ openid, sessionKey })
        expect(await client().isSessionAlive({ openid, sessionKey: fresh })).toBe(true)
        expect(await client().isSessionAlive({ openid, sessionKey })).toBe(false)
      },
      refuses: {
        87009: async () =>
          client().call(calls.resetSession, { openid: (await login()).openid, signature: '0'.repeat(64) }),
      },
    },
    phoneNumber: {
      grants: async () => {
        const phone = await client().phoneNumber(await code('phone-code'))
        expect(phone.watermark.appid).toBe(appid)
        expect(phone.purePhoneNumber).toMatch(/^\d{11}$/)
        expect(phone.countryCode).toBe('86')
      },
      refuses: {
        40029: async () => {
          const used = await code('phone-code')
          await client().phoneNumber(used)
          return client().phoneNumber(used)
        },
      },
    },
    sendCustomMessage: {
      grants: async () =>
        client().call(calls.sendCustomMessage, { touser: await visitor(), msgtype: 'text', text: { content: '您好' } }),
      refuses: {
        40003: () =>
          client().call(calls.sendCustomMessage, { touser: nobody, msgtype: 'text', text: { content: 'a' } }),
        45015: async () =>
          client().call(calls.sendCustomMessage, {
            touser: (await login()).openid,
            msgtype: 'text',
            text: { content: 'a' },
          }),
        45047: async () => {
          const touser = await visitor()
          for (;;) await client().call(calls.sendCustomMessage, { touser, msgtype: 'text', text: { content: 'a' } })
        },
      },
    },
    setTyping: {
      grants: async () => client().call(calls.setTyping, { touser: await visitor(), command: 'Typing' }),
    },
    uploadMedia: {
      grants: async () => {
        const { media_id: mediaId } = await client().call(calls.uploadMedia, { type: 'image', file: files.png })
        const touser = await visitor()
        await client().call(calls.sendCustomMessage, { touser, msgtype: 'image', image: { media_id: mediaId } })
      },
      refuses: { 40004: () => client().call(calls.uploadMedia, { type: 'song' as 'voice', file: files.png }) },
    },
    mediaFile: {
      grants: async () => {
        const { media_id: mediaId } = await client().call(calls.uploadMedia, { type: 'image', file: files.png })
        expect((await client().file(calls.mediaFile, { media_id: mediaId })).bytes).toEqual(files.png.bytes)
      },
      refuses: { 40007: () => client().file(calls.mediaFile, { media_id: 'x' }) },
    },
  }
}
