import { fieldText, workCalls as calls } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import type { KnownPerson, World } from '../support/world'

/** Customer groups and what happens to customers and groups of a member who hands over or leaves. */
export const groupCases = (world: World): ContractCases => {
  const client = (): World['work'] => world.work
  const [userid = '', colleague = ''] = world.accounts.work.members.map((member) => member.userid)
  const newGroup = async (owner = userid, people: KnownPerson[] = []): Promise<string> => {
    const group = { owner, name: '谷雨茶友群', people: people.map(({ id }) => id) }
    return (await world.sandbox.post<{ chatId: string }>('work/groups', group)).chatId
  }
  /** Somebody new at the brand, with a customer and a group, who has just left again. */
  const leaver = async (): Promise<{ gone: string; externalUserid: string; chatId: string }> => {
    const gone = world.unique('left')
    await world.sandbox.put(`work/members/${gone}`, { name: '顾问', departments: [1] })
    const customer = await world.customerOf(gone)
    const chatId = await newGroup(gone, [customer])
    await world.sandbox.delete(`work/members/${gone}`)
    return { gone, externalUserid: customer.externalUserid, chatId }
  }
  return {
    groupChats: {
      grants: async () => {
        const made = [await newGroup(), await newGroup()]
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const request = { owner_filter: { userid_list: [userid] }, limit: 1, cursor }
          const page: Awaited<ReturnType<typeof ask>> = await ask(request)
          seen.push(...page.group_chat_list.map(({ chat_id: id }) => id))
          cursor = page.next_cursor
        } while (cursor !== '')
        expect(seen).toEqual(expect.arrayContaining(made))

        function ask(request: { limit: number; cursor?: string }) {
          return client().call(calls.groupChats, request)
        }
      },
      refuses: { 40058: () => client().call(calls.groupChats, { limit: 1001 }) },
    },
    groupChat: {
      grants: async () => {
        const customer = await world.customerOf(userid)
        const chatId = await newGroup(userid, [customer])
        const { group_chat: chat } = await client().call(calls.groupChat, { chat_id: chatId, need_name: 1 })
        expect(chat).toMatchObject({ chat_id: chatId, name: '谷雨茶友群', owner: userid })
        const member = chat.member_list.find((one) => one.userid === customer.externalUserid)
        expect(member).toMatchObject({ type: 2, unionid: customer.unionid, name: expect.any(String) as string })
      },
      refuses: {
        49008: async () => {
          const chatId = await newGroup()
          await world.sandbox.delete(`work/groups/${chatId}`)
          return client().call(calls.groupChat, { chat_id: chatId })
        },
      },
    },
    unassignedCustomers: {
      grants: async () => {
        const { gone, externalUserid } = await leaver()
        const seen: { handover_userid: string; external_userid: string }[] = []
        let cursor: string | undefined
        do {
          const page: Awaited<ReturnType<typeof ask>> = await ask(cursor)
          seen.push(...page.info)
          cursor = page.next_cursor
        } while (cursor !== '')
        expect(seen).toContainEqual(
          expect.objectContaining({ handover_userid: gone, external_userid: externalUserid }) as object,
        )

        function ask(from: string | undefined) {
          return client().call(calls.unassignedCustomers, { cursor: from, page_size: 1 })
        }
      },
    },
    transferResigned: {
      grants: async () => {
        const { gone, externalUserid } = await leaver()
        const hand = { handover_userid: gone, takeover_userid: colleague, external_userid: [externalUserid] }
        const { customer } = await client().call(calls.transferResigned, hand)
        expect(customer).toEqual([{ external_userid: externalUserid, errcode: 0 }])
      },
    },
    transferResignedResults: {
      grants: async () => {
        const { gone, externalUserid } = await leaver()
        const who = { handover_userid: gone, takeover_userid: colleague }
        await client().call(calls.transferResigned, { ...who, external_userid: [externalUserid] })
        const state = async (): Promise<number | undefined> =>
          (await client().call(calls.transferResignedResults, who)).customer[0]?.status
        expect(await state()).toBe(2)
        await world.advance(86_400 + 60)
        expect(await state()).toBe(1)
      },
    },
    transferGroupChats: {
      grants: async () => {
        const { chatId } = await leaver()
        const stays = await newGroup()
        const hand = { chat_id_list: [chatId, stays], new_owner: colleague }
        const { failed_chat_list: failed } = await client().call(calls.transferGroupChats, hand)
        expect(failed).toEqual([expect.objectContaining({ chat_id: stays, errcode: 90500 })])
        const { group_chat: chat } = await client().call(calls.groupChat, { chat_id: chatId })
        expect(chat.owner).toBe(colleague)
      },
    },
    transferGroupChatsOnJob: {
      grants: async () => {
        const chatId = await newGroup()
        const hand = { chat_id_list: [chatId], new_owner: colleague }
        expect(await client().call(calls.transferGroupChatsOnJob, hand)).toEqual({ failed_chat_list: [] })
        expect((await client().call(calls.groupChat, { chat_id: chatId })).group_chat.owner).toBe(colleague)
      },
    },
    acquisitionChat: {
      grants: async () => {
        const range = { user_list: [userid] }
        const { link } = await client().call(calls.createAcquisitionLink, { link_name: world.unique('获客'), range })
        const person = await world.person()
        await world.sandbox.post(`people/${person.id}/open-link`, { linkId: link.link_id, channel: 'poster' })
        const started = world.callbacks.next((fields) => fieldText(fields, 'ChatKey'))
        await world.sandbox.post(`people/${person.id}/write-member`, { userid, text: '您好' })
        const chat = await client().call(calls.acquisitionChat, { chat_key: await started })
        expect(chat).toMatchObject({ userid, external_userid: person.externalUserid })
        const page = await client().call(calls.acquiredCustomers, { link_id: link.link_id })
        expect(page.customer_list).toEqual([
          { external_userid: person.externalUserid, userid, chat_status: 1, state: 'poster' },
        ])
      },
    },
  }
}
