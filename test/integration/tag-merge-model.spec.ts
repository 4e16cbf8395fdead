import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventService } from '../../server/src/modules/event'
import { IdentityService } from '../../server/src/modules/identity'
import { EraseCustomer } from '../../server/src/modules/identity/merge/erase-customer'
import { MergeCustomers } from '../../server/src/modules/identity/merge/merge-customers'
import { UnmergeCustomers } from '../../server/src/modules/identity/merge/unmerge-customers'
import { Evaluations, SweepJob } from '../../server/src/modules/rule'
import { ChangeTagState } from '../../server/src/modules/tag/commands/change-tag-state'
import { PublishTag } from '../../server/src/modules/tag/commands/publish-tag'
import { SegmentMembers, SegmentService } from '../../server/src/modules/segment'
import { SetHandTag, TagService } from '../../server/src/modules/tag'
import { ExpireHandTagsJob } from '../../server/src/modules/tag/jobs/expire-hand-tags.job'
import { TagPeopleService } from '../../server/src/modules/tag/values/tag-people.service'
import { AudienceEngine, EngineFeeder, EngineRebuild } from '../../server/src/platform/audience-engine'
import { Clock } from '../../server/src/platform/clock'
import { Database } from '../../server/src/platform/database'
import { startTestApp, type TestApp } from '../support/app'
import { TagModel, type ModelTag } from './tag-merge-model'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const SEQUENCES = [11, 12, 13]
const DAYS = 8
const ACTS_PER_DAY = 9
const PEOPLE = 9
const VALUES = ['A', 'B', 'C']
const OFTEN: [string, number][] = [
  ['often', 3],
  ['seldom', 1],
]

class Killed extends Error {}

