import { Injectable, type OnModuleInit } from '@nestjs/common'
import { Intake, IntakeRegistry } from '../intake'
import { lineKey } from './import/order-line.policy'
import { OrderRows, type OrderRow } from './order-rows'

interface RowOutcome {
  importId: number
  imported: number
}

const AT_ONCE = 16

/** The door for order lines: each is a raw message of its own, so it can be replayed and is taken in once. */
@Injectable()
export class OrderIntake implements OnModuleInit {
  constructor(
    private readonly intake: Intake,
    private readonly registry: IntakeRegistry,
    private readonly rows: OrderRows,
  ) {}

  onModuleInit(): void {
    this.registry.register<OrderRow>('order.row', async (_, row): Promise<RowOutcome> => ({ importId: row.importId, imported: await this.rows.take([row]) }))
  }

  /** Takes lines in, several at a time. @returns how many were new */
  async take(rows: readonly OrderRow[]): Promise<number> {
    let imported = 0
    for (let start = 0; start < rows.length; start += AT_ONCE) {
      const outcomes = await Promise.all(rows.slice(start, start + AT_ONCE).map((row) => this.takeOne(row)))
      imported += outcomes.reduce((sum, outcome) => sum + outcome, 0)
    }
    return imported
  }

  /** A line that an earlier import brought answers with that import's number. */
  private async takeOne(row: OrderRow): Promise<number> {
    const outcome = await this.intake.acceptAndProcess<RowOutcome>({
      kind: 'order.row',
      accountId: null,
      dedupKey: lineKey(row),
      body: row,
      occurredAt: new Date(row.orderedAt),
    })
    return outcome.importId === row.importId ? outcome.imported : 0
  }
}
