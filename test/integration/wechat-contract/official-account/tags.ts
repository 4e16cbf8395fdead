import { officialAccountCalls as calls } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import type { World } from '../support/world'

export const tagCases = (world: World): ContractCases => {
  const client = (): World['officialAccount'] => world.officialAccount
  const unknownTag = 99_999
  const newTag = async (): Promise<number> =>
    (await client().call(calls.createTag, { name: world.unique('标签') })).tag.id
  /** Up to the hundredth, then the one too many; gone again afterwards. */
  const fillTags = async (): Promise<unknown> => {
    const made: number[] = []
    try {
      for (;;) made.push(await newTag())
    } finally {
      for (const id of made) await client().call(calls.deleteTag, { id })
    }
  }
  const tagging = (call: typeof calls.tagFollowers): ContractCases[string] => ({
    grants: async () => {
      const [{ openid }, tagid] = [await world.follower(), await newTag()]
      await client().call(calls.tagFollowers, { openid_list: [openid], tagid })
      await client().call(call, { openid_list: [openid], tagid })
      const { tagid_list: worn } = await client().call(calls.tagsOfFollower, { openid })
      expect(worn.includes(tagid)).toBe(call === calls.tagFollowers)
    },
    refuses: {
      40032: async () =>
        client().call(call, { openid_list: Array.from({ length: 51 }, () => 'o'), tagid: await newTag() }),
      40003: async () => client().call(call, { openid_list: ['oNobodyOfThisAccount00000000'], tagid: await newTag() }),
      49003: async () =>
        client().call(call, { openid_list: [(await world.person()).miniProgramOpenid], tagid: await newTag() }),
      45159: async () => client().call(call, { openid_list: [(await world.follower()).openid], tagid: unknownTag }),
    },
  })
  const tagFollowers = tagging(calls.tagFollowers)
  return {
    createTag: {
      grants: async () => {
        const name = world.unique('标签')
        const { tag } = await client().call(calls.createTag, { name })
        expect(tag.name).toBe(name)
        expect(tag.id).toBeGreaterThanOrEqual(100)
      },
      refuses: {
        45157: async () => {
          const name = world.unique()
          await client().call(calls.createTag, { name })
          return client().call(calls.createTag, { name })
        },
        45158: () => client().call(calls.createTag, { name: '很'.repeat(31) }),
        45056: fillTags,
      },
    },
    tags: {
      grants: async () => {
        const id = await newTag()
        const { tags } = await client().call(calls.tags, undefined)
        expect(tags.find((tag) => tag.id === id)?.count).toBe(0)
        expect(tags.map((tag) => tag.id)).toContain(2)
      },
    },
    renameTag: {
      grants: async () => {
        const [id, name] = [await newTag(), world.unique('改名')]
        await client().call(calls.renameTag, { id, name })
        const { tags } = await client().call(calls.tags, undefined)
        expect(tags.find((tag) => tag.id === id)?.name).toBe(name)
      },
      refuses: {
        45157: async () => client().call(calls.renameTag, { id: await newTag(), name: '' }),
        45158: async () => client().call(calls.renameTag, { id: await newTag(), name: '很'.repeat(31) }),
        45058: () => client().call(calls.renameTag, { id: 2, name: world.unique() }),
      },
    },
    deleteTag: {
      grants: async () => {
        const id = await newTag()
        await client().call(calls.deleteTag, { id })
        const { tags } = await client().call(calls.tags, undefined)
        expect(tags.map((tag) => tag.id)).not.toContain(id)
      },
      refuses: { 45058: () => client().call(calls.deleteTag, { id: 2 }) },
    },
    taggedFollowers: {
      grants: async () => {
        const [{ openid }, tagid] = [await world.follower(), await newTag()]
        expect(await client().call(calls.taggedFollowers, { tagid })).toMatchObject({ count: 0 })
        await client().call(calls.tagFollowers, { openid_list: [openid], tagid })
        const page = await client().call(calls.taggedFollowers, { tagid })
        expect(page.data?.openid).toEqual([openid])
      },
      refuses: { 45159: () => client().call(calls.taggedFollowers, { tagid: unknownTag }) },
    },
    tagFollowers: {
      ...tagFollowers,
      refuses: {
        ...tagFollowers?.refuses,
        45059: async () => {
          const { openid } = await world.follower()
          for (let worn = 0; worn < 20; worn += 1) {
            await client().call(calls.tagFollowers, { openid_list: [openid], tagid: await newTag() })
          }
          return client().call(calls.tagFollowers, { openid_list: [openid], tagid: await newTag() })
        },
      },
    },
    untagFollowers: tagging(calls.untagFollowers),
    tagsOfFollower: {
      grants: async () => {
        const { openid } = await world.follower()
        expect(await client().call(calls.tagsOfFollower, { openid })).toEqual({ tagid_list: [] })
      },
      refuses: { 40003: () => client().call(calls.tagsOfFollower, { openid: 'oNobodyOfThisAccount00000000' }) },
    },
  }
}
