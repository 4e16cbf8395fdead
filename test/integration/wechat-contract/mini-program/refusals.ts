import { miniProgramCalls as calls } from '../../../../server/src/wechat'
import type { Refusals } from '../support/contract'
import { files, type World } from '../support/world'

const nobody = 'oNobodyOfThisAccount00000000'

/** Requests that are plainly wrong, beside those that need something to be wrong about. */
export const refusals = (world: World): Record<string, Refusals> => {
  const client = (): World['miniProgram'] => world.miniProgram
  const { appid } = world.accounts.miniProgram
  const week = { expire_type: 1, expire_interval: 7 } as const
  /** As long as only one page has been released. */
  const underRelease = async (ask: () => Promise<unknown>): Promise<unknown> => {
    const release = (releasedPages: string[]): Promise<unknown> =>
      world.sandbox.put(`accounts/${appid}/settings`, { releasedPages })
    await release(['pages/home/index'])
    return ask().finally(() => release([]))
  }
  const media = (change: object) => ({
    media_url: 'https://example.com/tea.png',
    media_type: 2 as const,
    openid: nobody,
    scene: 1 as const,
    ...change,
  })
  const visitor = async (): Promise<string> => {
    const { id } = await world.person()
    const { code } = await world.sandbox.post<{ code: string }>(`people/${id}/login-code`, { appid })
    return (await client().session(code)).openid
  }
  return {
    createUrlLink: {
      40165: () => underRelease(() => client().call(calls.createUrlLink, { path: '/pages/none/index', ...week })),
    },
    createShortLink: {
      40165: () => underRelease(() => client().call(calls.createShortLink, { page_url: 'pages/none/index' })),
    },
    unlimitedCode: {
      41030: () => underRelease(() => client().file(calls.unlimitedCode, { scene: 'a', page: 'pages/none/index' })),
    },
    checkText: {
      43104: async () =>
        client().call(calls.checkText, { openid: (await world.follower()).openid, scene: 2, content: 'a' }),
    },
    checkMedia: {
      40129: async () => client().call(calls.checkMedia, media({ openid: await visitor(), scene: 9 })),
      43104: async () => client().call(calls.checkMedia, media({ openid: (await world.follower()).openid })),
      61010: async () => {
        const openid = await visitor()
        await world.advance(3 * 3600)
        return client().call(calls.checkMedia, media({ openid }))
      },
    },
    resetSession: { 40003: () => client().call(calls.resetSession, { openid: nobody, signature: '0' }) },
    uploadMedia: {
      40006: () =>
        client().call(calls.uploadMedia, { type: 'thumb', file: { ...files.jpg, bytes: Buffer.alloc(64 * 1024 + 1) } }),
    },
    setTyping: {
      45072: async () => client().call(calls.setTyping, { touser: await visitor(), command: 'Sleep' as 'Typing' }),
    },
    deleteSubscribeTemplate: { 40037: () => client().call(calls.deleteSubscribeTemplate, { priTmplId: 'x' }) },
    publicTemplateKeywords: { 200014: () => client().call(calls.publicTemplateKeywords, { tid: '999999' }) },
  }
}
