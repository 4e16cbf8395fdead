import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUILT_IN_EVENTS, isTagRule, type RuleCatalog, type RuleNode, type TagRule } from '@guiyi/shared'
import { CONTENT_ENGINE_TABLE } from '../../server/src/modules/content/engine-table'
import { EVENT_ENGINE_TABLE, type EventEngineRow } from '../../server/src/modules/event/engine-table'
import { CUSTOMER_ATTRIBUTE_ENGINE_TABLE, CUSTOMER_ENGINE_TABLE } from '../../server/src/modules/identity/engine-table'
import { PRODUCT_ENGINE_TABLE } from '../../server/src/modules/product/engine-table'
import type { PlanContext, RfmParameters } from '../../server/src/modules/rule/compiler/plan-context'
import { Moment } from '../../server/src/modules/rule/compiler/moment'
import { Params } from '../../server/src/modules/rule/compiler/params'
import { compileRule, compileTagRule } from '../../server/src/modules/rule/compiler/rule-compiler'
import { needsParameters, parametersSql, readParameters } from '../../server/src/modules/rule/compiler/rfm'
import type { RuleScope } from '../../server/src/modules/rule/compiler/scope'
import { compileTogether, IN, type OwnedRule } from '../../server/src/modules/rule/compiler/together'
import {
  AUDIENCE_HOME_TABLE,
  AUDIENCE_MEMBER_TABLE,
  memberTable,
} from '../../server/src/modules/rule/materialised/materialised-tables'
import { AudienceEngine, EngineSchema } from '../../server/src/platform/audience-engine'
import { readConfig } from '../../server/src/platform/config'
import type { World } from './rule-oracle'

export const CATALOG: RuleCatalog = {
  events: [
    ...BUILT_IN_EVENTS,
    { name: 'download_app', label: '下载 App', properties: [] },
    { name: 'recharge', label: '充值', properties: [] },
    {
      name: 'take_quiz',
      label: '做测试',
      properties: [
        { key: 'channel', label: '渠道', type: 'text' },
        { key: 'likes', label: '喜好', type: 'list' },
        { key: 'gift', label: '要赠品', type: 'boolean' },
        { key: 'points', label: '得分', type: 'number' },
        { key: 'visited', label: '到店日', type: 'date' },
      ],
    },
  ],
  productParameters: ['肤质'],
  attributes: [
    {
      key: 'gender',
      label: '性别',
      type: 'enum',
      options: [
        { value: 'female', label: '女' },
        { value: 'male', label: '男' },
      ],
    },
    { key: 'birthday', label: '生日', type: 'date' },
    { key: 'height', label: '身高', type: 'number' },
    { key: 'hobby', label: '爱好', type: 'list' },
  ],
  identities: [
    { value: 'phone', label: '手机号' },
    { value: 'openid', label: '微信', scopes: [{ value: 'oa1', label: '谷雨集' }] },
  ],
  officialAccounts: [{ value: 'oa1', label: '谷雨集' }],
  workMembers: [{ value: 'chenmo@corp', label: '陈默' }],
  tags: [
    { id: 1, name: '价值', values: ['高', '低'] },
    { id: 2, name: '偏好', values: [] },
    { id: 3, name: '消费', values: [], type: 'money' },
    { id: 4, name: '首购日', values: [], type: 'date' },
  ],
  segments: [
    { id: 1, name: '老客' },
    { id: 2, name: '新客' },
  ],
  audiences: [
    { id: 1, name: '会员日' },
    { id: 2, name: '到店名单' },
  ],
}

/** The engine alone, filled with a world, and the compiler asked about it. */
export class EngineWorld {
  private constructor(
    readonly engine: AudienceEngine,
    private readonly folder: string,
    private now: Date,
  ) {}

