import { Injectable, type OnModuleInit } from '@nestjs/common'
import { BulkIntake, IntakeRegistry } from '../intake'
import { lineKey } from './import/order-line.policy'
import { OrderRows, type OrderRow } from './order-rows'

/** The door for order lines: each is a raw message of its own, so it is taken in once and can be replayed. */
@Injectable()
export class OrderIntake implements OnModuleInit {
  constructor(
    private readonly intake: BulkIntake,
    private readonly registry: IntakeRegistry,
    private readonly rows: OrderRows,
  ) {}

  onModuleInit(): void {
    this.registry.register<OrderRow>('order.row', (_, row) => this.rows.take([row]))
  }

  /** Takes lines of one import in; those that are new count for it. */
  async take(rows: readonly OrderRow[]): Promise<void> {
    const inputs = rows.map((row) => ({
      kind: 'order.row' as const,
      accountId: null,
      dedupKey: lineKey(row),
      body: row,
      occurredAt: new Date(row.orderedAt),
    }))
    await this.intake.acceptAndProcess(inputs, (fresh) => this.rows.take(fresh))
  }
}
