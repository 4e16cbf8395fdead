import { decryptMessage } from '../callbacks/cipher'
import { readXml } from '../callbacks/xml'
import { SandboxUnderTest, accounts, until } from '../testing/sandbox-client'
import { Store } from '../kernel/store'
import { Crowd } from './crowd'
import { readCrowdSize } from './crowd-size'

const WORK = 'qyapi.weixin.qq.com/cgi-bin'
const WEIXIN = 'api.weixin.qq.com/cgi-bin'
const FOLLOWERS = 1_000_000
const CONTACTS = 500_000
/**
 * What all of this may add, the garbage of answers of half a megabyte included; a million and a half stored people
 * alone would be more than a gigabyte.
 */
const MEMORY_LIMIT = 400 * 1024 * 1024
const START_LIMIT_MS = 5000

/** Counts different ids by 48 bits of each, in a few megabytes: a set of the texts would be what the memory test sees. */
class DistinctIds {
  private readonly marks: Float64Array
  private used = 0

  constructor(most: number) {
    this.marks = new Float64Array(most)
  }

  add(ids: string[]): void {
    for (const id of ids) this.marks[this.used++] = Buffer.from(id.slice(-12), 'base64url').readUIntBE(0, 6)
  }

  get count(): number {
    const sorted = this.marks.subarray(0, this.used).sort()
    return sorted.filter((mark, place) => place === 0 || mark !== sorted[place - 1]).length
  }
}

