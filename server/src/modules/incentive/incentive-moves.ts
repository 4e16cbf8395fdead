import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Database } from '../../platform/database'
import { CustomerMoves, type CustomerMove } from '../identity'

/** The tables whose rows belong to a person; the second name is the thing of which a person normally has one. */
const TABLES = [
  { table: 'coupon_claim', thing: 'coupon_id' },
  { table: 'form_submission', thing: 'form_id' },
] as const

/** Claims and submissions go where their identity goes when customers are merged or taken apart. */
@Injectable()
export class IncentiveMoves implements OnModuleInit {
  constructor(
    private readonly moves: CustomerMoves,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.moves.register({
      name: 'incentive',
      move: (move) => this.move(move),
      erase: (customerId) => this.erase(customerId),
    })
  }

  /** Rows are renumbered behind those that the other customer has, so that no two share an ordinal. */
  private async move({ identityIds, to }: CustomerMove): Promise<void> {
    if (identityIds.length === 0) return
    for (const { table, thing } of TABLES) {
      const rows = await this.db.query<{ id: number | string; thing: number | string }[]>(
        `SELECT id, ${thing} AS thing FROM ${table} WHERE identity_id IN (?) AND customer_id <> ? ORDER BY id`,
        [identityIds, to],
      )
      for (const row of rows) {
        const [last] = await this.db.query<{ ordinal: number | string | null }[]>(
          `SELECT MAX(ordinal) AS ordinal FROM ${table} WHERE ${thing} = ? AND customer_id = ?`,
          [Number(row.thing), to],
        )
        await this.db.query(`UPDATE ${table} SET customer_id = ?, ordinal = ? WHERE id = ?`, [
          to,
          Number(last?.ordinal ?? 0) + 1,
          Number(row.id),
        ])
      }
    }
  }

  /** What somebody wrote about herself goes; that a coupon was given stays, for the books. */
  private async erase(customerId: number): Promise<void> {
    await this.db.query('DELETE FROM form_submission WHERE customer_id = ?', [customerId])
  }
}
