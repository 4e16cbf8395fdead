import { mutateMessage, mutateRequest, randomFrom } from '../../server/src/wechat/kernel/testdata/mutations'
import { loadDemoAccounts } from '../sandbox/accounts'
import { freshDatabase, type TestDatabase } from '../support/mariadb'
import { until } from '../support/until'
import { startIntakeApp, type IntakeApp } from './support/intake-app'
import { encryptCallback, followerEvent, type CallbackAccount } from './support/wechat-side'

const ROUNDS = 2_000
const AT_ONCE = 8
const SEED = 20261129
const MAX_CALLBACK_BYTES = 512 * 1024
/** 谷雨 */
const GBK = Buffer.from([0xb9, 0xc8, 0xd3, 0xea])

const demo = loadDemoAccounts()
const official: CallbackAccount = { path: 'official-account', key: demo.officialAccount.appid, ...demo.officialAccount }
const work: CallbackAccount = { path: 'work', key: demo.work.corpid, ...demo.work }
const miniProgram: CallbackAccount = { path: 'mini-program', key: demo.miniProgram.appid, ...demo.miniProgram }

interface Request {
  account: CallbackAccount
  query: Record<string, string | undefined>
  body: Buffer
}

/** A message that no other round sends, in the clear: by its person and by its time, so that one of them may be lost. */
function messageOf(account: CallbackAccount, round: number): string {
  const CreateTime = 1_790_000_000 + round
  if (account === work) {
    const contact = { Event: 'change_external_contact', ChangeType: 'add_external_contact', UserID: 'linxiaoyu' }
    return followerEvent({ FromUserName: 'sys', CreateTime, ExternalUserID: `wm${round}`, ...contact })
  }
  if (account === official) {
    const text = { MsgType: 'text', Content: `你好 ${round}`, MsgId: 1_000 + round }
    return followerEvent({ FromUserName: `o${round}`, CreateTime, ...text })
  }
  const List = [{ TemplateId: 't', SubscribeStatusString: 'accept', PopupScene: '2' }]
  const event = { ToUserName: 'gh_m', FromUserName: `m${round}`, CreateTime, MsgType: 'event' }
  return JSON.stringify({ ...event, Event: 'subscribe_msg_popup_event', List })
}

const sealed = (account: CallbackAccount, message: string | Buffer): Request => {
  const { query, body } = encryptCallback(account, message)
  return { account, query, body: Buffer.from(body) }
}

describe('mutated callbacks at the door', () => {
  let db: TestDatabase
  let app: IntakeApp
  const stray: unknown[] = []
  const note = (reason: unknown): void => void stray.push(reason)

  beforeAll(async () => {
    process.on('unhandledRejection', note)
    db = await freshDatabase()
    app = await startIntakeApp({ db })
  }, 60_000)
  afterAll(async () => {
    await app.close()
    await db.drop()
    process.off('unhandledRejection', note)
  })

  const post = async ({ account, query, body }: Request): Promise<{ status: number; text: string }> => {
    const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
    const address = `${app.url}/callbacks/${account.path}/${account.key}?${new URLSearchParams(given).toString()}`
    const reply = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: new Uint8Array(body),
    })
    return { status: reply.status, text: await reply.text() }
  }
  const stored = async (): Promise<number> => (await db.query('SELECT id FROM raw_message')).length

  it('are refused by a code of 4xx, or stored once each; nothing breaks', async () => {
    const random = randomFrom(SEED)
    const requests = Array.from({ length: ROUNDS }, (_, round): Request => {
      const account = [official, work, miniProgram][random(3)] ?? official
      const message = messageOf(account, round)
      // Sealed well around a message that is not what it should be, or changed on its way.
      if (random(2) === 0) return sealed(account, mutateMessage(message, random))
      const { query, body } = sealed(account, message)
      const address = new URLSearchParams(query as Record<string, string>).toString()
      return { account, ...mutateRequest(address, body, random) }
    })
    const statuses = new Map<number, number>()
    const strange: unknown[] = []
    const take = async (): Promise<void> => {
      for (let request = requests.pop(); request; request = requests.pop()) {
        const { status, text } = await post(request)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        const expected = status === 200 ? text === 'success' : status >= 400 && status < 500 && text.includes('"code"')
        if (!expected) strange.push({ status, text, body: request.body.toString('latin1').slice(0, 500) })
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, take))
    expect(strange).toEqual([])
    // Both happen: otherwise the mutations would prove nothing.
    expect(statuses.get(200)).toBeGreaterThan(ROUNDS / 10)
    expect(ROUNDS - (statuses.get(200) ?? 0)).toBeGreaterThan(ROUNDS / 4)
    expect(await stored()).toBe(statuses.get(200))
    const fates = (): Promise<object[]> =>
      db.query('SELECT state, last_error FROM raw_message GROUP BY state, last_error')
    await until(async () => !JSON.stringify(await fates()).includes('pending'), { withinMs: 30_000 })
    expect(await fates()).toEqual([{ state: 'done', last_error: null }])
    expect(stray).toEqual([])
  }, 60_000)

  it('are refused when they are larger than any platform sends, or not UTF-8 inside or outside', async () => {
    const before = await stored()
    const large = sealed(official, 'x'.repeat(MAX_CALLBACK_BYTES))
    const message = Buffer.from(messageOf(official, ROUNDS))
    const at = message.indexOf('你好')
    const inGbk = Buffer.concat([message.subarray(0, at), GBK, message.subarray(at + 6)])
    const outside = sealed(official, message)
    for (const [request, status, code] of [
      [large, 413, 'PAYLOAD_TOO_LARGE'],
      [sealed(official, inGbk), 400, 'CALLBACK_MALFORMED'],
      [{ ...outside, body: Buffer.concat([outside.body, GBK]) }, 400, 'CALLBACK_MALFORMED'],
    ] as const) {
      const reply = await post(request)
      expect(reply).toMatchObject({ status, text: expect.stringContaining(code) as string })
    }
    expect(await stored()).toBe(before)
    expect(stray).toEqual([])
  })
})