describe('a crowd that is computed', () => {
  let wire: SandboxUnderTest
  let token: string
  let workToken: string
  let before: number
  let startedIn: number
  const post = (path: string, body: object): Promise<Record<string, unknown>> =>
    wire.call(`${WORK}/${path}?access_token=${workToken}`, body)
  const infoOf = (openid: string): Promise<Record<string, unknown>> =>
    wire.call(`${WEIXIN}/user/info?access_token=${token}&openid=${openid}`)

  beforeAll(async () => {
    before = process.memoryUsage.rss()
    const started = performance.now()
    wire = await SandboxUnderTest.start({ crowd: { followers: FOLLOWERS, contacts: CONTACTS, seed: 7 } })
    startedIn = performance.now() - started
    token = await wire.officialToken()
    workToken = await wire.workToken()
  })
  afterAll(() => wire.stop())

  it('starts in seconds', () => {
    expect(startedIn).toBeLessThan(START_LIMIT_MS)
  })

  it('pages through a million followers, each once and in a stable order', async () => {
    const seen = new DistinctIds(FOLLOWERS)
    let next = ''
    const samples: string[] = []
    for (;;) {
      const page = await wire.call(`${WEIXIN}/user/get?access_token=${token}&next_openid=${next}`)
      expect(page.total).toBe(FOLLOWERS)
      if (page.count === 0) break
      const openids = (page.data as { openid: string[] }).openid
      seen.add(openids)
      samples.push(openids[openids.length >> 1] ?? '')
      next = String(page.next_openid)
    }
    expect(seen.count).toBe(FOLLOWERS)
    for (const openid of samples.filter((_, place) => place % 20 === 0))
      expect(await infoOf(openid)).toMatchObject({ subscribe: 1, openid })
  }, 60_000)

  it('spreads half a million customers over members with at most 20 000 each', async () => {
    const { follow_user: members } = await wire.call(
      `${WORK}/externalcontact/get_follow_user_list?access_token=${workToken}`,
    )
    const seen = new DistinctIds(CONTACTS)
    for (const userid of members as string[]) {
      const { errcode, external_userid: ids } = await wire.call(
        `${WORK}/externalcontact/list?access_token=${workToken}&userid=${userid}`,
      )
      if (errcode !== 0) continue
      expect((ids as string[]).length).toBeLessThanOrEqual(20_000)
      seen.add(ids as string[])
    }
    expect(seen.count).toBe(CONTACTS)
  }, 60_000)

  it('tells the same in lists, batches and single answers', async () => {
    const { external_userid: listed } = await wire.call(
      `${WORK}/externalcontact/list?access_token=${workToken}&userid=advisor003`,
    )
    const ids = listed as string[]
    const batched: string[] = []
    let cursor = ''
    for (let page = 0; page < 3; page += 1) {
      const answer = await post('externalcontact/batch/get_by_user', {
        userid_list: ['advisor003'],
        limit: 100,
        cursor,
      })
      const rows = answer.external_contact_list as {
        external_contact: Record<string, unknown>
        follow_info: { createtime: number; tag_id: string[] }
      }[]
      const [first] = rows
      const single = await wire.call(
        `${WORK}/externalcontact/get?access_token=${workToken}&external_userid=${String(first?.external_contact.external_userid)}`,
      )
      expect(single).toMatchObject({
        external_contact: first?.external_contact,
        follow_user: [{ userid: 'advisor003', createtime: first?.follow_info.createtime }],
      })
      const follow = (single.follow_user as { tags: { tag_id: string }[] }[])[0]
      expect(follow?.tags.map((tag) => tag.tag_id)).toEqual(first?.follow_info.tag_id)
      batched.push(...rows.map((row) => String(row.external_contact.external_userid)))
      cursor = String(answer.next_cursor)
    }
    expect(batched).toEqual(ids.slice(0, 300))
  })

  it('makes somebody of the crowd known by name when they act', async () => {
    const appid = accounts.officialAccount.appid
    const openid = await wire.openid('crowd7-41', appid)
    expect(await wire.control('people/crowd7-41/unfollow', { appid })).toMatchObject({ changed: true, delivered: true })
    expect(await infoOf(openid)).toEqual({ subscribe: 0, openid })
    const page = await wire.call(`${WEIXIN}/user/get?access_token=${token}`)
    expect(page.total).toBe(FOLLOWERS - 1)
    expect((page.data as { openid: string[] }).openid).not.toContain(openid)
    expect(await wire.control('people/crowd7-41/follow', { appid })).toMatchObject({ changed: true })
    expect((await wire.call(`${WEIXIN}/user/get?access_token=${token}`)).total).toBe(FOLLOWERS)

    const named = await wire.person({ name: '许知夏' })
    await wire.control(`people/${named.id}/follow`, { appid })
    const last = await wire.openid(`crowd7-${FOLLOWERS - 1}`, appid)
    const behind = await wire.call(`${WEIXIN}/user/get?access_token=${token}&next_openid=${last}`)
    expect(behind).toMatchObject({
      total: FOLLOWERS + 1,
      count: 1,
      data: { openid: [await wire.openid(named.id, appid)] },
    })
  })

  it('keeps what happened to one customer apart from the computed ones', async () => {
    const list = async (): Promise<string[]> =>
      (await wire.call(`${WORK}/externalcontact/list?access_token=${workToken}&userid=advisor001`))
        .external_userid as string[]
    const [first = '', second = ''] = await list()
    const relation = { userid: 'advisor001', external_userid: first }
    expect(await post('externalcontact/remark', { ...relation, remark: '老顾客' })).toMatchObject({ errcode: 0 })
    const answer = await wire.call(`${WORK}/externalcontact/get?access_token=${workToken}&external_userid=${first}`)
    expect(answer).toMatchObject({ follow_user: [{ remark: '老顾客' }] })
    const firstId = `crowd7-${FOLLOWERS - CONTACTS / 2}`
    expect(await wire.externalUserid(firstId)).toBe(first)
    await wire.control(`people/${firstId}/delete-contact`, { userid: 'advisor001', by: 'member' })
    const rest = await list()
    expect(rest[0]).toBe(second)
    expect(rest).toHaveLength(19_999)
    await wire.control(`people/${firstId}/add-contact`, { userid: 'advisor001' })
    expect(await list()).toHaveLength(20_000)
  })

  it('sends to everybody a member knows and says to whom it did not go', async () => {
    const { msgid } = await post('externalcontact/add_msg_template', {
      chat_type: 'single',
      sender: 'advisor002',
      text: { content: '谷雨新茶已到' },
    })
    const done = await wire.control(`work/tasks/${String(msgid)}/confirm`, { userid: 'advisor002' })
    expect(Number(done.total)).toBeGreaterThan(18_000)
    expect(done.sent).toBe(done.total)
    await wire.advance(2)
    let cursor = ''
    let told = 0
    do {
      const page = await post('externalcontact/get_groupmsg_send_result', {
        msgid,
        userid: 'advisor002',
        limit: 1000,
        cursor,
      })
      told += (page.send_list as { status: number }[]).filter(({ status }) => status === 1).length
      cursor = String(page.next_cursor)
    } while (cursor !== '')
    expect(told).toBe(done.total)
  }, 60_000)

  it('gets mass messages, four a month each, by openid, by tag and all at once', async () => {
    const month = new Date()
    month.setUTCMonth(month.getUTCMonth() + 1, 10)
    await wire.control('clock', { offsetSeconds: Math.round((month.getTime() - Date.now()) / 1000) })
    token = await wire.officialToken()
    workToken = await wire.workToken()
    const { data } = await wire.call(`${WEIXIN}/user/get?access_token=${token}`)
    const touser = (data as { openid: string[] }).openid
    const send = async (path: string, group: object, content: string): Promise<string> => {
      const body = { ...group, msgtype: 'text', text: { content } }
      const before = wire.receiver.received.length
      expect(await wire.call(`${WEIXIN}/message/mass/${path}?access_token=${token}`, body)).toMatchObject({
        errcode: 0,
      })
      await wire.advance(1)
      const encrypted = readXml((await until(() => wire.receiver.received[before])).body)?.Encrypt
      const { appid, encodingAESKey } = accounts.officialAccount
      const report = readXml(decryptMessage(String(encrypted), appid, encodingAESKey) ?? '')
      return `${String(report?.TotalCount)} ${String(report?.SentCount)}`
    }
    for (let count = 1; count <= 3; count += 1)
      expect(await send('send', { touser }, `第 ${count} 条`)).toBe('10000 10000')
    const { total } = await wire.call(`${WEIXIN}/user/get?access_token=${token}`)
    const everybody = { filter: { is_to_all: true } }
    expect(await send('sendall', everybody, '全部')).toBe(`${String(total)} ${String(total)}`)
    // For the first ten thousand that was the fourth.
    expect(await send('send', { touser }, '第五条')).toBe('10000 0')
  }, 60_000)

  it('has tags and groups of the crowd', async () => {
    const { tag_group: groups } = await post('externalcontact/get_corp_tag_list', {})
    expect(groups).toMatchObject([{ group_name: '门店人群', tag: [{ name: '护肤爱好者' }, {}, {}, {}, {}] }])
    const { group_chat_list: chats } = await post('externalcontact/groupchat/list', { limit: 1000 })
    expect(chats).toHaveLength(250)
    const [first] = chats as { chat_id: string }[]
    const { group_chat: chat } = await post('externalcontact/groupchat/get', { chat_id: first?.chat_id, need_name: 1 })
    expect(chat).toMatchObject({ owner: 'advisor001' })
    expect((chat as { member_list: unknown[] }).member_list).toHaveLength(101)
  })

  it('stays within its memory', () => {
    const grown = process.memoryUsage.rss() - before
    process.stdout.write(
      `resident memory grew by ${Math.round(grown / 1024 / 1024)} MB, started in ${Math.round(startedIn)} ms\n`,
    )
    expect(grown).toBeLessThan(MEMORY_LIMIT)
  })
})

describe('its size', () => {
  it('is read from a text and refused when it is none', () => {
    expect(readCrowdSize('1000,500')).toEqual({ followers: 1000, contacts: 500, seed: 1 })
    expect(readCrowdSize('10,0,9')).toEqual({ followers: 10, contacts: 0, seed: 9 })
    for (const wrong of ['', 'many', '-1,5', '1.5,2', '99999999,1', '5,5,0'])
      expect(() => readCrowdSize(wrong)).toThrow(/SANDBOX_CROWD/)
  })

  it('gives other people for another seed, the same for the same', () => {
    const people = (seed: number): string[] => {
      const crowd = new Crowd(new Store())
      crowd.size = { followers: 50, contacts: 50, seed }
      return Array.from({ length: 50 }, (_, index) => crowd.person(index).name)
    }
    expect(people(3)).toEqual(people(3))
    expect(people(3)).not.toEqual(people(4))
  })
})
