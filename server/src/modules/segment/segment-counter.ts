import { Injectable } from '@nestjs/common'
import type { RuleNode } from '@guiyi/shared'
import { AudienceEngine, type EngineParams } from '../../platform/audience-engine'
import { CUSTOMER_ENGINE_TABLE } from '../identity'
import { MEMBER_TABLES, reachableSql, RuleCompiler } from '../rule'
import { IN } from './segment-evaluation'

export interface Reachable {
  officialAccount: number
  work: number
  sms: number
}

export interface SegmentCount {
  people: number
  everyone: number
  /** How many of them can be reached over each channel: a way there, and consent to marketing. */
  reachable: Reachable
}

interface CountRow {
  people: number
  everyone: number
  official_account: number
  work: number
  sms: number
}

/** A count that a person waits for must not hold the engine longer than this. */
const TIMEOUT_SECONDS = 10
const CUSTOMERS = CUSTOMER_ENGINE_TABLE.name

/** Counts people while somebody is still typing the rule. */
@Injectable()
export class SegmentCounter {
  private readonly running = new Map<string, AbortController>()

  constructor(
    private readonly engine: AudienceEngine,
    private readonly compiler: RuleCompiler,
  ) {}

  /**
   * @param rule a validated rule
   * @param key who is asking: a newer question under the same key makes the older one give up with CANCELLED
   * @throws CANCELLED, ENGINE_UNAVAILABLE
   */
  async count(rule: RuleNode, key?: string): Promise<SegmentCount> {
    const { sql, params } = await this.compiler.compile(rule, { kind: 'all' })
    if (key === undefined) return this.run(sql, params)
    this.running.get(key)?.abort()
    const controller = new AbortController()
    this.running.set(key, controller)
    try {
      return await this.run(sql, params, controller.signal)
    } finally {
      if (this.running.get(key) === controller) this.running.delete(key)
    }
  }

  /** The same numbers for a saved segment, from its kept members. */
  async countMembers(segmentId: number): Promise<SegmentCount> {
    const members = `SELECT customer_id FROM ${MEMBER_TABLES.segment} WHERE owner_id = {segment:UInt64} AND value = '${IN}'`
    return this.run(members, { segment: segmentId })
  }

  /** One page of the people for whom a rule holds, by customer id. */
  async people(rule: RuleNode, page: { skip: number; take: number }): Promise<{ ids: number[]; total: number }> {
    const { sql, params } = await this.compiler.compile(rule, { kind: 'all' })
    const rows = await this.engine.query<{ customer_id: number; total: number }>(
      `SELECT customer_id, count() OVER () AS total FROM (${sql}) ORDER BY customer_id LIMIT {take:UInt32} OFFSET {skip:UInt32}`,
      { ...params, ...page },
      { timeoutSeconds: TIMEOUT_SECONDS },
    )
    return { ids: rows.map(({ customer_id }) => customer_id), total: rows[0]?.total ?? 0 }
  }

  private async run(members: string, params: EngineParams, signal?: AbortSignal): Promise<SegmentCount> {
    const [row] = await this.engine.query<CountRow>(
      `SELECT count() AS people, (SELECT count() FROM ${CUSTOMERS}) AS everyone,
         countIf(${reachableSql('official_account')}) AS official_account,
         countIf(${reachableSql('work')}) AS work, countIf(${reachableSql('sms')}) AS sms
       FROM ${CUSTOMERS} WHERE id IN (${members})`,
      params,
      { timeoutSeconds: TIMEOUT_SECONDS, ...(signal ? { signal } : {}) },
    )
    return {
      people: row?.people ?? 0,
      everyone: row?.everyone ?? 0,
      reachable: { officialAccount: row?.official_account ?? 0, work: row?.work ?? 0, sms: row?.sms ?? 0 },
    }
  }
}
