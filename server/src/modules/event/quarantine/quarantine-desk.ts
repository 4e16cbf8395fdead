import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { Database, type UpdateResultHeader } from '../../../platform/database'
import { Jobs } from '../../../platform/jobs'
import { CustomerService, IdentityService } from '../../identity'
import { StaffService } from '../../staff'
import { EventDefinitions } from '../definition/event-definitions'
import type { MisfitKind } from '../misfit'
import { TrackSources } from '../track/track-sources'
import { EventJudge } from './event-judge'
import { EventMappings } from './event-mappings'
import { heldWhere, type HeldFilter } from './held-filter'
import { applyMapping, type MappingAction } from './mapping.policy'
import { masked } from './masked'
import { presentSteps, readSteps } from './mapping-steps'
import { Quarantine } from './quarantine'
import { QuarantinedEvent } from './quarantined-event.entity'
import type {
  DefinitionSuggestion,
  HeldEventList,
  HeldEventReply,
  MappingDto,
  MappingPreview,
  MappingReply,
  MappingSample,
  MappingTargetDto,
  QuarantineGroup,
} from './quarantine.dto'
import { REPLAY_JOB, type ReplayPayload } from './replay-quarantine.job'
import { suggestDefinition } from './suggest-definition'

interface GroupRow {
  sourceId: string
  event: string
  readAs: string
  reason: MisfitKind
  property: string
  detail: string
  count: string
  firstAt: Date
  lastAt: Date
}

const GROUPS_AT_MOST = 200
const PAGE = 20
const EXPORT_PAGE = 500
const TRIED_AT_MOST = 500
const SAMPLES_OF_EACH = 4

