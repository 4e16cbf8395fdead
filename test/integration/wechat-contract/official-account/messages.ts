import {
  existingMassJob,
  officialAccountCalls as calls,
  WechatApiError,
  type CustomMessage,
  type MassContent,
  type TemplateMessage,
} from '../../../../server/src/wechat'
import type { ContractCases } from '../support/contract'
import { files, type World } from '../support/world'

const nobody = 'oNobodyOfThisAccount00000000'
const text: MassContent = { msgtype: 'text', text: { content: '谷雨新茶到店' } }

export const messageCases = (world: World): ContractCases => {
  const client = (): World['officialAccount'] => world.officialAccount
  const template = (touser: string, change: Partial<TemplateMessage> = {}): TemplateMessage => ({
    touser,
    template_id: world.accounts.templates[0]?.templateId ?? '',
    data: { thing1: { value: '八折券' }, time2: { value: '2026-01-01 10:00' }, thing3: { value: '到店可用' } },
    ...change,
  })
  const hello = (touser: string): CustomMessage => ({ touser, msgtype: 'text', text: { content: '您好' } })
  /** Follows now: a window of three messages in a minute. */
  const openWindow = async (): Promise<string> => (await world.follower()).openid
  const image = async (): Promise<string> =>
    (await client().call(calls.uploadMedia, { type: 'image', file: files.png })).media_id
  const articles = async (): Promise<string> => {
    const { media_id: cover } = await client().call(calls.addMaterial, { type: 'image', file: files.png })
    const article = { title: '谷雨', content: '<p>春茶</p>', thumb_media_id: cover }
    return (await client().call(calls.addDraft, { articles: [article] })).media_id
  }
  const submit = async (clientmsgid = world.unique()): Promise<string> =>
    (await client().call(calls.massSendByTag, { filter: { is_to_all: true }, ...text, clientmsgid })).msg_id
  return {
    sendTemplate: {
      grants: async () => {
        const { openid } = await world.follower()
        const { msgid } = await client().call(calls.sendTemplate, template(openid))
        expect(msgid).toMatch(/^\d{5,19}$/)
      },
      refuses: {
        40003: () => client().call(calls.sendTemplate, template(nobody)),
        43004: async () => client().call(calls.sendTemplate, template((await world.person()).openid)),
        40037: async () =>
          client().call(calls.sendTemplate, template((await world.follower()).openid, { template_id: 'x' })),
        47003: async () =>
          client().call(
            calls.sendTemplate,
            template((await world.follower()).openid, { data: { thing1: { value: '长'.repeat(21) } } }),
          ),
      },
    },
    sendCustomMessage: {
      grants: async () => {
        const touser = await openWindow()
        await client().call(calls.sendCustomMessage, hello(touser))
        await client().call(calls.sendCustomMessage, { touser, msgtype: 'image', image: { media_id: await image() } })
        await client().call(calls.sendCustomMessage, {
          touser,
          msgtype: 'msgmenu',
          msgmenu: { head_content: '满意吗', list: [{ id: '1', content: '满意' }], tail_content: '谢谢' },
        })
      },
      refuses: {
        40003: () => client().call(calls.sendCustomMessage, hello(nobody)),
        45015: async () => client().call(calls.sendCustomMessage, hello((await world.person()).openid)),
        45047: async () => {
          const touser = await openWindow()
          for (;;) await client().call(calls.sendCustomMessage, hello(touser))
        },
      },
    },
    setTyping: {
      grants: async () => {
        const person = await world.follower()
        const appid = world.accounts.officialAccount.appid
        await world.sandbox.post(`people/${person.id}/message`, { appid, text: '在吗' })
        await client().call(calls.setTyping, { touser: person.openid, command: 'Typing' })
      },
      refuses: {
        45072: async () =>
          client().call(calls.setTyping, { touser: await openWindow(), command: 'Sleeping' as unknown as 'Typing' }),
      },
    },
    massSendByTag: {
      grants: async () => expect(await submit()).toMatch(/^\d+$/),
      refuses: {
        45065: async () => {
          const id = world.unique()
          const first = await submit(id)
          await world.advance(120)
          return submit(id).catch((error: unknown) => {
            if (error instanceof WechatApiError) expect(error.read(existingMassJob)?.msg_id).toBe(first)
            throw error
          })
        },
        45066: async () => {
          const id = world.unique()
          await submit(id)
          return submit(id)
        },
        45067: () => submit('x'.repeat(65)),
        45159: () =>
          client().call(calls.massSendByTag, {
            filter: { is_to_all: false, tag_id: 99_999 },
            ...text,
            clientmsgid: world.unique(),
          }),
        40007: () =>
          client().call(calls.massSendByTag, {
            filter: { is_to_all: true },
            msgtype: 'mpnews',
            mpnews: { media_id: 'x' },
            clientmsgid: world.unique(),
          }),
      },
    },
    massSend: {
      grants: async () => {
        const touser = [(await world.follower()).openid, (await world.follower()).openid]
        const { msg_id: msgId } = await client().call(calls.massSend, { touser, ...text, clientmsgid: world.unique() })
        expect(msgId).toMatch(/^\d+$/)
      },
      refuses: {
        40130: async () => client().call(calls.massSend, { touser: [(await world.follower()).openid], ...text }),
        45019: () => client().call(calls.massSend, { touser: Array.from({ length: 10_001 }, () => nobody), ...text }),
        40003: () =>
          client().call(calls.massSend, { touser: [nobody, `${nobody}1`], ...text, clientmsgid: world.unique() }),
      },
    },
    massStatus: {
      grants: async () => {
        const msgId = await submit()
        const status = await client().call(calls.massStatus, { msg_id: msgId })
        expect(status.msg_id).toBe(msgId)
        expect(['SENDING', 'SEND_SUCCESS']).toContain(status.msg_status)
      },
    },
    deleteMass: {
      grants: async () => {
        const { msg_id: msgId } = await client().call(calls.massSendByTag, {
          filter: { is_to_all: true },
          msgtype: 'mpnews',
          mpnews: { media_id: await articles() },
          clientmsgid: world.unique(),
        })
        await world.advance(120)
        await client().call(calls.deleteMass, { msg_id: msgId })
        expect((await client().call(calls.massStatus, { msg_id: msgId })).msg_status).toBe('DELETE')
      },
    },
    previewMass: {
      grants: async () => client().call(calls.previewMass, { touser: (await world.follower()).openid, ...text }),
      refuses: {
        40003: () => client().call(calls.previewMass, { touser: nobody, ...text }),
        40007: async () =>
          client().call(calls.previewMass, {
            touser: (await world.follower()).openid,
            msgtype: 'mpnews',
            mpnews: { media_id: 'x' },
          }),
      },
    },
    massVideo: {
      grants: async () => {
        const { media_id: mediaId } = await client().call(calls.uploadMedia, { type: 'video', file: files.mp4 })
        const video = await client().call(calls.massVideo, { media_id: mediaId, title: '制茶', description: '' })
        expect(video.media_id).not.toBe('')
      },
      refuses: { 40007: () => client().call(calls.massVideo, { media_id: 'x', title: '', description: '' }) },
    },
    massSpeed: {
      grants: async () => expect((await client().call(calls.massSpeed, undefined)).realspeed).toBeGreaterThan(0),
    },
    setMassSpeed: {
      grants: async () => {
        await client().call(calls.setMassSpeed, { speed: 2 })
        expect(await client().call(calls.massSpeed, undefined)).toEqual({ speed: 2, realspeed: 45 })
      },
      refuses: { 45083: () => client().call(calls.setMassSpeed, { speed: 9 as unknown as 4 }) },
    },
  }
}
