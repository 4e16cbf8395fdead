import { workCalls as calls } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import { files, type World } from '../support/world'

export const memberCases = (world: World): ContractCases => {
  const { corpid, secret, members } = world.accounts.work
  const client = (): World['work'] => world.work
  const userid = members[0]?.userid ?? ''
  const code = async (privateInfo = false): Promise<string> =>
    (await world.sandbox.post<{ code: string }>(`work/members/${userid}/oauth-code`, { privateInfo })).code
  const addresses = async (call: typeof calls.callbackAddresses): Promise<void> => {
    const { ip_list: list } = await client().call(call, undefined)
    expect(list.length).toBeGreaterThan(0)
  }
  return {
    token: {
      grants: async () => {
        const first = await client().call(calls.token, { corpid, secret })
        expect((await client().call(calls.token, { corpid, secret })).access_token).toBe(first.access_token)
      },
      refuses: {
        40013: () => client().call(calls.token, { corpid: 'ww0', secret }),
        40001: () => client().call(calls.token, { corpid, secret: 'x' }),
      },
    },
    callbackAddresses: { grants: () => addresses(calls.callbackAddresses) },
    apiAddresses: { grants: () => addresses(calls.apiAddresses) },
    departments: {
      grants: async () => {
        const { department: all } = await client().call(calls.departments, {})
        expect(all).toContainEqual(expect.objectContaining({ id: 1, parentid: 0 }))
      },
    },
    departmentIds: {
      grants: async () => {
        const { department_id: all } = await client().call(calls.departmentIds, {})
        expect(all.map(({ id }) => id)).toContain(1)
      },
    },
    members: {
      grants: async () => {
        const { userlist: all } = await client().call(calls.members, { department_id: 1 })
        expect(all.find((member) => member.userid === userid)).toMatchObject({ status: 1, name: members[0]?.name })
      },
    },
    memberNames: {
      grants: async () => {
        const { userlist: all } = await client().call(calls.memberNames, { department_id: 1 })
        expect(all.map((member) => member.userid)).toContain(userid)
      },
    },
    member: {
      grants: async () => {
        expect(await client().call(calls.member, { userid })).toMatchObject({
          userid,
          name: members[0]?.name,
          status: 1,
        })
      },
      refuses: { 60111: () => client().call(calls.member, { userid: 'nobody' }) },
    },
    useridOfPhone: {
      grants: async () => {
        const { user_ticket: ticket } = await client().call(calls.oauthUser, { code: await code(true) })
        const { mobile } = await client().call(calls.oauthUserDetail, { user_ticket: ticket ?? '' })
        expect(await client().call(calls.useridOfPhone, { mobile: mobile ?? '' })).toEqual({ userid })
      },
      refuses: {
        46004: () => client().call(calls.useridOfPhone, { mobile: ['170', '9999', '9999'].join('') }),
      },
    },
    jsapiTicket: {
      grants: async () => {
        const page = 'https://example.com/sidebar/'
        const [corp, agent] = [await client().signPageForCorp(page), await client().signPageForAgent(page)]
        expect(corp.signature).toMatch(/^[0-9a-f]{40}$/)
        expect(agent.signature).not.toBe(corp.signature)
        expect((await client().call(calls.jsapiTicket, undefined)).expires_in).toBeLessThanOrEqual(7200)
      },
    },
    agentTicket: {
      grants: async () => {
        const [corp, agent] = [
          await client().call(calls.jsapiTicket, undefined),
          await client().call(calls.agentTicket, undefined),
        ]
        expect(agent.ticket).not.toBe(corp.ticket)
      },
    },
    oauthUser: {
      grants: async () => {
        expect(await client().call(calls.oauthUser, { code: await code() })).toMatchObject({ userid })
      },
      refuses: {
        40029: async () => {
          const used = await code()
          await client().call(calls.oauthUser, { code: used })
          return client().call(calls.oauthUser, { code: used })
        },
      },
    },
    oauthUserDetail: {
      grants: async () => {
        const { user_ticket: ticket } = await client().call(calls.oauthUser, { code: await code(true) })
        const detail = await client().call(calls.oauthUserDetail, { user_ticket: ticket ?? '' })
        expect(detail.userid).toBe(userid)
        expect(detail.mobile).toMatch(/^\d{11}$/)
      },
    },
    uploadMedia: {
      grants: async () => {
        const reply = await client().call(calls.uploadMedia, { type: 'file', file: files.pdf })
        expect(reply.media_id).not.toBe('')
        expect(reply.created_at).toBeGreaterThan(1_700_000_000)
      },
      refuses: { 40004: () => client().call(calls.uploadMedia, { type: 'song' as 'file', file: files.pdf }) },
    },
    uploadImage: {
      grants: async () => expect((await client().call(calls.uploadImage, { file: files.png })).url).toMatch(/^http/),
    },
    uploadAttachment: {
      grants: async () => {
        const request = { media_type: 'image', attachment_type: 1, file: files.png } as const
        expect((await client().call(calls.uploadAttachment, request)).media_id).not.toBe('')
      },
      refuses: {
        40004: () =>
          client().call(calls.uploadAttachment, { media_type: 'song' as 'file', attachment_type: 1, file: files.png }),
      },
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
