import { accounts, SandboxUnderTest } from '../testing/sandbox-client'
import { decryptMessage, encryptMessage, sign } from './cipher'
import { readXml, writeXml } from './xml'

const { officialAccount, miniProgram, subscribeTemplates } = accounts

describe('callback modes', () => {
  let wire: SandboxUnderTest
  let personId: string

  beforeEach(async () => {
    wire = await SandboxUnderTest.start()
    personId = (await wire.person()).id
    await wire.control(`people/${personId}/follow`, { appid: officialAccount.appid })
  })
  afterEach(() => wire.stop())

  const choose = (appid: string, settings: object): Promise<unknown> =>
    wire.control(`accounts/${appid}/settings`, settings, 'PUT')
  const say = (text: string): Promise<unknown> =>
    wire.control(`people/${personId}/message`, { appid: officialAccount.appid, text })
  const last = (): { body: string; query: URLSearchParams } =>
    wire.receiver.received.at(-1) ?? { body: '', query: new URLSearchParams() }
  const inbox = async (): Promise<unknown> => wire.controlGet(`people/${personId}/inbox`)
  const reply = { ToUserName: 'x', FromUserName: 'y', CreateTime: 1, MsgType: 'text', Content: '您好' }

  it('plain: the message itself, signed in the query', async () => {
    await choose(officialAccount.appid, { callbackMode: 'plain' })
    wire.receiver.answers.splice(0, 1, { status: 200, body: writeXml(reply) })
    await say('在吗')
    const { body, query } = last()
    expect(readXml(body)).toMatchObject({ MsgType: 'text', Content: '在吗' })
    expect(body).not.toContain('Encrypt')
    expect(query.has('encrypt_type')).toBe(false)
    expect(query.has('msg_signature')).toBe(false)
    expect(query.get('signature')).toBe(
      sign(officialAccount.token, String(query.get('timestamp')), String(query.get('nonce'))),
    )
    expect(await inbox()).toMatchObject([{ text: '在吗' }, { kind: 'reply', text: '您好' }])
  })

  it('compatible: the fields and the ciphertext beside each other', async () => {
    await choose(officialAccount.appid, { callbackMode: 'compatible' })
    await say('在吗')
    const fields = readXml(last().body)
    expect(fields).toMatchObject({ Content: '在吗' })
    const sealed = decryptMessage(String(fields?.Encrypt), officialAccount.appid, officialAccount.encodingAESKey)
    expect(readXml(sealed ?? '')).toMatchObject({ Content: '在吗' })
  })

  it('shows replies of every kind, of articles only the first', async () => {
    await choose(officialAccount.appid, { callbackMode: 'plain' })
    const kinds: [object, object][] = [
      [{ MsgType: 'image', Image: { MediaId: 'gone' } }, { attachments: [{ kind: 'image' }] }],
      [{ MsgType: 'voice', Voice: { MediaId: 'gone' } }, { attachments: [{ kind: 'voice' }] }],
      [
        { MsgType: 'video', Video: { MediaId: 'gone', Title: '采茶' } },
        { attachments: [{ kind: 'video', title: '采茶' }] },
      ],
      [{ MsgType: 'music', Music: { Title: '茶歌' } }, { attachments: [{ title: '茶歌' }] }],
      [
        { MsgType: 'news', ArticleCount: 2, Articles: { item: [{ Title: '一' }, { Title: '二' }] } },
        { attachments: [{ kind: 'link', title: '一' }] },
      ],
    ]
    wire.receiver.answers.splice(
      0,
      1,
      ...kinds.map(([fields]) => ({ status: 200, body: writeXml({ ...reply, ...fields }) })),
      { status: 200, body: writeXml({ ...reply, MsgType: 'transfer_customer_service' }) },
    )
    for (let count = 0; count <= kinds.length; count += 1) await say('在吗')
    const replies = ((await inbox()) as { kind: string }[]).filter(({ kind }) => kind === 'reply')
    expect(replies).toMatchObject(kinds.map(([, shown]) => shown))
  })

  it('safe: an unsealed reply is not understood, and the person is told', async () => {
    wire.receiver.answers.splice(0, 1, { status: 200, body: writeXml(reply) })
    await say('在吗')
    expect(Object.keys(readXml(last().body) ?? {})).toEqual(['ToUserName', 'Encrypt'])
    expect(await inbox()).toMatchObject([{ text: '在吗' }, { kind: 'notice' }])
  })

  it('JSON, sealed and open, with sealed JSON replies', async () => {
    await choose(officialAccount.appid, { callbackFormat: 'json' })
    const encrypt = encryptMessage(JSON.stringify(reply), officialAccount.appid, officialAccount.encodingAESKey)
    const MsgSignature = sign(officialAccount.token, '1', 'n', encrypt)
    const body = JSON.stringify({ Encrypt: encrypt, MsgSignature, TimeStamp: 1, Nonce: 'n' })
    wire.receiver.answers.splice(0, 1, { status: 200, body })
    await say('在吗')
    const outer = JSON.parse(last().body) as Record<string, string>
    expect(Object.keys(outer)).toEqual(['ToUserName', 'Encrypt'])
    const inner = decryptMessage(outer.Encrypt ?? '', officialAccount.appid, officialAccount.encodingAESKey) ?? ''
    expect(JSON.parse(inner)).toMatchObject({ MsgType: 'text', Content: '在吗' })
    // A 64-bit number stands bare, as the platform writes it.
    expect(inner).toMatch(/"MsgId":\d{19}\b/)
    expect(await inbox()).toMatchObject([{ text: '在吗' }, { kind: 'reply', text: '您好' }])
  })

  it('JSON subscribe events have no wrapper and only texts', async () => {
    await choose(miniProgram.appid, { callbackFormat: 'json', callbackMode: 'plain' })
    const templateId = subscribeTemplates[0]?.templateId
    await wire.control(`people/${personId}/subscribe`, { appid: miniProgram.appid, templateId })
    expect(JSON.parse(last().body)).toEqual({
      ToUserName: miniProgram.originalId,
      FromUserName: await wire.openid(personId, miniProgram.appid),
      CreateTime: expect.stringMatching(/^\d{10}$/) as unknown,
      MsgType: 'event',
      Event: 'subscribe_msg_popup_event',
      List: { TemplateId: templateId, SubscribeStatusString: 'accept', PopupScene: '0' },
    })
  })

  it('refuses a mode that does not exist', async () => {
    expect(await choose(officialAccount.appid, { callbackMode: 'secret' })).toMatchObject({
      error: { code: 'INVALID' },
    })
    expect(await choose('wx0', { callbackMode: 'safe' })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })

  it('a callback may be lost for good, and regrets come when nobody ever answers', async () => {
    await wire.control('faults', { effect: 'callback-drop', times: 1 })
    const before = wire.receiver.received.length
    expect(await say('一')).toMatchObject({ delivered: false })
    expect(wire.receiver.received).toHaveLength(before)
    wire.receiver.answers.splice(0, 1, { status: 500, body: '' })
    await say('二')
    const deadline = Date.now() + 5000
    let shown = (await inbox()) as { kind: string }[]
    while (!shown.some(({ kind }) => kind === 'notice') && Date.now() < deadline)
      shown = (await inbox()) as { kind: string }[]
    expect(shown.map(({ kind }) => kind)).toEqual(['sent_by_person', 'sent_by_person', 'notice'])
    expect(wire.receiver.received).toHaveLength(before + 3)
  })
})
