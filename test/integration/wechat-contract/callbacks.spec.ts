import {
  classifyMiniProgramMessage,
  classifyOfficialAccountMessage,
  classifyWorkMessage,
  fieldText,
  readSubscribeChanges,
  sceneOf,
  writePassiveReply,
  officialAccountCalls as calls,
} from '../../../server/src/wechat'
import type { Answerer, CallbackPlatform, Heard } from './support/callback-listener'
import { World } from './support/world'

interface InboxItem {
  kind: string
  text?: string
}

const replying =
  (write: (heard: Heard) => string): Answerer =>
  (heard, reader) => {
    const message = write(heard)
    return heard.query.msg_signature === undefined ? message : reader.sealReply(message, heard.opened.format)
  }

describe('callbacks, over the wire', () => {
  const world = new World()
  const { officialAccount, miniProgram, work } = world.accounts
  beforeAll(() => world.start())
  afterAll(() => world.close())
  beforeEach(() => {
    world.callbacks.heard.length = 0
    world.callbacks.answer = () => 'success'
  })
  afterEach(() => expect(world.callbacks.refused).toEqual([]))

  const choose = (appid: string, callbackMode: string, callbackFormat = 'xml'): Promise<unknown> =>
    world.sandbox.put(`accounts/${appid}/settings`, { callbackMode, callbackFormat })
  const say = (id: string, text: string, appid = officialAccount.appid): Promise<unknown> =>
    world.sandbox.post(`people/${id}/message`, { appid, text })
  const heardFrom = (platform: CallbackPlatform): Heard[] =>
    world.callbacks.heard.filter((heard) => heard.platform === platform)

  it.each([
    ['official account', officialAccount.appid],
    ['mini-program', miniProgram.appid],
    ['WeCom', work.corpid],
  ])('proves the address to the %s', async (_name, account) => {
    expect(await world.sandbox.post('callbacks/verify', { account })).toEqual({ verified: true })
  })

  describe.each(['plain', 'compatible', 'safe'])('in %s mode', (mode) => {
    it.each(['xml', 'json'])('reads a message in %s', async (format) => {
      await choose(officialAccount.appid, mode, format)
      const person = await world.follower()
      await say(person.id, '在吗😀 ]]> <a>')
      const last = heardFrom('official-account').at(-1)
      expect(last?.opened.format).toBe(format)
      expect(last?.query.msg_signature === undefined).toBe(mode === 'plain')
      const fields = last?.opened.fields ?? {}
      expect(fields).toMatchObject({ FromUserName: person.openid, Content: '在吗😀 ]]> <a>' })
      expect(fieldText(fields, 'MsgId')).toMatch(/^\d{16,19}$/)
      expect(classifyOfficialAccountMessage(fields)).toMatchObject({ kind: 'message', openid: person.openid })
    })

    it('is understood when it answers', async () => {
      await choose(officialAccount.appid, mode)
      const person = await world.follower()
      world.callbacks.answer = replying(({ opened: { fields } }) =>
        writePassiveReply(
          { type: 'text', content: '您好 ]]> 谷雨' },
          { from: fieldText(fields, 'ToUserName') ?? '', to: fieldText(fields, 'FromUserName') ?? '', at: new Date() },
        ),
      )
      await say(person.id, '在吗')
      const inbox = await world.sandbox.get<InboxItem[]>(`people/${person.id}/inbox`)
      expect(inbox.at(-1)).toMatchObject({ kind: 'reply', text: '您好 ]]> 谷雨' })
    })
  })

  it('sorts what a follower does', async () => {
    await choose(officialAccount.appid, 'safe')
    const { appid } = officialAccount
    const scene = world.unique()
    const { ticket } = await world.officialAccount.call(calls.createQrCode, {
      action_name: 'QR_STR_SCENE',
      expire_seconds: 600,
      action_info: { scene: { scene_str: scene } },
    })
    const person = await world.person()
    await world.sandbox.post(`people/${person.id}/scan`, { ticket })
    await world.sandbox.post(`people/${person.id}/scan`, { ticket })
    await world.sandbox.post(`people/${person.id}/location`, { appid, latitude: 30.2, longitude: 120.1 })
    await world.sandbox.post(`people/${person.id}/unfollow`, { appid })
    const all = heardFrom('official-account').map(({ opened: { fields } }) => ({
      ...classifyOfficialAccountMessage(fields),
      scene: sceneOf(fields),
    }))
    expect(all.map(({ event, scene: from }) => [event, from])).toEqual([
      ['subscribe', scene],
      ['scan', scene],
      ['location', undefined],
      ['unsubscribe', undefined],
    ])
    expect(new Set(all.map(({ dedupKey }) => dedupKey)).size).toBe(4)
    expect(all.every(({ openid }) => openid === person.openid)).toBe(true)
  })

  it('knows the second delivery of the same event', async () => {
    const person = await world.person()
    await world.sandbox.post('faults', { effect: 'duplicate', path: '/callbacks/official-account', times: 1 })
    await world.sandbox.post(`people/${person.id}/follow`, { appid: officialAccount.appid })
    const keys = heardFrom('official-account').map(
      ({ opened }) => classifyOfficialAccountMessage(opened.fields).dedupKey,
    )
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })

  it.each(['xml', 'json'])('reads what a person allows the mini-program, in %s', async (format) => {
    await choose(miniProgram.appid, 'safe', format)
    const person = await world.person()
    const templateId = world.accounts.subscribeTemplates[0]?.templateId ?? ''
    await world.sandbox.post(`people/${person.id}/subscribe`, { appid: miniProgram.appid, templateId })
    const [heard] = heardFrom('mini-program')
    const fields = heard?.opened.fields ?? {}
    expect(classifyMiniProgramMessage(fields)).toMatchObject({
      event: 'subscribe_message_answered',
      openid: person.miniProgramOpenid,
    })
    expect(readSubscribeChanges(fields)).toEqual([{ templateId, accepted: true, sent: undefined }])
  })

  it("opens the mini-program's old phone data with the session key", async () => {
    const person = await world.person()
    const { appid } = miniProgram
    const { code } = await world.sandbox.post<{ code: string }>(`people/${person.id}/login-code`, { appid })
    const { session_key: sessionKey } = await world.miniProgram.session(code)
    const path = `people/${person.id}/open-data`
    const sealed = await world.sandbox.post<{ encryptedData: string; iv: string }>(path, { appid, what: 'phone' })
    const phone = world.miniProgram.phoneNumberFrom({ sessionKey, ...sealed })
    expect(phone.watermark.appid).toBe(appid)
    expect(phone.purePhoneNumber).toMatch(/^\d{11}$/)
  })

  it('sorts what happens around a customer of WeCom', async () => {
    const [userid = ''] = work.members.map((member) => member.userid)
    const person = await world.customerOf(userid)
    await world.sandbox.post(`people/${person.id}/delete-contact`, { userid })
    await world.sandbox.post(`work/members/${userid}/app-event`, { event: 'enter_agent' })
    const all = heardFrom('work').map(({ opened }) => classifyWorkMessage(opened.fields))
    expect(all.map(({ event }) => event)).toEqual([
      'change_external_contact.add_external_contact',
      'change_external_contact.del_follow_user',
      'enter_agent',
    ])
    expect(all[0]?.externalUserid).toBe(person.externalUserid)
  })
})
