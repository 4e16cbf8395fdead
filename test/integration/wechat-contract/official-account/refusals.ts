import { officialAccountCalls as calls, type Menu, type MenuButton } from '../../../../server/src/wechat'
import type { Refusals } from '../support/contract'
import { files, type World } from '../support/world'

const nobody = 'oNobodyOfThisAccount00000000'
const text = { msgtype: 'text', text: { content: '谷雨' } } as const

/** Requests that are plainly wrong, beside those that need something to be wrong about. */
export const refusals = (world: World): Record<string, Refusals> => {
  const client = (): World['officialAccount'] => world.officialAccount
  const { appid, secret } = world.accounts.officialAccount
  const menu = (button: object): Menu => ({ button: [button as MenuButton] })
  const below = (button: object): Menu => menu({ name: '茶', sub_button: [button] })
  const mass = (change: object) => ({ filter: { is_to_all: true }, clientmsgid: world.unique(), ...text, ...change })
  return {
    publication: { 53600: () => client().call(calls.publication, { publish_id: '1' }) },
    publishedArticle: { 53600: () => client().call(calls.publishedArticle, { article_id: 'x' }) },
    deletePublication: { 53600: () => client().call(calls.deletePublication, { article_id: 'x' }) },
    massStatus: { 40059: () => client().call(calls.massStatus, { msg_id: '1' }) },
    deleteMass: { 40059: () => client().call(calls.deleteMass, { msg_id: '1' }) },
    massSendByTag: {
      44004: () => client().call(calls.massSendByTag, mass({ text: { content: '' } })),
    },
    createMenu: {
      40017: () => client().call(calls.createMenu, menu({ name: '茶', type: 'dance', key: 'a' })),
      40020: () =>
        client().call(calls.createMenu, menu({ name: '茶', type: 'view', url: `https://e.com/${'x'.repeat(1025)}` })),
      40023: () =>
        client().call(
          calls.createMenu,
          menu({ name: '茶', sub_button: Array.from({ length: 6 }, () => ({ name: 'a', type: 'click', key: 'a' })) }),
        ),
      40024: () => client().call(calls.createMenu, below({ name: '茶', type: 'dance', key: 'a' })),
      40025: () => client().call(calls.createMenu, below({ name: '名'.repeat(30), type: 'click', key: 'a' })),
      40026: () => client().call(calls.createMenu, below({ name: '茶', type: 'click', key: 'k'.repeat(129) })),
      40027: () =>
        client().call(calls.createMenu, below({ name: '茶', type: 'view', url: `https://e.com/${'x'.repeat(1025)}` })),
    },
    addConditionalMenu: {
      65303: async () => {
        await client().call(calls.deleteMenu, undefined)
        return client().call(calls.addConditionalMenu, {
          ...menu({ name: '茶', type: 'click', key: 'a' }),
          matchrule: { tag_id: '2' },
        })
      },
    },
    deleteConditionalMenu: { 65301: () => client().call(calls.deleteConditionalMenu, { menuid: '1' }) },
    deleteMaterial: {
      48005: async () => {
        const { media_id: id } = await client().call(calls.addMaterial, { type: 'image', file: files.png })
        await client().call(calls.createMenu, menu({ name: '图', type: 'media_id', media_id: id }))
        return client().call(calls.deleteMaterial, { media_id: id })
      },
    },
    uploadArticleImage: {
      40009: () =>
        client().call(calls.uploadArticleImage, { file: { ...files.png, bytes: Buffer.alloc(1024 * 1024 + 1) } }),
    },
    uploadMedia: {
      40006: () =>
        client().call(calls.uploadMedia, { type: 'thumb', file: { ...files.jpg, bytes: Buffer.alloc(64 * 1024 + 1) } }),
    },
    addTemplate: { 40036: () => client().call(calls.addTemplate, { template_id_short: 'x' }) },
    sendNotice: { 40003: () => client().call(calls.sendNotice, { touser: nobody, template_id: 'x', data: {} }) },
    quota: { 76021: () => client().call(calls.quota, { path: 'nothing' }) },
    stableToken: {
      45009: async () => {
        // Twenty forced ones a day, thirty seconds apart.
        for (;;) {
          await client().call(calls.stableToken, { appid, secret, force: true })
          await world.advance(31)
        }
      },
    },
    deleteSubscribeTemplate: { 40037: () => client().call(calls.deleteSubscribeTemplate, { priTmplId: 'x' }) },
    publicTemplateKeywords: { 200014: () => client().call(calls.publicTemplateKeywords, { tid: '999999' }) },
    tagsOfFollower: {
      49003: async () => client().call(calls.tagsOfFollower, { openid: (await world.person()).miniProgramOpenid }),
    },
  }
}
