import type { RuleNode, SegmentCondition, TagCondition } from '@guiyi/shared'
import type { AudienceEngine, EngineParams } from '../../../platform/audience-engine'
import { CUSTOMER_ENGINE_TABLE } from '../../identity'
import { MEMBER_TABLES } from '../materialised/materialised-tables'
import type { RuleCompiler } from '../compiler/rule-compiler'
import { IdSet } from './id-set'

interface Blocks {
  blocks: number[]
  bits: number[]
}

const TIMEOUT_SECONDS = 60
const BITS = (id: string): string => `bitShiftLeft(toUInt32(1), toUInt8(${id} % 32))`

/** Reads sets of people from the engine as words of 32 bits: a million people are 31 thousand numbers, not a million rows. */
export class SetReader {
  constructor(
    private readonly engine: AudienceEngine,
    private readonly compiler: RuleCompiler,
  ) {}

  /** Every living customer. */
  async everyone(): Promise<IdSet> {
    return this.one(`SELECT id AS customer_id FROM ${CUSTOMER_ENGINE_TABLE.name}`, {})
  }

  /** Who has the tag with a value that is asked for, or is in the segment. */
  async members(leaf: TagCondition | SegmentCondition): Promise<IdSet> {
    const [table, owner] =
      leaf.kind === 'tag' ? [MEMBER_TABLES.tag, leaf.tagId] : [MEMBER_TABLES.segment, leaf.segmentId]
    const { sql, params } = leaf.kind === 'tag' ? await this.compiler.compileTagValues(leaf) : { sql: '1', params: {} }
    return this.one(`SELECT customer_id FROM ${table} WHERE owner_id = {owner:UInt64} AND ${sql}`, { owner, ...params })
  }

  /** Those of some values of a tag or a segment that the condition asks for. */
  async accepted(leaf: TagCondition | SegmentCondition, values: readonly string[]): Promise<Set<string>> {
    if (leaf.kind === 'segment' || (leaf.values.length === 0 && !leaf.test)) return new Set(values)
    if (!leaf.test) return new Set(values.filter((value) => leaf.values.includes(value)))
    const { sql, params } = await this.compiler.compileTagValues(leaf)
    const rows = await this.engine.query<{ value: string }>(
      `SELECT value FROM (SELECT arrayJoin({candidates:Array(String)}) AS value, toFloat64OrNull(value) AS number) WHERE ${sql}`,
      { ...params, candidates: values },
    )
    return new Set(rows.map(({ value }) => value))
  }

  /** For whom each of the conditions holds, all in one statement, so that those about one event share a scan. */
  async holding(conditions: readonly RuleNode[]): Promise<IdSet[]> {
    if (conditions.length === 0) return []
    const facts = await this.compiler.compileFacts({ kind: 'all', of: [...conditions] }, { kind: 'all' })
    if (!facts || facts.noted.length !== conditions.length) throw new Error('a condition without a predicate')
    const bits = conditions.map((_, index) => `groupBitOr(if(holds_${index}, ${BITS('customer_id')}, 0)) AS b${index}`)
    const lists = conditions.map(
      (_, index) =>
        `groupArrayIf(block, b${index} != 0) AS blocks${index}, groupArrayIf(b${index}, b${index} != 0) AS bits${index}`,
    )
    const [row] = await this.engine.query<Record<string, number[]>>(
      `SELECT ${lists.join(', ')} FROM (
         SELECT intDiv(customer_id, 32) AS block, ${bits.join(', ')} FROM (${facts.sql}) GROUP BY block
       )`,
      facts.params,
      { timeoutSeconds: TIMEOUT_SECONDS },
    )
    return conditions.map((_, index) => IdSet.ofBlocks(row?.[`blocks${index}`] ?? [], row?.[`bits${index}`] ?? []))
  }

  private async one(members: string, params: EngineParams): Promise<IdSet> {
    const [row] = await this.engine.query<Blocks>(
      `SELECT groupArray(block) AS blocks, groupArray(word) AS bits FROM (
         SELECT intDiv(customer_id, 32) AS block, groupBitOr(${BITS('customer_id')}) AS word FROM (${members}) GROUP BY block
       )`,
      params,
      { timeoutSeconds: TIMEOUT_SECONDS },
    )
    return row ? IdSet.ofBlocks(row.blocks, row.bits) : IdSet.EMPTY
  }
}