/** The quarantine as people look through it and mend it. */
@Injectable()
export class QuarantineDesk {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly jobs: Jobs,
    private readonly plan: EventDefinitions,
    private readonly sources: TrackSources,
    private readonly judge: EventJudge,
    private readonly mappings: EventMappings,
    private readonly quarantine: Quarantine,
    private readonly identities: IdentityService,
    private readonly customers: CustomerService,
    private readonly staff: StaffService,
  ) {}

  /** What is held, by sender, event, reason and property, the largest group first. */
  async groups(): Promise<QuarantineGroup[]> {
    const rows = await this.db.query<GroupRow[]>(
      `SELECT source_id AS sourceId, event, reason, property, MAX(detail) AS detail, MAX(read_as) AS readAs,
         COUNT(*) AS count,
         MIN(received_at) AS firstAt, MAX(received_at) AS lastAt
       FROM quarantined_event WHERE state = 'held' GROUP BY source_id, event, reason, property
       ORDER BY count DESC LIMIT ?`,
      [GROUPS_AT_MOST],
    )
    const [names, definitions, mappings] = await Promise.all([
      this.sources.names(),
      this.plan.all(),
      this.mappings.list(),
    ])
    const labels = new Map(definitions.map(({ name, label }) => [name, label]))
    const mapped = new Set(mappings.map(({ sourceId, event }) => `${sourceId} ${event}`))
    return rows.map((row) => ({
      sourceId: Number(row.sourceId),
      sourceName: names.get(Number(row.sourceId)) ?? '已删除的来源',
      event: row.event,
      readAs: row.readAs,
      label: labels.get(row.readAs) ?? null,
      reason: row.reason,
      property: row.property,
      detail: row.detail,
      count: Number(row.count),
      firstAt: row.firstAt.toISOString(),
      lastAt: row.lastAt.toISOString(),
      mapped: mapped.has(`${row.sourceId} ${row.event}`),
    }))
  }

  /** Single held events, the newest first. */
  async list(filter: HeldFilter, before?: number, size = PAGE): Promise<HeldEventList> {
    const rows = await this.held(filter, size + 1, before)
    const page = rows.slice(0, size)
    const owners = await this.identities.lockOwners(page.map(({ identityId }) => identityId))
    const people = await this.customers.summaries([...owners.values()])
    return {
      items: page.map((row) => {
        const { properties, time } = this.quarantine.open(row)
        const owner = owners.get(row.identityId)
        return {
          id: row.id,
          event: row.event,
          reason: row.reason,
          property: row.property,
          detail: row.detail,
          faults: row.faults,
          time,
          receivedAt: row.receivedAt.toISOString(),
          properties: masked(properties),
          customerId: owner === undefined ? null : (people.get(owner)?.publicId ?? null),
        }
      }),
      next: rows.length > size ? (page.at(-1)?.id ?? null) : null,
    }
  }

  /** All of them, on and on, for a file. */
  async *all(filter: HeldFilter): AsyncIterable<HeldEventReply> {
    for (let before: number | undefined; ;) {
      const { items, next } = await this.list(filter, before, EXPORT_PAGE)
      yield* items
      if (next === null) return
      before = next
    }
  }

  /** What a mapping would do to the newest held events. @throws MAPPING_INVALID */
  async preview({ sourceId, event, steps }: MappingDto): Promise<MappingPreview> {
    const actions = readSteps(steps)
    const rows = await this.held({ sourceId, event }, TRIED_AT_MOST)
    const fitting: MappingSample[] = []
    const others: MappingSample[] = []
    const opened = rows.map((row) => this.quarantine.open(row))
    const judgements = await this.judge.judge(opened, actions)
    for (const [index, tracked] of opened.entries()) {
      const judged = judgements[index]
      const after = applyMapping(actions, tracked, tracked.receivedAt)
      const sample = {
        id: rows[index]?.id ?? 0,
        before: tracked.properties,
        after: after.properties,
        event: after.event,
        problem: judged && 'error' in judged ? judged.error.message : null,
      }
      ;(sample.problem === null ? fitting : others).push(sample)
    }
    // Some of each, so that both what the mapping mends and what it leaves can be seen.
    const shown = [...fitting.slice(0, SAMPLES_OF_EACH), ...others.slice(0, SAMPLES_OF_EACH)]
    return {
      tried: rows.length,
      fitting: fitting.length,
      samples: shown.map((sample) => ({ ...sample, before: masked(sample.before), after: masked(sample.after) })),
    }
  }

  /** Puts a mapping in force. @returns the job that replays what is held, if that was asked for @throws MAPPING_INVALID */
  async map({ sourceId, event, steps }: MappingDto, replay: boolean): Promise<number | null> {
    const actions: MappingAction[] = readSteps(steps)
    await this.mappings.put(sourceId, event, actions)
    return replay ? this.enqueue({ sourceId, event }) : null
  }

  async mappingsInForce(): Promise<MappingReply[]> {
    const [mappings, names] = await Promise.all([this.mappings.list(), this.sources.names()])
    const people = await this.staff.byIds(mappings.flatMap(({ staffId }) => staffId ?? []))
    return mappings.map(({ id, sourceId, event, actions, staffId, createdAt }) => ({
      id,
      sourceId,
      sourceName: names.get(sourceId) ?? '已删除的来源',
      event,
      steps: presentSteps(actions),
      by: staffId === null ? null : (people.get(staffId)?.name ?? null),
      createdAt: createdAt.toISOString(),
    }))
  }

  /** @returns the job that judges them again */
  async replay(filter: HeldFilter): Promise<number> {
    this.audit.describe({ action: 'event-quarantine.replay', after: { ...filter } })
    return this.enqueue(filter)
  }

  /** @returns how many were thrown away */
  async discard(filter: HeldFilter): Promise<number> {
    const { sql, params } = heldWhere(filter)
    const updated = await this.db.query<UpdateResultHeader>(
      `UPDATE quarantined_event SET state = 'discarded', settled_at = ? WHERE ${sql}`,
      [this.clock.now(), ...params],
    )
    this.audit.describe({ action: 'event-quarantine.discard', after: { ...filter, count: updated.affectedRows } })
    return updated.affectedRows
  }

  /** A definition that the held events would fit into. */
  async suggest({ sourceId, event }: MappingTargetDto): Promise<DefinitionSuggestion> {
    const rows = await this.held({ sourceId, event }, TRIED_AT_MOST)
    const samples = rows.map((row) => this.quarantine.open(row).properties)
    return suggestDefinition(event, samples, (await this.plan.find(event)) ?? null, `event_${rows[0]?.id ?? 0}`)
  }

  private async enqueue(filter: HeldFilter): Promise<number> {
    return this.jobs.enqueue(REPLAY_JOB, { filter } satisfies ReplayPayload)
  }

  private async held(filter: HeldFilter, limit: number, before?: number): Promise<QuarantinedEvent[]> {
    const { sourceId, event, reason, property } = filter
    const where = { state: 'held' as const, ...defined({ sourceId, event, reason, property }) }
    const list = this.db.repo(QuarantinedEvent).createQueryBuilder('held').where(where)
    if (before !== undefined) list.andWhere('held.id < :before', { before })
    return list.orderBy('held.id', 'DESC').take(limit).getMany()
  }
}

const defined = <T extends object>(filter: T): Partial<T> =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Partial<T>
