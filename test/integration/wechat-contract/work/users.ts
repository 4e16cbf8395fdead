import { workCalls as calls, type ContactWayRequest } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import type { World } from '../support/world'

export const userCases = (world: World): ContractCases => {
  const client = (): World['work'] => world.work
  const [userid = '', colleague = '', third = ''] = world.accounts.work.members.map((member) => member.userid)
  const way = (change: Partial<ContactWayRequest> = {}): ContactWayRequest => ({
    type: 1,
    scene: 2,
    user: [userid],
    state: 'contract',
    ...change,
  })
  const newWay = async (): Promise<string> => (await client().call(calls.addContactWay, way())).config_id
  const newTag = async (): Promise<{ groupId: string; tagId: string; name: string }> => {
    const name = world.unique('标签')
    const { tag_group: group } = await client().call(calls.addCorpTags, {
      group_name: world.unique('组'),
      tag: [{ name }],
    })
    return { groupId: group.group_id, tagId: group.tag[0]?.id ?? '', name }
  }
  return {
    followUsers: {
      grants: async () => {
        expect((await client().call(calls.followUsers, undefined)).follow_user).toContain(userid)
      },
    },
    externalContactsOf: {
      grants: async () => {
        const { externalUserid } = await world.customerOf(userid)
        const { external_userid: all } = await client().call(calls.externalContactsOf, { userid })
        expect(all).toContain(externalUserid)
      },
      refuses: {
        84061: () => client().call(calls.externalContactsOf, { userid: third }),
        60111: () => client().call(calls.externalContactsOf, { userid: 'nobody' }),
      },
    },
    externalContact: {
      grants: async () => {
        const { externalUserid, unionid, id } = await world.customerOf(userid)
        await world.sandbox.post(`people/${id}/add-contact`, { userid: colleague, state: 'second' })
        const reply = await client().call(calls.externalContact, { external_userid: externalUserid })
        expect(reply.external_contact).toMatchObject({ external_userid: externalUserid, type: 1, unionid })
        expect(reply.follow_user.map((follow) => follow.userid).sort()).toEqual([colleague, userid].sort())
        expect(reply.follow_user.find((follow) => follow.userid === colleague)?.state).toBe('second')
      },
      refuses: {
        40096: () => client().call(calls.externalContact, { external_userid: 'x' }),
        84061: async () =>
          client().call(calls.externalContact, { external_userid: (await world.person()).externalUserid }),
      },
    },
    externalContacts: {
      grants: async () => {
        await world.customerOf(userid)
        const { externalUserid, id } = await world.customerOf(userid)
        await world.sandbox.post(`people/${id}/add-contact`, { userid: colleague })
        const seen: string[] = []
        for (let cursor: string | undefined = ''; cursor !== undefined;) {
          const page: Awaited<ReturnType<typeof ask>> = await ask(cursor)
          seen.push(
            ...page.external_contact_list.map(
              (row) => `${row.external_contact.external_userid} ${row.follow_info.userid}`,
            ),
          )
          cursor = page.next_cursor === '' ? undefined : page.next_cursor
        }
        expect(seen).toEqual(expect.arrayContaining([`${externalUserid} ${userid}`, `${externalUserid} ${colleague}`]))
        expect(new Set(seen).size).toBe(seen.length)

        async function ask(cursor: string) {
          return client().call(calls.externalContacts, { userid_list: [userid, colleague], cursor, limit: 2 })
        }
      },
      refuses: {
        40058: () =>
          client().call(calls.externalContacts, {
            userid_list: Array.from({ length: 101 }, (_, index) => `u${index}`),
          }),
      },
    },
    remark: {
      grants: async () => {
        const { externalUserid } = await world.customerOf(userid)
        const mobile = ['199', '0000', '0001'].join('')
        const change = { remark: '林姐', description: '爱喝龙井', remark_mobiles: [mobile] }
        await client().call(calls.remark, { userid, external_userid: externalUserid, ...change })
        const { follow_user: follows } = await client().call(calls.externalContact, { external_userid: externalUserid })
        expect(follows[0]).toMatchObject(change)
        await client().call(calls.remark, { userid, external_userid: externalUserid, remark_mobiles: [''] })
        const after = await client().call(calls.externalContact, { external_userid: externalUserid })
        expect(after.follow_user[0]).toMatchObject({ remark: '林姐', remark_mobiles: [] })
      },
      refuses: {
        40058: async () =>
          client().call(calls.remark, { userid, external_userid: (await world.customerOf(userid)).externalUserid }),
        84061: async () =>
          client().call(calls.remark, { userid, external_userid: (await world.person()).externalUserid, remark: 'a' }),
      },
    },
    addContactWay: {
      grants: async () => {
        const made = await client().call(calls.addContactWay, way())
        expect(made.config_id).not.toBe('')
        expect(made.qr_code).toMatch(/^http/)
        expect((await client().call(calls.addContactWay, way({ scene: 1 }))).qr_code).toBeUndefined()
      },
      refuses: {
        41038: () => client().call(calls.addContactWay, way({ type: 3 as 2 })),
        41039: () => client().call(calls.addContactWay, way({ scene: 3 as 2 })),
        40058: () => client().call(calls.addContactWay, way({ state: 'x'.repeat(31) })),
        41054: () => client().call(calls.addContactWay, way({ user: ['nobody'] })),
      },
    },
    contactWay: {
      grants: async () => {
        const { contact_way: read } = await client().call(calls.contactWay, { config_id: await newWay() })
        expect(read).toMatchObject({ type: 1, scene: 2, state: 'contract', user: [userid] })
      },
      refuses: { 41037: () => client().call(calls.contactWay, { config_id: 'x' }) },
    },
    contactWays: {
      grants: async () => {
        const made = [await newWay(), await newWay()]
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const page: { contact_way: { config_id: string }[]; next_cursor: string } = await client().call(
            calls.contactWays,
            { cursor, limit: 1 },
          )
          seen.push(...page.contact_way.map(({ config_id: id }) => id))
          cursor = page.next_cursor
        } while (cursor !== '')
        expect(seen).toEqual(expect.arrayContaining(made))
      },
    },
    updateContactWay: {
      grants: async () => {
        const id = await newWay()
        await client().call(calls.updateContactWay, { config_id: id, user: [colleague], remark: '换人' })
        const { contact_way: read } = await client().call(calls.contactWay, { config_id: id })
        expect(read).toMatchObject({ user: [colleague], remark: '换人', state: 'contract' })
      },
      refuses: { 41037: () => client().call(calls.updateContactWay, { config_id: 'x', user: [userid] }) },
    },
    deleteContactWay: {
      grants: async () => {
        const id = await newWay()
        await client().call(calls.deleteContactWay, { config_id: id })
        await expect(client().call(calls.contactWay, { config_id: id })).rejects.toMatchObject({ errcode: 41037 })
      },
      refuses: { 41037: () => client().call(calls.deleteContactWay, { config_id: 'x' }) },
    },
    corpTags: {
      grants: async () => {
        const { groupId, tagId, name } = await newTag()
        const all = await client().call(calls.corpTags, {})
        expect(all.tag_group.find((group) => group.group_id === groupId)?.tag[0]).toMatchObject({ id: tagId, name })
        const one = await client().call(calls.corpTags, { tag_id: [tagId] })
        expect(one.tag_group).toHaveLength(1)
      },
    },
    addCorpTags: {
      grants: async () => {
        const { groupId } = await newTag()
        const { tag_group: group } = await client().call(calls.addCorpTags, {
          group_id: groupId,
          tag: [{ name: '新的' }],
        })
        expect(group).toMatchObject({ group_id: groupId, tag: [expect.objectContaining({ name: '新的' })] })
      },
      refuses: {
        40058: () => client().call(calls.addCorpTags, { group_name: '空', tag: [] }),
        40068: () => client().call(calls.addCorpTags, { group_id: 'x', tag: [{ name: 'a' }] }),
        40071: async () => {
          const { groupId, name } = await newTag()
          return client().call(calls.addCorpTags, { group_id: groupId, tag: [{ name }] })
        },
        40072: () => client().call(calls.addCorpTags, { group_name: '长', tag: [{ name: '长'.repeat(31) }] }),
      },
    },
    editCorpTag: {
      grants: async () => {
        const { tagId } = await newTag()
        await client().call(calls.editCorpTag, { id: tagId, name: '改名', order: 9 })
        const { tag_group: groups } = await client().call(calls.corpTags, { tag_id: [tagId] })
        expect(groups[0]?.tag[0]).toMatchObject({ name: '改名', order: 9 })
      },
      refuses: { 40068: () => client().call(calls.editCorpTag, { id: 'x', name: 'a' }) },
    },
    deleteCorpTags: {
      grants: async () => {
        const { groupId, tagId } = await newTag()
        await client().call(calls.deleteCorpTags, { tag_id: [tagId] })
        const all = await client().call(calls.corpTags, {})
        expect(all.tag_group.map((group) => group.group_id)).not.toContain(groupId)
      },
      refuses: { 40058: () => client().call(calls.deleteCorpTags, {}) },
    },
    markTag: {
      grants: async () => {
        const [{ externalUserid }, { tagId, name }] = [await world.customerOf(userid), await newTag()]
        const who = { userid, external_userid: externalUserid }
        const worn = async (): Promise<string[]> => {
          const { follow_user: follows } = await client().call(calls.externalContact, who)
          return follows[0]?.tags.map((tag) => tag.tag_name) ?? []
        }
        await client().call(calls.markTag, { ...who, add_tag: [tagId] })
        expect(await worn()).toEqual([name])
        await client().call(calls.markTag, { ...who, remove_tag: [tagId] })
        expect(await worn()).toEqual([])
      },
      refuses: {
        40058: async () =>
          client().call(calls.markTag, { userid, external_userid: (await world.customerOf(userid)).externalUserid }),
        84061: async () =>
          client().call(calls.markTag, {
            userid,
            external_userid: (await world.person()).externalUserid,
            add_tag: [(await newTag()).tagId],
          }),
        40068: async () =>
          client().call(calls.markTag, {
            userid,
            external_userid: (await world.customerOf(userid)).externalUserid,
            add_tag: ['x'],
          }),
      },
    },
    externalUseridOfUnionid: {
      grants: async () => {
        const { unionid, openid, externalUserid } = await world.customerOf(userid)
        expect(await client().call(calls.externalUseridOfUnionid, { unionid, openid })).toMatchObject({
          external_userid: externalUserid,
        })
        const stranger = await world.follower()
        const reply = await client().call(calls.externalUseridOfUnionid, {
          unionid: stranger.unionid,
          openid: stranger.openid,
        })
        expect(reply).toMatchObject({ external_userid: undefined, pending_id: expect.any(String) as string })
      },
    },
    pendingIds: {
      grants: async () => {
        const stranger = await world.follower()
        const ids = { unionid: stranger.unionid, openid: stranger.openid }
        const { pending_id: pending } = await client().call(calls.externalUseridOfUnionid, ids)
        await world.sandbox.post(`people/${stranger.id}/add-contact`, { userid })
        const { result } = await client().call(calls.pendingIds, { external_userid: [stranger.externalUserid] })
        expect(result).toEqual([{ external_userid: stranger.externalUserid, pending_id: pending }])
      },
    },
    openidOfExternalUserid: {
      grants: async () => {
        const { externalUserid } = await world.customerOf(userid)
        const { openid } = await client().call(calls.openidOfExternalUserid, { external_userid: externalUserid })
        expect(openid).not.toBe('')
      },
    },
    openidOfMember: {
      grants: async () => expect((await client().call(calls.openidOfMember, { userid })).openid).not.toBe(''),
      refuses: { 60111: () => client().call(calls.openidOfMember, { userid: 'nobody' }) },
    },
    newExternalUserids: {
      grants: async () => {
        const { externalUserid } = await world.customerOf(userid)
        const { items } = await client().call(calls.newExternalUserids, { external_userid_list: [externalUserid] })
        expect(items.every((item) => item.external_userid === externalUserid)).toBe(true)
      },
    },
  }
}
