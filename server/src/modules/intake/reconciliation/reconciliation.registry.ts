import { Injectable } from '@nestjs/common'
import type { TouchpointKind } from '../../account'
import type { AcceptInput } from '../intake.service'

/** One thing that the platform lists: a follower, a contact, a tag group. */
export interface ListedItem {
  /** What it is known by; at most 190 ASCII characters, unique within the source and account. */
  subject: string
  /** What the platform said of it in the list, when that is all there is to say. */
  answer?: object
}

export interface ListedPage {
  items: ListedItem[]
  /** Where to go on from, plain JSON; null at the end. */
  next: unknown
  /** How many there are in all, when the platform says so. */
  total?: number
  /** How many more are on this page of which the platform tells nothing. */
  failed?: number
}

/** A message that tells what a callback should have told. Its `dedupKey` must be the same however often it is found. */
export type Finding = Pick<AcceptInput, 'kind' | 'dedupKey' | 'personKey' | 'body' | 'occurredAt'>

export interface Findings {
  messages: Finding[]
  /** How many the platform did not want to tell about. */
  failed: number
}

/** A list of a platform that the record can be compared with. Its findings enter through intake like everything else. */
export interface ReconciliationSource {
  kind: string
  /** What is compared, as an operator calls it. */
  label: string
  /** Unit of its counts. */
  unit: string
  accountKind: TouchpointKind
  /** Asks the platform for one page. @param cursor null at first, then what the page before gave as `next` */
  page(accountId: number, cursor: unknown): Promise<ListedPage>
  /** Subjects of those (at most 500) of which the record has all that the list says. */
  known(accountId: number, items: ListedItem[]): Promise<ReadonlySet<string>>
  /** What to tell intake about items (at most 100) that the record does not have. */
  missing(accountId: number, items: ListedItem[]): Promise<Findings>
  /** Whom the record believes to be there, and believed so before `before`, in order of their number. */
  believed?(
    accountId: number,
    query: { after: number; limit: number; before: Date },
  ): Promise<{ id: number; subject: string }[]>
  /** What to tell intake about those (at most 100) that the platform did not list; it is asked about each again. */
  vanished?(accountId: number, subjects: string[], at: Date): Promise<Findings>
}

/** Every list that can be compared, registered by the modules that own what it is about while the server starts. */
@Injectable()
export class ReconciliationRegistry {
  private readonly sources = new Map<string, ReconciliationSource>()

  /** @throws at start-up when the kind is there already */
  register(source: ReconciliationSource): void {
    if (this.sources.has(source.kind)) throw new Error(`对账来源 ${source.kind} 注册了两次`)
    this.sources.set(source.kind, source)
  }

  find(kind: string): ReconciliationSource | undefined {
    return this.sources.get(kind)
  }

  all(): ReconciliationSource[] {
    return [...this.sources.values()]
  }
}
