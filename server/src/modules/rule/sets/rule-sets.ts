import { Injectable } from '@nestjs/common'
import {
  dependenciesOfRule,
  type Condition,
  type RuleNode,
  type SegmentCondition,
  type TagCondition,
} from '@guiyi/shared'
import { In, MoreThan } from 'typeorm'
import { AudienceEngine, EngineFeed, REBUILT_MARK } from '../../../platform/audience-engine'
import { Clock, shanghaiDay } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { RuleCompiler } from '../compiler/rule-compiler'
import { decodeChanges } from '../materialised/delta-codec'
import { MaterialisedDelta, MaterialisedOwner } from '../materialised/materialised-delta.entity'
import { AUDIENCE_FEED, AUDIENCE_HOME_FEED, type OwnerKind } from '../materialised/materialised-tables'
import { IdSet } from './id-set'
import { SetReader } from './set-reader'

/** A set with what it stands on. */
interface Kept {
  set: IdSet
  /** What must be unchanged for the set to hold: a delta's id, or counts of copies to the engine. */
  basis: number | string
  /** Milliseconds since the epoch; answers that move with time are read anew after a while. */
  readAt: number
}

/** What the record says now about everything that a set may stand on. */
interface Bases {
  customers: string
  audiences: string
  all: string
  /** Per `kind:id` the last recorded delta. */
  deltas: Map<string, number>
}

const EVERYONE = 'everyone'
const MOVES_WITH_TIME_MS = 10_000
/** Beyond this many changed people it is cheaper to read the set anew. */
const CHANGES_TO_APPLY = 100_000
/** Values that have to be tested travel to the engine as a parameter. */
const TESTS_TO_APPLY = 2_000
const BYTES_KEPT = 256 * 1024 * 1024

/**
 * Answers rules by set algebra in memory. Each condition's set comes from the one compiler and is kept; «and», «or» and
 * «not» are then a matter of microseconds, so that a count follows the typing. A kept set is never older than the
 * engine: tags and segments are brought up to date by the recorded changes, the rest is read anew once its kind has
 * been copied again (a count in the record that every server process sees), and answers that move with the clock after
 * ten seconds.
 *
 * These bits are the bitmaps of segments; the engine keeps rows, and no `groupBitmap` table beside them. Measured at
 * 667 000 of a million people: reading one set out of a bitmap costs what reading it out of rows costs (46 and 53 ms),
 * combining two in the engine takes 32 ms and here 0.2 ms, and ten people who come or go are 0.03 ms here while a
 * bitmap is written anew in 65 ms.
 */
@Injectable()
export class RuleSets {
  private readonly kept = new Map<string, Kept>()
  private readonly running = new Map<string, Promise<Kept>>()
  private readonly reader: SetReader
  private rebuilds = 0

