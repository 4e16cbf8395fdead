import { miniProgramCalls as calls, type SubscribeMessage } from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import { subscribeTemplateCases } from '../support/subscribe-templates'
import type { World } from '../support/world'

const nobody = 'oNobodyOfThisAccount00000000'

export const messageCases = (world: World): ContractCases => {
  const { appid } = world.accounts.miniProgram
  const client = (): World['miniProgram'] => world.miniProgram
  const templateId = world.accounts.subscribeTemplates[0]?.templateId ?? ''
  const message = (touser: string, change: Partial<SubscribeMessage> = {}): SubscribeMessage => ({
    touser,
    template_id: templateId,
    page: 'pages/home/index',
    data: { thing1: { value: '八折券' }, time2: { value: '2026-01-01 10:00' } },
    ...change,
  })
  const consenting = async (): Promise<string> => {
    const person = await world.person()
    await world.sandbox.post(`people/${person.id}/subscribe`, { appid, templateId })
    return person.miniProgramOpenid
  }
  /** Has used the mini-program just now. */
  const visitor = async (): Promise<string> => {
    const { id } = await world.person()
    const { code } = await world.sandbox.post<{ code: string }>(`people/${id}/login-code`, { appid })
    return (await client().session(code)).openid
  }
  return {
    ...subscribeTemplateCases(() => world.miniProgram),
    sendSubscribeMessage: {
      grants: async () => {
        const { msgid } = await client().call(calls.sendSubscribeMessage, message(await consenting()))
        // 64 bits: a double would have lost the last digits.
        expect(msgid).toMatch(/^\d{16,19}$/)
      },
      refuses: {
        40003: () => client().call(calls.sendSubscribeMessage, message(nobody)),
        40037: async () => client().call(calls.sendSubscribeMessage, message(await consenting(), { template_id: 'x' })),
        43101: async () => {
          const touser = await consenting()
          await client().call(calls.sendSubscribeMessage, message(touser))
          return client().call(calls.sendSubscribeMessage, message(touser))
        },
        47003: async () =>
          client().call(calls.sendSubscribeMessage, message(await consenting(), { data: { thing1: { value: '' } } })),
      },
    },
    checkText: {
      grants: async () => {
        const openid = await visitor()
        const { result, trace_id: trace } = await client().call(calls.checkText, {
          openid,
          scene: 2,
          content: '春茶真香',
        })
        expect(result).toEqual({ suggest: 'pass', label: 100 })
        expect(trace).not.toBe('')
      },
      refuses: {
        40003: () => client().call(calls.checkText, { openid: nobody, scene: 2, content: 'a' }),
        40129: async () => client().call(calls.checkText, { openid: await visitor(), scene: 9 as 1, content: 'a' }),
        61010: async () => {
          const openid = await visitor()
          await world.advance(3 * 3600)
          return client().call(calls.checkText, { openid, scene: 2, content: 'a' })
        },
      },
    },
    checkMedia: {
      grants: async () => {
        const request = {
          media_url: 'https://example.com/tea.png',
          media_type: 2,
          openid: await visitor(),
          scene: 1,
        } as const
        expect((await client().call(calls.checkMedia, request)).trace_id).not.toBe('')
      },
      refuses: {
        40003: () =>
          client().call(calls.checkMedia, {
            media_url: 'https://example.com/tea.png',
            media_type: 2,
            openid: nobody,
            scene: 1,
          }),
      },
    },
  }
}
