import { Injectable } from '@nestjs/common'

export type ReferenceKind = 'content' | 'product'
type NameReader = (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>

/** What the things are called that events point at. The modules that own them register here while the server starts. */
@Injectable()
export class EventReferences {
  private readonly readers = new Map<ReferenceKind, NameReader>()

  /** @throws at start-up when the kind already has a reader */
  register(kind: ReferenceKind, reader: NameReader): void {
    if (this.readers.has(kind)) throw new Error(`事件引用 ${kind} 有两个来源`)
    this.readers.set(kind, reader)
  }

  /** @returns names by id; a thing that is gone is absent */
  async names(kind: ReferenceKind, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const distinct = [...new Set(ids)]
    return distinct.length === 0 ? new Map() : ((await this.readers.get(kind)?.(distinct)) ?? new Map())
  }
}
