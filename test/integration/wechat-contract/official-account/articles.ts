import { officialAccountCalls as calls, type Article } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import { files, type World } from '../support/world'

export const articleCases = (world: World): ContractCases => {
  const client = (): World['officialAccount'] => world.officialAccount
  const cover = async (): Promise<string> =>
    (await client().call(calls.addMaterial, { type: 'image', file: files.png })).media_id
  const article = async (change: Partial<Article> = {}): Promise<Article> => ({
    title: '谷雨前后，种瓜点豆',
    content: '<p>春茶上市</p>',
    thumb_media_id: await cover(),
    ...change,
  })
  const newDraft = async (): Promise<string> =>
    (await client().call(calls.addDraft, { articles: [await article()] })).media_id
  const publish = async (): Promise<string> =>
    (await client().call(calls.publishDraft, { media_id: await newDraft() })).publish_id
  const published = async (): Promise<string> => {
    const id = await publish()
    await world.advance(120)
    const { publish_status: status, article_id: articleId } = await client().call(calls.publication, { publish_id: id })
    expect(status).toBe(0)
    return articleId ?? ''
  }
  const material = async (): Promise<string> =>
    (await client().call(calls.addMaterial, { type: 'image', file: files.png })).media_id
  const broken = { filename: 'tea.exe', contentType: 'application/octet-stream', bytes: Buffer.from('MZ') }
  return {
    addDraft: {
      grants: async () => expect(await newDraft()).not.toBe(''),
      refuses: {
        40007: async () => client().call(calls.addDraft, { articles: [await article({ thumb_media_id: 'x' })] }),
        45003: async () => client().call(calls.addDraft, { articles: [await article({ title: '长'.repeat(65) })] }),
        45004: async () => client().call(calls.addDraft, { articles: [await article({ digest: '长'.repeat(200) })] }),
      },
    },
    draft: {
      grants: async () => {
        const { news_item: items } = await client().call(calls.draft, { media_id: await newDraft() })
        expect(items[0]).toMatchObject({ title: '谷雨前后，种瓜点豆', content: '<p>春茶上市</p>' })
      },
      refuses: { 40007: () => client().call(calls.draft, { media_id: 'x' }) },
    },
    updateDraft: {
      grants: async () => {
        const mediaId = await newDraft()
        await client().call(calls.updateDraft, {
          media_id: mediaId,
          index: 0,
          articles: await article({ title: '立夏' }),
        })
        expect((await client().call(calls.draft, { media_id: mediaId })).news_item[0]?.title).toBe('立夏')
      },
      refuses: {
        40007: async () => client().call(calls.updateDraft, { media_id: 'x', index: 0, articles: await article() }),
        40114: async () =>
          client().call(calls.updateDraft, { media_id: await newDraft(), index: 5, articles: await article() }),
      },
    },
    deleteDraft: {
      grants: async () => client().call(calls.deleteDraft, { media_id: await newDraft() }),
      refuses: { 40007: () => client().call(calls.deleteDraft, { media_id: 'x' }) },
    },
    draftCount: {
      grants: async () => {
        const before = (await client().call(calls.draftCount, undefined)).total_count
        await newDraft()
        expect((await client().call(calls.draftCount, undefined)).total_count).toBe(before + 1)
      },
    },
    drafts: {
      grants: async () => {
        const mediaId = await newDraft()
        const page = await client().call(calls.drafts, { offset: 0, count: 20, no_content: 1 })
        expect(page.item.map((item) => item.media_id)).toContain(mediaId)
        expect(page.item[0]?.content.news_item[0]?.content).toBe('')
      },
    },
    publishDraft: {
      grants: async () => expect(await publish()).toMatch(/^\d+$/),
      refuses: { 40007: () => client().call(calls.publishDraft, { media_id: 'x' }) },
    },
    publication: {
      grants: async () => expect(await published()).not.toBe(''),
    },
    publications: {
      grants: async () => {
        const id = await published()
        const page = await client().call(calls.publications, { offset: 0, count: 20 })
        expect(page.item.map((item) => item.article_id)).toContain(id)
      },
    },
    publishedArticle: {
      grants: async () => {
        const { news_item: items } = await client().call(calls.publishedArticle, { article_id: await published() })
        expect(items[0]?.title).toBe('谷雨前后，种瓜点豆')
      },
    },
    deletePublication: {
      grants: async () => client().call(calls.deletePublication, { article_id: await published(), index: 0 }),
    },
    uploadMedia: {
      grants: async () => {
        const reply = await client().call(calls.uploadMedia, { type: 'image', file: files.png })
        expect(reply.media_id).not.toBe('')
        const thumb = await client().call(calls.uploadMedia, { type: 'thumb', file: files.jpg })
        expect(thumb.media_id || thumb.thumb_media_id).not.toBe('')
      },
      refuses: { 40004: () => client().call(calls.uploadMedia, { type: 'song' as 'voice', file: files.png }) },
    },
    mediaFile: {
      grants: async () => {
        const { media_id: mediaId } = await client().call(calls.uploadMedia, { type: 'image', file: files.png })
        const reply = await client().file(calls.mediaFile, { media_id: mediaId })
        expect(reply.bytes).toEqual(files.png.bytes)
      },
      refuses: {
        40007: async () => {
          const { media_id: mediaId } = await client().call(calls.uploadMedia, { type: 'image', file: files.png })
          await world.advance(3 * 86_400 + 60)
          return client().file(calls.mediaFile, { media_id: mediaId })
        },
      },
    },
    addMaterial: {
      grants: async () => {
        const reply = await client().call(calls.addMaterial, { type: 'image', file: files.png })
        expect(reply.url).toMatch(/^http/)
        const description = JSON.stringify({ title: '制茶', introduction: '手工' })
        await client().call(calls.addMaterial, { type: 'video', file: files.mp4, texts: { description } })
      },
      refuses: { 40004: () => client().call(calls.addMaterial, { type: 'song' as 'voice', file: files.png }) },
    },
    deleteMaterial: {
      grants: async () => client().call(calls.deleteMaterial, { media_id: await material() }),
      refuses: { 40007: () => client().call(calls.deleteMaterial, { media_id: 'x' }) },
    },
    materials: {
      grants: async () => {
        const mediaId = await material()
        const page = await client().call(calls.materials, { type: 'image', offset: 0, count: 20 })
        expect(page.item.map((item) => item.media_id)).toContain(mediaId)
      },
      refuses: { 40004: () => client().call(calls.materials, { type: 'song' as 'voice', offset: 0, count: 1 }) },
    },
    materialCount: {
      grants: async () => {
        await material()
        expect((await client().call(calls.materialCount, undefined)).image_count).toBeGreaterThan(0)
      },
    },
    uploadArticleImage: {
      grants: async () => {
        const { url } = await client().call(calls.uploadArticleImage, { file: files.png })
        expect(url).toMatch(/^http/)
      },
      refuses: { 40005: () => client().call(calls.uploadArticleImage, { file: broken }) },
    },
  }
}
