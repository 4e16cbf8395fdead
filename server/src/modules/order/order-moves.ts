import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Database } from '../../platform/database'
import { CustomerMoves } from '../identity'

/** Orders go where the identity goes by which they name their buyer. */
@Injectable()
export class OrderMoves implements OnModuleInit {
  constructor(
    private readonly moves: CustomerMoves,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.moves.register({
      name: 'order',
      move: async ({ identityIds, to }) => {
        if (identityIds.length === 0) return
        await this.db.query('UPDATE purchase_order SET customer_id = ? WHERE identity_id IN (?)', [to, identityIds])
        await this.db.query('UPDATE payment_order SET customer_id = ? WHERE identity_id IN (?)', [to, identityIds])
      },
    })
  }
}
