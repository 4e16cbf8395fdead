import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUILT_IN_EVENTS, type RuleCatalog, type RuleNode, type TagRule } from '@guiyi/shared'
import { CONTENT_ENGINE_TABLE } from '../../server/src/modules/content/engine-table'
import { EVENT_ENGINE_TABLE, type EventEngineRow } from '../../server/src/modules/event/engine-table'
import { CUSTOMER_ATTRIBUTE_ENGINE_TABLE, CUSTOMER_ENGINE_TABLE } from '../../server/src/modules/identity/engine-table'
import { PRODUCT_ENGINE_TABLE } from '../../server/src/modules/product/engine-table'
import type { PlanContext } from '../../server/src/modules/rule/compiler/fact-plan'
import { Moment } from '../../server/src/modules/rule/compiler/moment'
import { Params } from '../../server/src/modules/rule/compiler/params'
import { compileRule, compileTagRule } from '../../server/src/modules/rule/compiler/rule-compiler'
import type { RuleScope } from '../../server/src/modules/rule/compiler/scope'
import { memberTable } from '../../server/src/modules/rule/materialised/materialised-tables'
import { AudienceEngine, EngineSchema } from '../../server/src/platform/audience-engine'
import { readConfig } from '../../server/src/platform/config'
import type { World } from './rule-oracle'

export const CATALOG: RuleCatalog = {
  events: BUILT_IN_EVENTS,
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
    { value: 'openid', label: '微信' },
  ],
  officialAccounts: [{ value: 'oa1', label: '谷雨集' }],
  workMembers: [{ value: 'chenmo@corp', label: '陈默' }],
  tags: [
    { id: 1, name: '价值', values: ['高', '低'] },
    { id: 2, name: '偏好', values: [] },
  ],
  segments: [
    { id: 1, name: '老客' },
    { id: 2, name: '新客' },
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
      ['product', [...world.categories].map(([id, category]) => ({ id, category, price_fen: 0, parameters: {} }))],
      [
        'tag_value',
        world.tags.map(({ tagId, customerId, value }) => ({ owner_id: tagId, customer_id: customerId, value, since })),
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
    for (const [table, rows] of tables) {
      await engine.command(`TRUNCATE TABLE ${table}`)
      await engine.insert(table, rows)
    }
  }

  async members(rule: RuleNode, scope: RuleScope = { kind: 'all' }): Promise<number[]> {
    const { sql, params } = compileRule(rule, this.context(scope))
    const rows = await this.engine.query<{ customer_id: number }>(sql, params)
    return rows.map((row) => row.customer_id).sort((a, b) => a - b)
  }

  async values(rule: TagRule, scope: RuleScope = { kind: 'all' }): Promise<Map<number, string[]>> {
    const context = this.context(scope)
    const sql = compileTagRule(rule, context)
    const rows = await this.engine.query<{ customer_id: number; vals: string[] }>(sql, context.params.values)
    return new Map(rows.sort((a, b) => a.customer_id - b.customer_id).map((row) => [row.customer_id, row.vals]))
  }

  /** The statement itself, for everyone. */
  compileTag(rule: TagRule): { sql: string; params: object } {
    const context = this.context({ kind: 'all' })
    return { sql: compileTagRule(rule, context), params: context.params.values }
  }

  private context(scope: RuleScope): PlanContext {
    return { catalog: CATALOG, scope, moment: new Moment(this.now), params: new Params() }
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
    tags: [],
    segments: [],
  }
}
