import { Injectable } from '@nestjs/common'
import { Clock } from '../../platform/clock'
import type { Reference, ReferenceKind } from './property.policy'

/** What a module tells about the things that it owns and events point at. */
export interface ReferenceReader {
  /** @returns names by number; a thing that is gone is absent */
  names(ids: readonly number[]): Promise<ReadonlyMap<number, string>>
  /**
   * Finds things by how senders name them: a number is ours; a text is the brand's own code, or else our number in digits.
   * @returns our numbers; what there is not is absent
   */
  find(references: readonly Reference[]): Promise<ReadonlyMap<Reference, number>>
}

/** Things hardly ever change their codes and are not removed; what was not found is asked for again each time. */
const CACHE_MS = 60_000
const CACHE_MOST = 50_000

/** The things that events point at. The modules that own them register here while the server starts. */
@Injectable()
export class EventReferences {
  private readonly readers = new Map<ReferenceKind, ReferenceReader>()
  private readonly known: Record<ReferenceKind, Map<Reference, number>> = { content: new Map(), product: new Map() }
  private knownSince = 0

  constructor(private readonly clock: Clock) {}

  /** @throws at start-up when the kind already has a reader */
  register(kind: ReferenceKind, reader: ReferenceReader): void {
    if (this.readers.has(kind)) throw new Error(`事件引用 ${kind} 有两个来源`)
    this.readers.set(kind, reader)
  }

  /** @returns names by id; a thing that is gone is absent */
  async names(kind: ReferenceKind, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const distinct = [...new Set(ids)]
    return distinct.length === 0 ? new Map() : ((await this.readers.get(kind)?.names(distinct)) ?? new Map())
  }

  /** @returns our numbers of the things that there are */
  async find(kind: ReferenceKind, references: Iterable<Reference>): Promise<ReadonlyMap<Reference, number>> {
    const known = this.fresh(kind)
    const asked = [...new Set(references)]
    const unknown = asked.filter((reference) => !known.has(reference))
    const found = unknown.length === 0 ? undefined : await this.readers.get(kind)?.find(unknown)
    for (const [reference, id] of found ?? []) known.set(reference, id)
    return new Map(
      asked.flatMap((reference): [Reference, number][] => {
        const id = known.get(reference)
        return id === undefined ? [] : [[reference, id]]
      }),
    )
  }

  private fresh(kind: ReferenceKind): Map<Reference, number> {
    const now = this.clock.now().getTime()
    if (now - this.knownSince >= CACHE_MS || this.known[kind].size > CACHE_MOST) {
      this.known.content.clear()
      this.known.product.clear()
      this.knownSince = now
    }
    return this.known[kind]
  }
}
