import { Injectable, type OnModuleInit } from '@nestjs/common'
import { EngineFeed } from '../../platform/audience-engine'
import { Database } from '../../platform/database'
import { CustomerMoves, type CustomerMove } from '../identity'

/** Events follow their identity: along with a merge, back when it is undone, and away with an erasure. */
@Injectable()
export class EventMoves implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly moves: CustomerMoves,
    private readonly feed: EngineFeed,
  ) {}

  onModuleInit(): void {
    this.moves.register({
      name: 'event',
      move: (move) => this.move(move),
      erase: (customerId) => this.erase(customerId),
    })
  }

  private async move({ kind, from, to, identityIds }: CustomerMove): Promise<void> {
    const theirs = kind === 'merge' ? '' : 'AND identity_id IN (?)'
    await this.db.query(`UPDATE event SET customer_id = ? WHERE customer_id = ? ${theirs}`, [
      to,
      from,
      ...(kind === 'merge' ? [] : [[0, ...identityIds]]),
    ])
    await this.feed.changed('event-of-customer', [from, to])
  }

  private async erase(customerId: number): Promise<void> {
    await this.db.query('DELETE FROM event WHERE customer_id = ?', [customerId])
    await this.db.query(
      'DELETE FROM quarantined_event WHERE identity_id IN (SELECT id FROM identity WHERE customer_id = ?)',
      [customerId],
    )
    await this.feed.changed('event-of-customer', [customerId])
  }
}
