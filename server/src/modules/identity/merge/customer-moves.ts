import { Injectable } from '@nestjs/common'

/** What goes from one customer to another: by a merge all of `from`, by its undoing what came with `to`. */
export interface CustomerMove {
  kind: 'merge' | 'unmerge'
  mergeId: number
  from: number
  to: number
  /** The identities that go over. Rows that carry an identity follow it. */
  identityIds: number[]
  /** Customers (`to` first) whose own rows go back by an unmerge; for a merge those that `from` stood for. */
  homeIds: number[]
}

export interface CustomerMoveHandler {
  name: string
  /**
   * Moves this part's rows, inside the transaction of the merge.
   * @param remembered by an unmerge: what the handler returned at the merge
   * @returns by a merge: ids of rows without an identity, to be given back when it is undone
   */
  move(move: CustomerMove, remembered: number[]): Promise<number[] | void>
  /**
   * Removes everything personal that this part keeps about the customer, inside the transaction of the erasure.
   * @param homeIds the customer and everyone absorbed by her, whose own rows may have stayed behind
   */
  erase?(customerId: number, homeIds: readonly number[]): Promise<void>
}

/** The parts of the record that belong to a person. Later modules register theirs while the server starts. */
@Injectable()
export class CustomerMoves {
  private readonly handlers = new Map<string, CustomerMoveHandler>()

  /** @throws at start-up when the name is taken */
  register(handler: CustomerMoveHandler): void {
    if (this.handlers.has(handler.name)) throw new Error(`客户合并的处理者 ${handler.name} 重复`)
    this.handlers.set(handler.name, handler)
  }

  /** @returns by a merge: what each part wants to be reminded of */
  async apply(move: CustomerMove, remembered: Record<string, number[]> = {}): Promise<Record<string, number[]>> {
    const rows: Record<string, number[]> = {}
    for (const handler of this.handlers.values()) {
      const ids = await handler.move(move, remembered[handler.name] ?? [])
      if (ids && ids.length > 0) rows[handler.name] = ids
    }
    return rows
  }

  async erase(customerId: number, homeIds: readonly number[]): Promise<void> {
    for (const handler of this.handlers.values()) await handler.erase?.(customerId, homeIds)
  }
}