  constructor(
    engine: AudienceEngine,
    compiler: RuleCompiler,
    private readonly feed: EngineFeed,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {
    this.reader = new SetReader(engine, compiler)
  }

  /**
   * The living customers for whom each rule holds.
   * @param rules validated
   * @throws RULE_INVALID, ENGINE_UNAVAILABLE
   */
  async of(rules: readonly RuleNode[]): Promise<IdSet[]> {
    const leaves = new Map<string, Condition>()
    for (const rule of rules) collect(rule, leaves)
    const bases = await this.bases([...leaves.values()])
    const sets = await this.leaves(leaves, bases)
    const everyone = await this.keep(EVERYONE, bases.customers, () => this.reader.everyone())
    const answers = rules.map((rule) => algebra(rule, sets, everyone).and(everyone))
    this.shrink()
    return answers
  }

  /** Every living customer. */
  async everyone(): Promise<IdSet> {
    const { customers } = await this.bases([])
    return this.keep(EVERYONE, customers, () => this.reader.everyone())
  }

  private async leaves(leaves: Map<string, Condition>, bases: Bases): Promise<Map<string, IdSet>> {
    const sets = new Map<string, IdSet>()
    const missing: [string, Condition, string][] = []
    const reading: Promise<void>[] = []
    const take = (key: string, set: Promise<IdSet>): void => {
      reading.push(set.then((found) => void sets.set(key, found)))
    }
    for (const [key, leaf] of leaves) {
      if (isMaterialised(leaf)) {
        take(key, this.materialised(key, leaf, bases))
        continue
      }
      const basis = basisOf(leaf, bases)
      const known = this.usable(key, basis, movesWithTime(leaf))
      const running = this.running.get(`${key} ${basis}`)
      if (known) sets.set(key, known.set)
      else if (running)
        take(
          key,
          running.then(({ set }) => set),
        )
      else missing.push([key, leaf, basis])
    }
    this.readTogether(missing).forEach((kept, index) => {
      const key = missing[index]?.[0]
      if (key !== undefined)
        take(
          key,
          kept.then(({ set }) => set),
        )
    })
    await Promise.all(reading)
    return sets
  }

  /** One statement for all of them; whoever asks for one of them meanwhile waits for the same. */
  private readTogether(missing: readonly [key: string, leaf: Condition, basis: string][]): Promise<Kept>[] {
    const readAt = Date.now()
    const all = this.reader.holding(missing.map(([, leaf]) => leaf))
    return missing.map(([key, , basis], index) =>
      this.run(`${key} ${basis}`, async () => this.put(key, { set: (await all)[index] ?? IdSet.EMPTY, basis, readAt })),
    )
  }

  private async materialised(leafKey: string, leaf: Materialised, bases: Bases): Promise<IdSet> {
    const owner = ownerOf(leaf)
    const latest = bases.deltas.get(`${owner.kind}:${owner.id}`) ?? 0
    // What is asked of days moves with the calendar.
    const key = movesWithTime(leaf) ? `${leafKey} ${shanghaiDay(this.clock.now())}` : leafKey
    const known = this.kept.get(key)
    if (known?.basis === latest) return this.touch(key, known).set
    const kept = await this.run(`${key} ${latest}`, async () => {
      const changed = known && (await this.changesAfter(leaf, Number(known.basis), latest))
      if (known && changed) return this.put(key, { set: known.set.changed(changed), basis: latest, readAt: Date.now() })
      // Deltas that the engine had not yet when it was read are applied upon it the next time.
      const applied = await this.db.repo(MaterialisedOwner).findOneBy({ ownerKind: owner.kind, ownerId: owner.id })
      const basis = applied?.appliedDeltaId ?? 0
      const set = await this.reader.members(leaf)
      const rest = await this.changesAfter(leaf, basis, latest)
      // Changes too many to apply are read once the engine has them.
      if (!rest) return this.put(key, { set, basis, readAt: Date.now() })
      return this.put(key, { set: set.changed(rest), basis: Math.max(basis, latest), readAt: Date.now() })
    })
    return kept.set
  }

  /** Who came in and went, in order; null when that is more than reading anew. */
  private async changesAfter(leaf: Materialised, after: number, upto: number): Promise<[number, boolean][] | null> {
    if (after >= upto) return []
    const owner = ownerOf(leaf)
    const where = { ownerKind: owner.kind, ownerId: owner.id, id: MoreThan(after) }
    const most = leaf.kind === 'tag' && leaf.test ? TESTS_TO_APPLY : CHANGES_TO_APPLY
    if (Number(await this.db.repo(MaterialisedDelta).sum('changes', where)) > most) return null
    const deltas = await this.db.repo(MaterialisedDelta).find({ where, order: { id: 'ASC' } })
    const changes = deltas.filter(({ id }) => id <= upto).flatMap(({ packed }) => decodeChanges(packed))
    const wanted = await this.reader.accepted(leaf, [...new Set(changes.flatMap(({ after: values }) => values))])
    return changes.map(({ customerId, after: values }) => [customerId, values.some((value) => wanted.has(value))])
  }

  private async bases(leaves: readonly Condition[]): Promise<Bases> {
    const owners = leaves.filter(isMaterialised).map(ownerOf)
    const rowsOf = async (kind: OwnerKind): Promise<[string, number][]> => {
      const ids = owners.filter((owner) => owner.kind === kind).map(({ id }) => id)
      if (ids.length === 0) return []
      const rows = await this.db.repo(MaterialisedOwner).findBy({ ownerKind: kind, ownerId: In(ids) })
      return rows.map(({ ownerId, recordedDeltaId }) => [`${kind}:${ownerId}`, recordedDeltaId])
    }
    const [marks, tags, segments] = await Promise.all([this.feed.marks(), rowsOf('tag'), rowsOf('segment')])
    const rebuilds = marks.get(REBUILT_MARK) ?? 0
    if (rebuilds !== this.rebuilds) this.kept.clear()
    this.rebuilds = rebuilds
    const others = [...marks].filter(([kind]) => !kind.endsWith('-delta'))
    return {
      customers: String(marks.get('customer') ?? 0),
      audiences: ['customer', AUDIENCE_FEED, AUDIENCE_HOME_FEED].map((kind) => marks.get(kind) ?? 0).join(' '),
      all: others
        .map((mark) => mark.join('='))
        .sort()
        .join(' '),
      deltas: new Map([...tags, ...segments]),
    }
  }

  private async keep(key: string, basis: string, read: () => Promise<IdSet>): Promise<IdSet> {
    const known = this.usable(key, basis, false)
    if (known) return known.set
    const readAt = Date.now()
    const kept = await this.run(`${key} ${basis}`, async () => this.put(key, { set: await read(), basis, readAt }))
    return kept.set
  }

  private usable(key: string, basis: string, moving: boolean): Kept | undefined {
    const known = this.kept.get(key)
    if (!known || known.basis !== basis) return undefined
    return moving && Date.now() - known.readAt > MOVES_WITH_TIME_MS ? undefined : this.touch(key, known)
  }

  private async run(key: string, work: () => Promise<Kept>): Promise<Kept> {
    const running = this.running.get(key)
    if (running) return running
    const begun = work().finally(() => this.running.delete(key))
    this.running.set(key, begun)
    return begun
  }

  private put(key: string, kept: Kept): Kept {
    this.kept.delete(key)
    this.kept.set(key, kept)
    return kept
  }

  /** Moves it to the end: the first ones are given up first. */
  private touch(key: string, kept: Kept): Kept {
    return this.put(key, kept)
  }

  private shrink(): void {
    let bytes = 0
    for (const { set } of this.kept.values()) bytes += set.bytes
    for (const [key, { set }] of this.kept) {
      if (bytes <= BYTES_KEPT) return
      this.kept.delete(key)
      bytes -= set.bytes
    }
  }
}

/** A condition whose answer is kept in the engine, and every change of it in the record. */
type Materialised = TagCondition | SegmentCondition

const isMaterialised = (leaf: Condition): leaf is Materialised => leaf.kind === 'tag' || leaf.kind === 'segment'

const ownerOf = (leaf: Materialised): { kind: OwnerKind; id: number } =>
  leaf.kind === 'tag' ? { kind: 'tag', id: leaf.tagId } : { kind: 'segment', id: leaf.segmentId }

/** What has to be copied again before the answer can be another. */
function basisOf(leaf: Condition, bases: Bases): string {
  if (leaf.kind === 'audience') return bases.audiences
  const { events, content, product } = dependenciesOfRule(leaf)
  return events.size === 0 && !content && !product ? bases.customers : bases.all
}

function movesWithTime(leaf: Condition): boolean {
  const { windows, daily, events } = dependenciesOfRule(leaf)
  return daily || windows.length > 0 || events.size > 0
}

function collect(node: RuleNode, leaves: Map<string, Condition>): void {
  if (node.kind === 'not') collect(node.of, leaves)
  else if (node.kind === 'all' || node.kind === 'any') for (const child of node.of) collect(child, leaves)
  else leaves.set(JSON.stringify(node), node)
}

function algebra(node: RuleNode, sets: ReadonlyMap<string, IdSet>, everyone: IdSet): IdSet {
  if (node.kind === 'not') return everyone.without(algebra(node.of, sets, everyone))
  if (node.kind === 'all' || node.kind === 'any') {
    const parts = node.of.map((child) => algebra(child, sets, everyone))
    return parts.reduce((joined, part) => (node.kind === 'all' ? joined.and(part) : joined.or(part)))
  }
  return sets.get(JSON.stringify(node)) ?? IdSet.EMPTY
}
