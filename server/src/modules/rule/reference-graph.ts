import { Injectable, type OnModuleInit } from '@nestjs/common'
import { referencesOf, type RuleDependencies, type RuleNode, type TagRule } from '@guiyi/shared'
import { Leases } from '../../platform/lock'
import { EventUsage, type EventUser } from '../event'
import type { OwnerKind } from './materialised/materialised-tables'
import { RuleCatalogService } from './rule-catalog.service'

export type References = Pick<RuleDependencies, 'tags' | 'segments'>
type Read = References &
  Pick<RuleDependencies, 'audiences'> & { eventProperties: ReadonlyMap<string, ReadonlySet<string>> }

const NAMED_AS = { tag: 'tags', segment: 'segments', audience: 'audiences' } as const

/** Whoever is about to put a rule in force holds it, so that two rules cannot close a circle between them. */
const RULES_IN_FORCE = 'rule-references'

/** Which tags and segments stand on which others and on which events, told by the modules that own them. */
@Injectable()
export class ReferenceGraph implements OnModuleInit {
  private readonly loaders = new Map<OwnerKind, () => Promise<Map<number, Read>>>()

  constructor(
    private readonly usage: EventUsage,
    private readonly catalogs: RuleCatalogService,
    private readonly leases: Leases,
  ) {}

  onModuleInit(): void {
    this.usage.register(() => this.eventUsers())
  }

  provide(kind: OwnerKind, loader: () => Promise<Map<number, Read>>): void {
    this.loaders.set(kind, loader)
  }

  /**
   * Where a rule of `target` would, over any number of steps, stand on `target` itself. Inside a transaction the answer
   * stays true until it ends: other transactions that ask wait for it.
   * @returns the address of the first node that leads back, '' for the rule itself; null when none does
   */
  async circle(rule: RuleNode | TagRule, target: { kind: OwnerKind; id: number }): Promise<string | null> {
    await this.leases.hold(RULES_IN_FORCE)
    const known = { tag: await this.load('tag'), segment: await this.load('segment') }
    return referencesOf(rule).find((reference) => reaches(reference, target, known))?.path ?? null
  }

  /** The tags and segments whose rules in force name `target` directly. */
  async usersOf(target: { kind: OwnerKind | 'audience'; id: number }): Promise<{ kind: OwnerKind; id: number }[]> {
    const kinds = ['tag', 'segment'] as const
    const graphs = await Promise.all(kinds.map((kind) => this.load(kind)))
    return kinds.flatMap((kind, index) =>
      [...(graphs[index] ?? [])]
        .filter(([, read]) => read[NAMED_AS[target.kind]].has(target.id))
        .map(([id]) => ({ kind, id })),
    )
  }

  /** How many tags and segments name each tag (or each segment) directly. */
  async countUsers(kind: OwnerKind): Promise<Map<number, number>> {
    const counts = new Map<number, number>()
    for (const owner of ['tag', 'segment'] as const) {
      for (const { tags, segments } of (await this.load(owner)).values())
        for (const id of kind === 'tag' ? tags : segments) counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    return counts
  }

  /** The tags and segments in force that read each event, with what they read of it. */
  private async eventUsers(): Promise<Map<string, EventUser[]>> {
    const { tags, segments } = await this.catalogs.load()
    const users = new Map<string, EventUser[]>()
    for (const [kind, named] of [['tag', tags] as const, ['segment', segments] as const]) {
      const known = await this.load(kind)
      for (const { id, name } of named) {
        for (const [event, properties] of known.get(id)?.eventProperties ?? [])
          users.set(event, [...(users.get(event) ?? []), { kind, id, name, properties: [...properties] }])
      }
    }
    return users
  }

  private async load(kind: OwnerKind): Promise<Map<number, Read>> {
    return (await this.loaders.get(kind)?.()) ?? new Map<number, Read>()
  }
}

function reaches(
  from: { kind: OwnerKind; id: number },
  target: { kind: OwnerKind; id: number },
  known: Record<OwnerKind, Map<number, References>>,
): boolean {
  const seen = new Set<string>()
  const waiting = [from]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.kind === target.kind && next.id === target.id) return true
    const key = `${next.kind}:${next.id}`
    if (seen.has(key)) continue
    seen.add(key)
    waiting.push(...entriesOf(known[next.kind].get(next.id)))
  }
  return false
}

function entriesOf(references: References | undefined): { kind: OwnerKind; id: number }[] {
  return [
    ...[...(references?.tags ?? [])].map((id) => ({ kind: 'tag' as const, id })),
    ...[...(references?.segments ?? [])].map((id) => ({ kind: 'segment' as const, id })),
  ]
}
