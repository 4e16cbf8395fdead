/** What the tags of people should be, told without any store: rows of values that stand with somebody, and acts by identity. */
export interface ModelTag {
  id: number
  multiple: boolean
}

interface Row {
  id: number
  tagId: number
  value: string
  /** Where it stands now. */
  at: number
  /** The last instant (ms) at which it holds; null: until taken away. */
  expiresAt: number | null
}

interface Merge {
  survivor: number
  absorbed: number
  identities: number[]
  rows: number[]
  undone: boolean
}

const DAY_MS = 86_400_000

export class TagModel {
  private rows: Row[] = []
  private nextRow = 1
  /** Identity → customer. */
  private readonly owner = new Map<number, number>()
  private readonly absorbedBy = new Map<number, number>()
  private readonly erased = new Set<number>()
  private acts: { identity: number; at: number }[] = []
  private readonly merges = new Map<number, Merge>()
  /** Customer → value of the tag that counts acts and is paused; null while it is computed. */
  private still: Map<number, string> | null = null

  constructor(private readonly tags: readonly ModelTag[]) {}

  add(customer: number, identity: number): void {
    this.owner.set(identity, customer)
  }

  living(): number[] {
    return [...new Set([...this.customers()])]
      .filter((customer) => !this.absorbedBy.has(customer) && !this.erased.has(customer))
      .sort((a, b) => a - b)
  }

  identitiesOf(customer: number): number[] {
    return [...this.owner].filter(([, of]) => of === customer).map(([identity]) => identity)
  }

  act(identity: number, at: number): void {
    this.acts.push({ identity, at })
  }

  set(customer: number, tag: ModelTag, values: readonly string[], expiresAt: number | null): void {
    const wanted = tag.multiple ? [...new Set(values)] : values.slice(-1)
    const own = this.rowsOf(customer, tag.id)
    this.rows = this.rows.filter((row) => !own.includes(row) || wanted.includes(row.value))
    for (const row of own) row.expiresAt = expiresAt
    for (const value of wanted.filter((one) => !own.some((row) => row.value === one)))
      this.rows.push({ id: this.nextRow++, tagId: tag.id, value, at: customer, expiresAt })
  }

  expire(now: number): void {
    this.rows = this.rows.filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
  }

  merge(id: number, survivor: number, absorbed: number): void {
    const identities = this.identitiesOf(absorbed)
    for (const identity of identities) this.owner.set(identity, survivor)
    this.absorbedBy.set(absorbed, survivor)
    const rows = this.carry(
      this.rows.filter((row) => row.at === absorbed),
      survivor,
    )
    this.merges.set(id, { survivor, absorbed, identities, rows, undone: false })
  }

  /** Merges that can be undone now. */
  open(): number[] {
    return [...this.merges]
      .filter(
        ([, { undone, survivor, absorbed }]) =>
          !undone && !this.erased.has(this.standsFor(survivor)) && !this.erased.has(absorbed),
      )
      .map(([id]) => id)
  }

  unmerge(id: number): void {
    const merge = this.merges.get(id)
    if (!merge) throw new Error(`no merge ${id}`)
    merge.undone = true
    const holder = this.standsFor(merge.survivor)
    for (const identity of this.identitiesOf(holder))
      if (merge.identities.includes(identity)) this.owner.set(identity, merge.absorbed)
    this.absorbedBy.delete(merge.absorbed)
    this.carry(
      this.rows.filter((row) => row.at === holder && merge.rows.includes(row.id)),
      merge.absorbed,
    )
  }

  erase(customer: number): void {
    const homes = this.homes(customer)
    const identities = new Set(this.identitiesOf(customer))
    this.acts = this.acts.filter(({ identity }) => !identities.has(identity))
    for (const identity of identities) this.owner.delete(identity)
    this.rows = this.rows.filter(({ at }) => !homes.includes(at))
    for (const home of homes) this.erased.add(home)
  }

  /** `customer:value、value` of everyone who has the hand-set tag. */
  byHand(tagId: number): string[] {
    return this.shown((customer) =>
      this.rowsOf(customer, tagId)
        .map(({ value }) => value)
        .sort(byBytes),
    )
  }

  /** The same for a tag that counts acts: of all times, or of the past days up to `now`. */
  byCount(now: number, days: number | null, tiers: readonly [string, number][]): string[] {
    return this.shown((customer) => {
      const own = new Set(this.identitiesOf(customer))
      const from = days === null ? 0 : now - days * DAY_MS
      const count = this.acts.filter(({ identity, at }) => own.has(identity) && at >= from && at <= now).length
      const tier = tiers.find(([, least]) => count >= least)
      return tier ? [tier[0]] : []
    })
  }

  /** The tag that counts acts of all times stands still from now on. */
  pause(now: number, tiers: readonly [string, number][]): void {
    const shown = this.byCount(now, null, tiers).map((one) => one.split(':'))
    this.still = new Map(shown.map(([customer, value]) => [Number(customer), value ?? '']))
  }

  resume(): void {
    this.still = null
  }

  /** The engine has heard of everything: who has gone has lost her value, also of a paused tag, and for good. */
  settle(): void {
    const living = new Set(this.living())
    for (const customer of this.still?.keys() ?? []) if (!living.has(customer)) this.still?.delete(customer)
  }

  /** What the tag says that is paused now and then. */
  byPausable(now: number, tiers: readonly [string, number][]): string[] {
    const { still } = this
    return still ? this.shown((customer) => [still.get(customer) ?? []].flat()) : this.byCount(now, null, tiers)
  }

  private shown(values: (customer: number) => string[]): string[] {
    return this.living().flatMap((customer) => {
      const own = values(customer)
      return own.length === 0 ? [] : [`${customer}:${own.join('、')}`]
    })
  }

  /** What the new owner already says stays hers; then the row stays behind. @returns the rows that went over */
  private carry(rows: readonly Row[], to: number): number[] {
    const moved: number[] = []
    for (const row of rows) {
      const tag = this.tags.find(({ id }) => id === row.tagId)
      const clash = this.rowsOf(to, row.tagId).some(({ value }) => !tag?.multiple || value === row.value)
      if (clash) continue
      row.at = to
      moved.push(row.id)
    }
    return moved
  }

  private rowsOf(customer: number, tagId: number): Row[] {
    return this.rows.filter((row) => row.at === customer && row.tagId === tagId)
  }

  private standsFor(customer: number): number {
    let at = customer
    for (let next = this.absorbedBy.get(at); next !== undefined; next = this.absorbedBy.get(at)) at = next
    return at
  }

  private homes(customer: number): number[] {
    return [customer, ...[...this.absorbedBy].filter(([, by]) => by === customer).flatMap(([id]) => this.homes(id))]
  }

  private *customers(): Generator<number> {
    yield* this.owner.values()
    for (const { survivor, absorbed } of this.merges.values()) yield* [survivor, absorbed]
  }
}

/** As the record orders texts of these tests. */
const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
