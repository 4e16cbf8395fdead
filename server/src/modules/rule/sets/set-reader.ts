import type { RuleNode } from '@guiyi/shared'
import type { AudienceEngine, EngineParams } from '../../../platform/audience-engine'
import { CUSTOMER_ENGINE_TABLE } from '../../identity'
import { MEMBER_TABLES, type OwnerKind } from '../materialised/materialised-tables'
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

  /** Who has one of the values of a tag (any, when none is named), or is in a segment. */
  async members(kind: OwnerKind, id: number, values: readonly string[]): Promise<IdSet> {
    const among = values.length === 0 ? '' : ' AND has({values:Array(String)}, value)'
    return this.one(`SELECT customer_id FROM ${MEMBER_TABLES[kind]} WHERE owner_id = {owner:UInt64}${among}`, {
      owner: id,
      ...(values.length === 0 ? {} : { values }),
    })
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
