import {
  miniProgramCalls as calls,
  type MiniProgramClient,
  type OfficialAccountClient,
} from '../../../../server/src/wechat'
import type { ContractCases } from './contract'

type Client = OfficialAccountClient | MiniProgramClient

async function publicTitles(client: Client): Promise<string[]> {
  const { data: categories } = await client.call(calls.subscribeCategories, undefined)
  const ids = categories.map(({ id }) => id).join()
  const page = await client.call(calls.publicTemplateTitles, { ids, start: 0, limit: 30 })
  expect(page.count).toBeGreaterThan(0)
  return page.data.map(({ tid }) => tid)
}

async function publicKeywords(client: Client): Promise<{ tid: string; kidList: number[] }> {
  const [tid = ''] = await publicTitles(client)
  const { data } = await client.call(calls.publicTemplateKeywords, { tid })
  return { tid, kidList: data.slice(0, 2).map(({ kid }) => kid) }
}

/** Makes a template of our own from the first one of the public library. */
export async function addSubscribeTemplate(client: Client): Promise<string> {
  const chosen = await publicKeywords(client)
  return (await client.call(calls.addSubscribeTemplate, { ...chosen, sceneDesc: '到货' })).priTmplId
}

/** Official accounts and mini-programs manage templates with the same endpoints. */
export const subscribeTemplateCases = (client: () => Client): ContractCases => {
  const add = (): Promise<string> => addSubscribeTemplate(client())
  return {
    subscribeTemplates: {
      grants: async () => {
        const id = await add()
        const { data } = await client().call(calls.subscribeTemplates, undefined)
        expect(data.map(({ priTmplId }) => priTmplId)).toContain(id)
      },
    },
    addSubscribeTemplate: {
      grants: async () => expect(await add()).not.toBe(''),
      refuses: { 200014: () => client().call(calls.addSubscribeTemplate, { tid: '999999', kidList: [1] }) },
    },
    deleteSubscribeTemplate: {
      grants: async () => {
        const id = await add()
        await client().call(calls.deleteSubscribeTemplate, { priTmplId: id })
        const { data } = await client().call(calls.subscribeTemplates, undefined)
        expect(data.map(({ priTmplId }) => priTmplId)).not.toContain(id)
      },
    },
    subscribeCategories: {
      grants: async () => {
        const { data } = await client().call(calls.subscribeCategories, undefined)
        expect(data.length).toBeGreaterThan(0)
      },
    },
    publicTemplateTitles: { grants: async () => expect((await publicTitles(client())).length).toBeGreaterThan(0) },
    publicTemplateKeywords: {
      grants: async () => expect((await publicKeywords(client())).kidList.length).toBeGreaterThan(0),
    },
  }
}