  static async open(): Promise<EngineWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'guiyi-rule-'))
    const config = readConfig({
      NODE_ENV: 'test',
      DATABASE_URL: 'mysql://none',
      DATA_DIR: folder,
      SANDBOX_URL: 'http://127.0.0.1:9',
    })
    const schema = new EngineSchema()
    const tables = [
      CUSTOMER_ENGINE_TABLE,
      CUSTOMER_ATTRIBUTE_ENGINE_TABLE,
      EVENT_ENGINE_TABLE,
      CONTENT_ENGINE_TABLE,
      PRODUCT_ENGINE_TABLE,
    ]
    schema.declare(...tables, memberTable('tag'), memberTable('segment'))
    schema.declare(AUDIENCE_MEMBER_TABLE, AUDIENCE_HOME_TABLE)
    const engine = new AudienceEngine(schema, config)
    await engine.onModuleInit()
    return new EngineWorld(engine, folder, new Date())
  }

  async close(): Promise<void> {
    await this.engine.onApplicationShutdown()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Puts this world, and nothing else, into the engine. */
  async fill(world: World): Promise<void> {
    const { engine } = this
    this.now = world.now
    const since = world.now.toISOString()
    const tables: [string, object[]][] = [
      ['customer', world.customers],
      ['customer_attribute', world.attributes],
      ['event', world.events],
      ['content', [...world.contentTags].map(([id, tags]) => ({ id, tags }))],
      [
        'product',
        [...world.categories].map(([id, category]) => ({
          id,
          category,
          price_fen: 0,
          parameters: world.productParameters.get(id) ?? {},
        })),
      ],
      [
        'tag_value',
        world.tags.map(({ tagId, customerId, value }) => ({
          owner_id: tagId,
          customer_id: customerId,
          value,
          number: value === '' || Number.isNaN(Number(value)) ? null : Number(value),
          since,
        })),
      ],
      [
        'segment_member',
        world.segments.map(({ segmentId, customerId }) => ({
          owner_id: segmentId,
          customer_id: customerId,
          value: 'in',
          since,
        })),
      ],
    ]
    tables.push(
      [
        'audience_member',
        world.audiences.map(({ audienceId, customerId }) => ({ audience_id: audienceId, customer_id: customerId })),
      ],
      ['audience_home', [...world.homes].map(([home, customerId]) => ({ home_id: home, customer_id: customerId }))],
    )
    for (const [table, rows] of tables) {
      await engine.command(`TRUNCATE TABLE ${table}`)
      await engine.insert(table, rows)
    }
  }

  async members(rule: RuleNode, scope: RuleScope = { kind: 'all' }): Promise<number[]> {
    const [answer] = await this.answers([{ rule, scope }])
    return [...(answer ?? [])].map(([id]) => id)
  }

  async values(rule: TagRule, scope: RuleScope = { kind: 'all' }): Promise<Map<number, string[]>> {
    const [answer] = await this.answers([{ rule, scope }])
    return answer ?? new Map<number, string[]>()
  }

  /** Several questions in one statement. Per question who is in, with what values (none for plain rules), ascending. */
  async answers(
    questions: readonly { rule: RuleNode | TagRule; scope: RuleScope }[],
  ): Promise<Map<number, string[]>[]> {
    const params = {}
    const parts: string[] = []
    for (const [index, { rule, scope }] of questions.entries()) {
      const context = this.context(scope, `q${index}_`)
      const sql = isTagRule(rule)
        ? compileTagRule(rule, { ...context, parameters: await this.parametersOf(rule) })
        : compileRule(rule, context).sql
      const columns = isTagRule(rule) ? 'vals' : "CAST([], 'Array(String)') AS vals"
      parts.push(`SELECT ${index} AS question, customer_id, ${columns} FROM (${sql})`)
      Object.assign(params, context.params.values)
    }
    if (parts.length === 0) return []
    const rows = await this.engine.query<{ question: number; customer_id: number; vals: string[] }>(
      `SELECT question, customer_id, vals FROM (${parts.join(' UNION ALL ')}) ORDER BY customer_id`,
      params,
    )
    return questions.map(
      (_, index) =>
        new Map(rows.filter(({ question }) => question === index).map((row) => [row.customer_id, row.vals])),
    )
  }

  /** The same by the statement that evaluations run: several owners' rules in one scope, sharing their scans. */
  async together(
    rules: readonly (RuleNode | TagRule)[],
    scope: RuleScope = { kind: 'all' },
  ): Promise<Map<number, string[]>[]> {
    const owned: OwnedRule[] = []
    for (const [id, rule] of rules.entries())
      owned.push({ id, rule, parameters: isTagRule(rule) ? await this.parametersOf(rule) : undefined })
    const context = this.context(scope)
    const rows = await this.engine.query<{ customer_id: number; items: [number, number, string][] }>(
      compileTogether(owned, context),
      context.params.values,
    )
    const answers = rules.map(() => new Map<number, string[]>())
    const items = rows.flatMap(({ customer_id, items }) => items.map((item) => [customer_id, ...item] as const))
    for (const [customerId, owner, place, value] of items) {
      const [answer, rule] = [answers[owner], rules[owner]]
      // Each place once per owner; a plain rule's only value says no more than that she is in.
      const known = answer?.get(customerId) ?? []
      if (!answer || !rule || place !== known.length) throw new Error(`unexpected ${owner}, ${customerId}, ${place}`)
      if (!isTagRule(rule)) expect([place, value]).toEqual([0, IN])
      answer.set(customerId, [...known, value])
    }
    for (const [owner, rule] of rules.entries())
      if (!isTagRule(rule)) for (const customerId of answers[owner]?.keys() ?? []) answers[owner]?.set(customerId, [])
    return answers
  }

  private async parametersOf(rule: TagRule): Promise<RfmParameters | undefined> {
    if (!needsParameters(rule)) return undefined
    const context = this.context({ kind: 'all' })
    const [row] = await this.engine.query<RfmParameters>(parametersSql(rule, context), context.params.values)
    return readParameters(row)
  }

  /** The statement itself, for everyone. */
  compileTag(rule: TagRule): { sql: string; params: object } {
    const context = this.context({ kind: 'all' })
    return { sql: compileTagRule(rule, context), params: context.params.values }
  }

  private context(scope: RuleScope, prefix?: string): PlanContext {
    return { catalog: CATALOG, scope, moment: new Moment(this.now), params: new Params(prefix) }
  }

  /** Several rules as one statement of (customer_id, items), for everyone; owners are the places in the list. */
  compileTogether(rules: readonly (TagRule | RuleNode)[]): { sql: string; params: object } {
    const context = this.context({ kind: 'all' })
    const sql = compileTogether(
      rules.map((rule, id) => ({ id, rule })),
      context,
    )
    return { sql, params: context.params.values }
  }
}

let nextEventId = 1

/** An event row with the given fields; the rest is empty. `daysAgo` counts from `now`. */
export function eventRow(
  now: Date,
  customerId: number,
  name: string,
  daysAgo: number,
  fields: Partial<EventEngineRow> = {},
): EventEngineRow {
  nextEventId += 1
  return {
    id: nextEventId,
    customer_id: customerId,
    name,
    occurred_at: new Date(now.getTime() - Math.round(daysAgo * 86_400_000)).toISOString(),
    channel: '',
    content_id: 0,
    product_id: 0,
    amount_fen: null,
    quantity: null,
    properties: {},
    ...fields,
  }
}

/** A world of people who have done nothing. */
export function emptyWorld(customerIds: number[], now = new Date('2026-11-20T04:30:00.000Z')): World {
  return {
    now,
    customers: customerIds.map((id) => ({
      id,
      created_at: now.toISOString(),
      identities: [],
      follows: [],
      work_contacts: [],
      consents: [],
    })),
    attributes: [],
    events: [],
    contentTags: new Map(),
    categories: new Map(),
    productParameters: new Map(),
    tags: [],
    segments: [],
    audiences: [],
    homes: new Map(),
  }
}
