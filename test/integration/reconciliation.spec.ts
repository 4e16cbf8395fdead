import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WechatClients } from '../../server/src/modules/account'
import { NightlyReconciliation } from '../../server/src/modules/intake/reconciliation/nightly.job'
import { officialAccountCalls, QuotaReached, workCalls } from '../../server/src/wechat'
import { PublicId } from '../../server/src/platform/public-id'
import { Clock } from '../../server/src/platform/clock'
import { loadDemoAccounts } from '../sandbox/accounts'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf } from '../support/http'
import { freshDatabase, type TestDatabase } from '../support/mariadb'
import { startTestSandbox, type SandboxPerson, type TestSandbox } from '../support/sandbox'
import { until } from '../support/until'

const demo = loadDemoAccounts()
const { appid } = demo.officialAccount
const MEMBERS = ['chenmo', 'linxiaoyu', 'zhouziqi']

interface Run {
  id: number
  resumable: boolean
  state: string
  seen: number
  found: number
}
interface Pairs {
  items: { source: string; accountId: number }[]
}

describe('reconciliation with the platforms', () => {
  let db: TestDatabase
  let sandbox: TestSandbox
  let app: TestApp
  let dataDir: string

  const start = async (): Promise<void> => {
    app = await startTestApp({ db, dataDir, sandbox })
  }
  beforeAll(async () => {
    db = await freshDatabase()
    sandbox = await startTestSandbox()
    dataDir = mkdtempSync(join(tmpdir(), 'guiyi-reconcile-'))
    await start()
  }, 60_000)
  afterEach(() => sandbox.delete('faults'))
  afterAll(async () => {
    await app.close()
    await sandbox.close()
    await db.drop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const person = (name: string): Promise<SandboxPerson> => sandbox.post('people', { name })
  const follow = ({ id }: SandboxPerson): Promise<unknown> => sandbox.post(`people/${id}/follow`, { appid })
  const unfollow = ({ id }: SandboxPerson): Promise<unknown> => sandbox.post(`people/${id}/unfollow`, { appid })
  const befriend = ({ id }: SandboxPerson, userid: string): Promise<unknown> =>
    sandbox.post(`people/${id}/add-contact`, { userid })
  const loseCallbacks = (): Promise<unknown> => sandbox.post('faults', { effect: 'callback-drop' })
  const ties = (kind: string): Promise<{ active: number }[]> =>
    db.query('SELECT active FROM identity_relation WHERE kind = ? AND active = 1', [kind])
  const events = async (name: string): Promise<number> =>
    (await db.query('SELECT id FROM event WHERE name = ?', [name])).length
  const settled = (): Promise<true> =>
    until(async () => (await db.query("SELECT id FROM raw_message WHERE state IN ('pending', 'failed')")).length === 0)

  const accountOf = async (source: string): Promise<number> => {
    const { items } = await (await rolesOf(app).asOperator()).get<Pairs>('/api/intake/reconciliations')
    return items.find((item) => item.source === source)?.accountId ?? 0
  }
  const begin = async (source: string): Promise<Run> =>
    (await rolesOf(app).asOperator()).post<Run>('/api/intake/reconciliations', {
      source,
      accountId: await accountOf(source),
    })
  const find = async (id: number): Promise<Run | undefined> => {
    const operator = await rolesOf(app).asOperator()
    const { items } = await operator.get<{ items: Run[] }>('/api/intake/reconciliations/runs')
    return items.find((run) => run.id === id)
  }
  const ended = (id: number): Promise<Run> =>
    until(async () => {
      const run = await find(id)
      return run?.state !== 'running' && run
    })
  /** Ties that are minutes old: younger ones may rightly be missing from a list that was read a moment ago. */
  const age = (): Promise<unknown> =>
    db.query('UPDATE identity_relation SET changed_at = changed_at - INTERVAL 10 MINUTE')

  it('finds followers who were missed and those who left unseen, once', async () => {
    const people = await Promise.all(['甲', '乙', '丙', '丁', '戊'].map(person))
    const [first, second, ...missed] = people as [SandboxPerson, SandboxPerson, ...SandboxPerson[]]
    await follow(first)
    await follow(second)
    await until(async () => (await ties('follow')).length === 2)
    await age()
    await loseCallbacks()
    for (const one of missed) await follow(one)
    await unfollow(second)

    const run = await ended((await begin('official-account.followers')).id)
    expect(run).toMatchObject({ state: 'done', expected: 4, seen: 4, known: 1, found: 3, vanished: 1, failed: 0 })
    await settled()
    expect(await ties('follow')).toHaveLength(4)
    expect(await events('follow_official_account')).toBe(5)
    expect(await events('unfollow_official_account')).toBe(1)
    expect(await db.query('SELECT subject FROM reconciliation_seen')).toEqual([])

    const again = await ended((await begin('official-account.followers')).id)
    expect(again).toMatchObject({ seen: 4, known: 4, found: 0, vanished: 0 })
    expect(await events('follow_official_account')).toBe(5)
  })

  it('goes on where a stopped process left off, and comes out equal', async () => {
    const people = await Promise.all(Array.from({ length: 9 }, (_, index) => person(`客户${index}`)))
    await befriend(people[0] as SandboxPerson, 'linxiaoyu')
    await until(async () => (await ties('work_contact')).length === 1)
    await age()
    await loseCallbacks()
    for (const [index, one] of people.entries()) if (index > 0) await befriend(one, MEMBERS[index % 3] ?? '')
    await sandbox.post(`people/${people[0]?.id}/delete-contact`, { userid: 'linxiaoyu', by: 'member' })

    await sandbox.post('faults', { effect: 'delay', path: 'batch/get_by_user', milliseconds: 1_500 })
    const { id } = await begin('work.contacts')
    await until(
      async () => (await db.query('SELECT id FROM reconciliation_run WHERE id = ? AND seen > 0', [id])).length > 0,
    )
    await app.close()
    const [left] = await db.query<{ state: string; seen: string }>('SELECT * FROM reconciliation_run WHERE id = ?', [
      id,
    ])
    expect(left?.state).toBe('running')
    expect(Number(left?.seen)).toBeLessThan(8)

    await start()
    const run = await ended(id)
    expect(run).toMatchObject({ state: 'done', seen: 8, known: 0, found: 8, vanished: 1, failed: 0 })
    await settled()
    expect(await ties('work_contact')).toHaveLength(8)
    expect(await events('add_work_contact')).toBe(9)
  })

  const contactPath = 'batch/get_by_user'
  const busy = (changes: object = {}): Promise<unknown> =>
    sandbox.post('faults', { effect: 'errcode', path: contactPath, errcode: 48002, times: 1, ...changes })
  const running = async (
    id: number,
  ): Promise<{ failures: number; last_error: string | null; next_at: Date | null }> => {
    const [row] = await db.query<{ failures: number; last_error: string | null; next_at: Date | null }>(
      'SELECT failures, last_error, next_at FROM reconciliation_run WHERE id = ?',
      [id],
    )
    return row ?? { failures: 0, last_error: null, next_at: null }
  }

  /** What somebody is known to wear on one platform, as it counts now. */
  const worn = async (attribute: string): Promise<string[][]> =>
    (
      await db.query<{ value: string }>(
        'SELECT value FROM attribute_value WHERE attribute = ? AND effective = 1 ORDER BY customer_id',
        [attribute],
      )
    ).map(({ value }) => JSON.parse(value) as string[])

  it('knows which tags members and the official account give, and that they were taken away', async () => {
    const [member = ''] = MEMBERS
    const corp = await app.app.get(WechatClients, { strict: false }).work(await accountOf('work.contacts'))
    const { tag_group: group } = await corp.call(workCalls.addCorpTags, {
      group_name: '意向',
      tag: [{ name: '高意向' }, { name: '已到店' }],
    })
    const [keen, been] = group.tag.map(({ id }) => id)
    const page = await corp.call(workCalls.externalContacts, { userid_list: [member] })
    const external = page.external_contact_list[0]?.external_contact.external_userid ?? ''
    const mark = (change: { add_tag?: string[]; remove_tag?: string[] }): Promise<unknown> =>
      corp.call(workCalls.markTag, { userid: member, external_userid: external, ...change })
    await mark({ add_tag: [keen ?? '', been ?? ''] })
    expect(await ended((await begin('work.contacts')).id)).toMatchObject({ seen: 8, known: 7, found: 1 })
    await settled()
    expect(await worn('work_tags')).toEqual([['已到店', '高意向']])
    await mark({ remove_tag: [keen ?? '', been ?? ''] })
    await ended((await begin('work.contacts')).id)
    await mark({ add_tag: [keen ?? '', been ?? ''] })
    await settled()
    expect(await worn('work_tags')).toEqual([[]])
    expect(await ended((await begin('work.contacts')).id)).toMatchObject({ known: 7, found: 1 })
    await settled()
    expect(await worn('work_tags')).toEqual([['已到店', '高意向']])

    const official = await app.app
      .get(WechatClients, { strict: false })
      .officialAccount(await accountOf('official-account.tags'))
    const { tag } = await official.call(officialAccountCalls.createTag, { name: '老会员' })
    const { data } = await official.call(officialAccountCalls.followers, {})
    const wearers = { openid_list: data?.openid.slice(0, 2) ?? [], tagid: tag.id }
    await official.call(officialAccountCalls.tagFollowers, wearers)
    expect(await ended((await begin('official-account.tags')).id)).toMatchObject({ seen: 2, known: 0, found: 2 })
    await settled()
    expect(await worn('official_account_tags')).toEqual([['老会员'], ['老会员']])
    await db.query('UPDATE identity_relation SET tags_at = tags_at - INTERVAL 10 MINUTE')
    await official.call(officialAccountCalls.untagFollowers, wearers)
    expect(await ended((await begin('official-account.tags')).id)).toMatchObject({ seen: 0, vanished: 2 })
    await settled()
    expect(await worn('official_account_tags')).toEqual([[], []])
  })

  it('hears of tags that a member changes in her client', async () => {
    expect(await worn('work_tags')).toEqual([['已到店', '高意向']])
    for (const name of ['客户3', '客户6']) {
      const { items } = await sandbox.get<{ items: SandboxPerson[] }>(`people?search=${name}`)
      await sandbox.post(`work/members/${MEMBERS[0]}/customers/${items[0]?.id}`, { tagIds: [] })
    }
    await until(async () => (await worn('work_tags')).every((names) => names.length === 0))
  })

  it('comes back to a platform that stumbled, and counts its failures anew with every page', async () => {
    await busy()
    const { id } = await begin('work.contacts')
    await until(async () => (await running(id)).failures === 1)
    expect(await running(id)).toMatchObject({ last_error: 'PLATFORM_48002', next_at: expect.any(Date) as Date })
    expect(await ended(id)).toMatchObject({ state: 'done', seen: 8, failed: 0 })
    expect(await running(id)).toEqual({ failures: 0, last_error: null, next_at: null })
  })

  it('fails only in the end, and is then taken up at the page it was at', async () => {
    const operator = await rolesOf(app).asOperator()
    await sandbox.post('faults', { effect: 'delay', path: contactPath, milliseconds: 600 })
    const { id } = await begin('work.contacts')
    await until(async () => (await find(id))?.seen !== 0)
    await sandbox.delete('faults')
    await busy({ times: undefined })
    await until(async () => (await running(id)).failures > 0)
    await db.query('UPDATE reconciliation_run SET failures = 7 WHERE id = ?', [id])
    const failed = await ended(id)
    expect(failed).toMatchObject({ state: 'failed', resumable: true, lastError: 'PLATFORM_48002' })
    expect(failed.seen).toBeGreaterThan(0)
    expect(failed.seen).toBeLessThan(8)

    await sandbox.delete('faults')
    await operator.post(`/api/intake/reconciliations/${id}/resume`)
    expect(await ended(id)).toMatchObject({ state: 'done', seen: 8, vanished: 0, failed: 0, resumable: false })
    expect(await operator.refusal('POST', `/api/intake/reconciliations/${id}/resume`)).toMatchObject({
      status: 409,
      code: 'RECONCILIATION_ENDED',
    })
  })

  it('waits until the platform’s limit is over, and can be cancelled meanwhile', async () => {
    const clients = app.app.get(WechatClients, { strict: false })
    const tomorrow = new Date(Math.floor(Date.now() / 1000) * 1000 + 86_400_000)
    const limited = jest.spyOn(clients, 'work').mockRejectedValueOnce(new QuotaReached('list', tomorrow))
    const { id } = await begin('work.contacts')
    await until(async () => (await running(id)).next_at !== null)
    limited.mockRestore()
    expect(await running(id)).toEqual({ failures: 0, last_error: 'PLATFORM_45009', next_at: tomorrow })
    await (await rolesOf(app).asOperator()).post(`/api/intake/reconciliations/${id}/cancel`)
    expect(await ended(id)).toMatchObject({ state: 'cancelled' })
  })

  it('asks for groups owner by owner, is not stopped by one that is no more, and knows who came and went', async () => {
    const guests = await Promise.all(['群友甲', '群友乙'].map(person))
    const groups: { chatId: string }[] = []
    for (const [index, owner] of [...MEMBERS, MEMBERS[0]].entries()) {
      const people = index === 0 ? guests.map(({ id }) => id) : []
      groups.push(await sandbox.post('work/groups', { owner, name: `会员群${index}`, people }))
    }
    await settled()
    expect(await events('join_work_group')).toBe(2)
    await sandbox.post(`work/groups/${groups[0]?.chatId}/leave`, { personId: guests[0]?.id })
    await settled()
    expect(await events('leave_work_group')).toBe(1)

    await loseCallbacks()
    await sandbox.post(`work/groups/${groups[0]?.chatId}/leave`, { personId: guests[1]?.id })
    // As if it had been dissolved after it was listed.
    await sandbox.post('faults', { effect: 'errcode', path: 'groupchat/get', errcode: 49008, times: 1 })
    const { length } = groups
    const first = await ended((await begin('work.groups')).id)
    expect(first).toMatchObject({ state: 'done', seen: length, found: length - 1, failed: 1 })
    const asked = await sandbox.get<{ request: string }[]>('journal?path=groupchat/list&limit=10')
    expect(asked.map(({ request }) => request).join()).toContain('"owner_filter"')
    expect(await ended((await begin('work.groups')).id)).toMatchObject({ seen: length, known: length - 1, found: 1 })
    await settled()
    expect(await events('leave_work_group')).toBe(2)
    expect(await events('join_work_group')).toBe(2)
  })

  it('leaves a contact alone who has deleted the member, though the platform still lists her', async () => {
    const { items } = await sandbox.get<{ items: SandboxPerson[] }>('people?search=客户5')
    const gone = items[0] as SandboxPerson
    await sandbox.post(`people/${gone.id}/delete-contact`, { userid: MEMBERS[5 % 3], by: 'customer' })
    await until(async () => (await ties('work_contact')).length === 7)
    await ended((await begin('work.contacts')).id)
    await settled()
    expect(await ties('work_contact')).toHaveLength(7)
    expect(await events('add_work_contact')).toBe(9)
  })

  it('keeps what the platform says of tags, and again only when it has changed', async () => {
    const first = await ended((await begin('work.tags')).id)
    expect(first).toMatchObject({ state: 'done', failed: 0 })
    expect(first.seen).toBe(first.found)
    const second = await ended((await begin('work.tags')).id)
    expect(second).toMatchObject({ seen: first.seen, known: first.seen, found: 0 })
  })

  it('runs one at a time and can be cancelled', async () => {
    await sandbox.post('faults', { effect: 'delay', path: 'batch/get_by_user', milliseconds: 400 })
    const { id } = await begin('work.contacts')
    const operator = await rolesOf(app).asOperator()
    const body = { source: 'work.contacts', accountId: await accountOf('work.contacts') }
    expect(await operator.refusal('POST', '/api/intake/reconciliations', body)).toMatchObject({
      status: 409,
      code: 'RECONCILIATION_RUNNING',
    })
    await operator.post(`/api/intake/reconciliations/${id}/cancel`)
    expect(await ended(id)).toMatchObject({ state: 'cancelled' })
    expect(await db.query('SELECT subject FROM reconciliation_seen')).toEqual([])
  })

  it('starts everything once in the night', async () => {
    const clock = app.app.get(Clock)
    const nightly = app.app.get(NightlyReconciliation)
    // 03:20 in Shanghai.
    const now = jest.spyOn(clock, 'now').mockReturnValue(new Date(Date.UTC(2027, 0, 5, 19, 20)))
    try {
      await nightly.run()
      await nightly.run()
    } finally {
      now.mockRestore()
    }
    const runs = await db.query('SELECT id FROM reconciliation_run WHERE requested_by IS NULL')
    const { items } = await (await rolesOf(app).asOperator()).get<Pairs>('/api/intake/reconciliations')
    expect(runs).toHaveLength(items.length)
    expect(items.length).toBeGreaterThanOrEqual(4)
  })

  it('leaves nothing readable of an erased person, and still knows a repetition', async () => {
    const administrator = await rolesOf(app).asAdministrator()
    const [row] = await db.query<{ id: number; person_key: string; customer_id: number }>(
      `SELECT m.id, m.person_key, i.customer_id FROM raw_message m
       JOIN identity i ON m.person_key = CONCAT(i.scope, ':', i.value)
       WHERE m.kind = 'official-account.reconcile.follower' LIMIT 1`,
    )
    const id = app.app.get(PublicId).encode('customer', Number(row?.customer_id))
    await administrator.delete(`/api/customers/${id}`)
    const left = await until(async () => {
      const [message] = await db.query<{ body: string; person_key: string | null; dedup_key: string; state: string }>(
        'SELECT body, person_key, dedup_key, state FROM raw_message WHERE id = ?',
        [row?.id],
      )
      return message?.body === '' && message
    })
    expect(left).toMatchObject({ person_key: null, state: 'done' })
    expect(left.dedup_key).toMatch(/^[0-9a-f]{64}$/)
    const detail = await administrator.get<{ body: string | null }>(`/api/intake/messages/${row?.id}`)
    expect(detail.body).toBeNull()
    expect(await db.query('SELECT id FROM raw_message WHERE person_key = ?', [row?.person_key])).toEqual([])
  })

  it('is for those who may', async () => {
    const path = '/api/intake/reconciliations'
    expect(await rolesOf(app).anonymous().refusal('GET', path)).toMatchObject({ status: 401 })
    const editor = await rolesOf(app).asEditor()
    expect(await editor.refusal('POST', path, { source: 'work.tags', accountId: 1 })).toMatchObject({ status: 403 })
    const operator = await rolesOf(app).asOperator()
    expect(await operator.refusal('POST', path, { source: 'nothing', accountId: 1 })).toMatchObject({ status: 404 })
    expect(await operator.refusal('POST', path, { source: '中文', accountId: 'x' })).toMatchObject({ status: 400 })
    expect(await operator.refusal('POST', `${path}/999999/cancel`)).toMatchObject({ status: 404 })
  })
})