/** A world without its own loops: the test moves the clock and says when what reaches the engine. */
describe('tags through merges, their undoing and erasure', () => {
  let testApp: TestApp
  let dataDir: string
  let now = 0
  let seed = 0
  /** A segment that stands on a hand-set tag. */
  let circle = 0
  /** A segment of whoever has any value of the tag that is paused now and then. */
  let marked = 0
  let paused = false
  const tag = { single: 0, several: 0, ever: 0, recent: 0, pausable: 0, stage: 0, taste: 0 }

  const get = <T>(type: new (...given: never[]) => T): T => testApp.app.get(type)
  const dice = (sides: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return Math.floor((seed / 2147483648) * sides)
  }
  const pick = <T>(list: readonly T[]): T => {
    const item = list[dice(list.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  const inTransaction = <T>(work: () => Promise<T>): Promise<T> => get(Database).transaction(work)
  const drain = (): Promise<void> => get(EngineFeeder).drain()
  const evaluate = async (kind: 'tag' | 'segment', id: number): Promise<number> => {
    const owner = (await get(Evaluations).find(kind, [id])).get(id)
    if (owner) {
      await get(Evaluations).evaluateTogether([owner], { kind: 'all' }, 'batch')
      await testApp.db.query(
        'UPDATE materialised_owner SET evaluated_at = ?, swept_at = ? WHERE owner_kind = ? AND owner_id = ?',
        [new Date(now), new Date(now), kind, id],
      )
    }
    return id
  }
  /** Each sequence begins with nobody. */
  const eraseEverybody = async (): Promise<void> => {
    for (const { id } of await testApp.db.query<{ id: string }>(
      'SELECT id FROM customer WHERE merged_into IS NULL AND erased_at IS NULL',
    ))
      await inTransaction(() => get(EraseCustomer).run(Number(id)))
  }
  const make = async (input: object): Promise<number> => {
    const { id } = await get(TagService).create(input as never)
    await get(PublishTag).run(id)
    return evaluate('tag', id)
  }
  const bought = (window: object, value: number): object => ({
    kind: 'event',
    event: 'purchase',
    window,
    measure: { of: 'count' },
    test: { op: '>=', value },
  })
  const tiers = (window: object): object => ({
    kind: 'tiers',
    tiers: OFTEN.map(([value, count]) => ({ value, when: bought(window, count) })),
  })

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'guiyi-model-'))
    testApp = await startTestApp({ dataDir, env: { ROLES: 'api' } })
    now = Date.parse('2026-03-01T04:00:00Z')
    jest.spyOn(get(Clock), 'now').mockImplementation(() => new Date(now))
    const hand = { method: 'hand' as const, handValues: VALUES }
    tag.single = await make({ name: '单值', ...hand })
    tag.several = await make({ name: '多值', ...hand, multiple: true })
    tag.ever = await make({ name: '累计', method: 'rule', rule: tiers({ kind: 'ever' }) })
    tag.recent = await make({ name: '近三天', method: 'rule', rule: tiers({ kind: 'past', days: 3 }) })
    tag.pausable = await make({ name: '时停时续', method: 'rule', rule: tiers({ kind: 'ever' }) })
    tag.stage = await make({
      name: '阶段',
      method: 'rule',
      rule: { kind: 'lifecycle', event: 'purchase', newDays: 2, matureCount: 3, silentDays: 4, lostDays: 6 },
    })
    const taste = { sources: [{ event: 'purchase', by: 'category', weight: 1 }], window: { kind: 'ever' } }
    tag.taste = await make({
      name: '兴趣',
      method: 'rule',
      rule: { kind: 'interest', ...taste, halfLifeDays: 3, top: 2, atLeast: 0 },
    })
    const circled = async (name: string, tagId: number, values: string[]): Promise<number> => {
      const { segment } = await get(SegmentService).create({ name, rule: { kind: 'tag', tagId, values } })
      return evaluate('segment', segment.id)
    }
    circle = await circled('单值为 A', tag.single, ['A'])
    marked = await circled('有过任何值', tag.pausable, [])
  }, 60_000)
  afterAll(async () => {
    jest.restoreAllMocks()
    await testApp.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const inEngine = async (tagId: number, on?: string): Promise<string[]> => {
    const { items } = await get(TagPeopleService).people(tagId, on === undefined ? {} : { on }, { skip: 0, take: 1000 })
    return items.map(({ customerId, values }) => `${customerId}:${values.join('、')}`)
  }
  const members = async (segmentId: number): Promise<string[]> => {
    const { items } = await get(SegmentMembers).page(segmentId, { skip: 0, take: 1000 })
    return items.map(({ customerId }) => String(customerId))
  }
  const dump = async (): Promise<unknown[]> => [
    await get(AudienceEngine).query('SELECT * FROM tag_value ORDER BY owner_id, value, customer_id'),
    await get(AudienceEngine).query('SELECT * FROM tag_history ORDER BY owner_id, customer_id, at, delta_id'),
    await get(AudienceEngine).query('SELECT * FROM segment_member ORDER BY owner_id, value, customer_id'),
    await get(AudienceEngine).query('SELECT * FROM segment_history ORDER BY owner_id, customer_id, at, delta_id'),
  ]
  /** The process dies somewhere on the way to the engine; what was on its way is copied again. */
  const drainWithDeath = async (): Promise<void> => {
    const method = pick(['insert', 'command'] as const)
    const engine = get(AudienceEngine)
    const original = engine[method] as (...given: unknown[]) => Promise<void>
    let calls = dice(4)
    const after = dice(2) === 0
    const spy = jest.spyOn(engine, method).mockImplementation(async (...given: unknown[]) => {
      calls -= 1
      if (calls === 0 && !after) throw new Killed()
      await original.apply(engine, given)
      if (calls === 0) throw new Killed()
    })
    await drain().catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error
    })
    spy.mockRestore()
    await drain()
  }

  it.each(SEQUENCES)(
    'agree with the model on every day, and after a rebuild (seed %i)',
    async (start) => {
      seed = start
      const hands: ModelTag[] = [
        { id: tag.single, multiple: false },
        { id: tag.several, multiple: true },
      ]
      const model = new TagModel(hands)
      if (paused) model.pause(now, OFTEN)
      await eraseEverybody()
      for (let index = 0; index < PEOPLE; index += 1) {
        const identity = { kind: 'openid', scope: `wx-${index}`, value: `o-${start}-${index}` } as const
        const { customerId, identityIds } = await get(IdentityService).resolve({
          identities: [identity],
          at: new Date(now),
          source: 'test',
        })
        model.add(customerId, identityIds[0] ?? 0)
      }

      const acts: Record<string, () => Promise<void>> = {
        buy: async () => {
          const identityId = pick(model.identitiesOf(pick(model.living())))
          await get(EventService).record({
            name: 'purchase',
            identityId,
            occurredAt: new Date(now),
            dedupKey: `model-${start}-${now}`,
            channel: 'test',
            properties: { order_no: `M${now}`, amount: 100, quantity: 1, category: pick(['护肤', '茶饮', '母婴']) },
          })
          model.act(identityId, now)
        },
        set: async () => {
          const customer = pick(model.living())
          const which = pick(hands)
          const values = VALUES.filter(() => dice(3) === 0)
          const expiresAt = dice(3) === 0 ? now + (1 + dice(3)) * DAY_MS : null
          const order = { values, expiresAt: expiresAt === null ? null : new Date(expiresAt) }
          await inTransaction(() => get(SetHandTag).run(which.id, customer, order))
          model.set(customer, which, values, expiresAt)
        },
        merge: async () => {
          const survivorId = pick(model.living())
          const others = model.living().filter((id) => id !== survivorId)
          if (others.length === 0) return
          const absorbedId = pick(others)
          const id = await inTransaction(() => get(MergeCustomers).run({ survivorId, absorbedId, reason: 'staff' }))
          model.merge(id, survivorId, absorbedId)
        },
        unmerge: async () => {
          if (model.open().length === 0) return
          const id = pick(model.open())
          await inTransaction(() => get(UnmergeCustomers).run(id))
          model.unmerge(id)
        },
        erase: async () => {
          if (model.living().length < 4) return
          const customer = pick(model.living())
          await inTransaction(() => get(EraseCustomer).run(customer))
          model.erase(customer)
        },
        turn: async () => {
          await drain()
          model.settle()
          await get(ChangeTagState).run(tag.pausable, paused ? 'resume' : 'pause')
          paused = !paused
          if (paused) model.pause(now, OFTEN)
          else {
            model.resume()
            await evaluate('tag', tag.pausable)
          }
        },
      }
      const often = ['buy', 'set', 'merge', 'unmerge']
      const likely = [...often, ...often, 'buy', 'set', 'erase', 'turn']
      const compared = [tag.single, tag.several, tag.ever, tag.recent, tag.pausable]
      const days: { on: string; should: string[][] }[] = []
      const told: string[] = []
      for (let day = 0; day < DAYS; day += 1) {
        for (let turn = 0; turn < ACTS_PER_DAY; turn += 1) {
          now += HOUR_MS / 2
          const act = pick(likely)
          told.push(act)
          await acts[act]?.()
          if (dice(6) === 0) {
            await drainWithDeath()
            model.settle()
          }
        }
        now += HOUR_MS
        await get(ExpireHandTagsJob).run()
        model.expire(now)
        await drain()
        await get(SweepJob).sweep()
        await drain()
        model.settle()
        const should = [
          model.byHand(tag.single),
          model.byHand(tag.several),
          model.byCount(now, null, OFTEN),
          model.byCount(now, 3, OFTEN),
          model.byPausable(now, OFTEN),
        ]
        const is = compared.map((id) => inEngine(id))
        expect({ day, told: told.join(' '), tags: await Promise.all(is) }).toEqual({
          day,
          told: told.join(' '),
          tags: should,
        })
        const inside = should[0]?.filter((one) => one.endsWith(':A')).map((one) => one.replace(':A', ''))
        expect({ day, members: await members(circle) }).toEqual({ day, members: inside })
        const having = should[4]?.map((one) => one.replace(/:.*$/, ''))
        expect({ day, paused, marked: await members(marked) }).toEqual({ day, paused, marked: having })
        days.push({ on: new Date(now).toISOString().slice(0, 10), should })
        now += DAY_MS - (ACTS_PER_DAY * HOUR_MS) / 2 - HOUR_MS
      }
      // Who had what at the end of each day is still known, whatever was merged, taken apart and erased since.
      for (const { on, should } of days)
        for (const [index, id] of compared.entries())
          expect({ on, id, people: await inEngine(id, on) }).toEqual({ on, id, people: should[index] })

      // What the model does not tell (stages, interests) is what a look at everyone would give.
      for (const id of [tag.stage, tag.taste]) {
        const owner = (await get(Evaluations).find('tag', [id])).get(id)
        if (owner) await get(Evaluations).evaluateTogether([owner], { kind: 'all' }, 'batch')
      }
      await drain()
      const before = await dump()
      const rebuild = get(EngineRebuild) as unknown as { run(context: object): Promise<unknown> }
      await rebuild.run({ cancelled: () => Promise.resolve(false), progress: () => Promise.resolve() })
      await drain()
      expect(await dump()).toEqual(before)
    },
    120_000,
  )

  it('asks once for the passing of time, however many tags it may change', async () => {
    await eraseEverybody()
    const identity = { kind: 'openid', scope: 'wx-time', value: 'o-time' } as const
    const { customerId, identityIds } = await get(IdentityService).resolve({
      identities: [identity],
      at: new Date(now),
      source: 'test',
    })
    const sweptOnceOver = async (): Promise<number> => {
      await get(EventService).record({
        name: 'purchase',
        identityId: identityIds[0] ?? 0,
        occurredAt: new Date(now),
        dedupKey: `time-${now}`,
        channel: 'test',
        properties: { order_no: `T${now}`, amount: 100, quantity: 1 },
      })
      await drain()
      expect(await inEngine(tag.recent)).toEqual([`${customerId}:seldom`])
      now += 3 * DAY_MS + HOUR_MS
      const query = jest.spyOn(get(AudienceEngine), 'query')
      await get(SweepJob).sweep()
      const statements = query.mock.calls.length
      query.mockRestore()
      await drain()
      return statements
    }
    const few = await sweptOnceOver()
    const more: number[] = []
    for (let index = 0; index < 10; index += 1) {
      const rule = tiers({ kind: 'past', days: 3 })
      more.push(await make({ name: `近三天 ${index}`, method: 'rule', rule }))
    }
    expect(await sweptOnceOver()).toBe(few)
    for (const id of [tag.recent, ...more]) expect({ id, people: await inEngine(id) }).toEqual({ id, people: [] })
  })
})
