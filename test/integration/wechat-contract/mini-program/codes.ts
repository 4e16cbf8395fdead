import { miniProgramCalls as calls } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import type { World } from '../support/world'

export const codeCases = (world: World): ContractCases => {
  const client = (): World['miniProgram'] => world.miniProgram
  const { appid } = world.accounts.miniProgram
  const interval = { expire_type: 1, expire_interval: 7 } as const
  const path = '/pages/home/index'
  return {
    unlimitedCode: {
      grants: async () => {
        const { contentType, bytes } = await client().file(calls.unlimitedCode, {
          scene: 'c=12',
          page: 'pages/home/index',
        })
        expect(contentType).toMatch(/^image\//)
        expect(bytes.length).toBeGreaterThan(100)
      },
      refuses: {
        40129: () => client().file(calls.unlimitedCode, { scene: 'x'.repeat(33) }),
        41030: () => client().file(calls.unlimitedCode, { scene: 'a', page: '/pages/home/index?x=1' }),
      },
    },
    createUrlLink: {
      grants: async () => {
        const { url_link: link } = await client().call(calls.createUrlLink, { path, query: 'x=1', ...interval })
        expect(link).toMatch(/^https:\/\/wxaurl\.cn\//)
      },
      refuses: {
        40212: () => client().call(calls.createUrlLink, { path, query: 'x'.repeat(1025), ...interval }),
        85402: () => client().call(calls.createUrlLink, { path, expire_type: 1, expire_interval: 31 }),
      },
    },
    urlLink: {
      grants: async () => {
        const { url_link: link } = await client().call(calls.createUrlLink, { path, query: 'x=1', ...interval })
        const { url_link_info: info } = await client().call(calls.urlLink, { url_link: link })
        expect(info).toMatchObject({ appid, path, query: 'x=1', env_version: 'release' })
      },
    },
    createScheme: {
      grants: async () => {
        const { openlink } = await client().call(calls.createScheme, {
          jump_wxa: { path, query: 'x=1' },
          is_expire: true,
          ...interval,
        })
        expect(openlink).toMatch(/^weixin:\/\/dl\/business\/\?t=/)
      },
    },
    scheme: {
      grants: async () => {
        const { openlink } = await client().call(calls.createScheme, {
          jump_wxa: { path, query: 'x=1' },
          is_expire: true,
          ...interval,
        })
        const { scheme_info: info } = await client().call(calls.scheme, { scheme: openlink })
        expect(info).toMatchObject({ appid, path, query: 'x=1' })
      },
    },
    createShortLink: {
      grants: async () => {
        const request = { page_url: 'pages/home/index?x=1', page_title: '谷雨', is_permanent: false }
        expect((await client().call(calls.createShortLink, request)).link).toMatch(/^#小程序:\/\//)
      },
    },
  }
}
