import { Module } from '@nestjs/common'
import { AccountModule } from '../account'
import { EventModule } from '../event'
import { IdentityModule } from '../identity'
import { IntakeModule } from '../intake'
import { PrivacyModule } from '../privacy'
import { ProductModule } from '../product'
import { OrderImportController } from './import/order-import.controller'
import { OrderImportService } from './import/order-import.service'
import { ImportOrdersJob } from './jobs/import-orders.job'
import { OrderIntake } from './order-intake'
import { OrderMoves } from './order-moves'
import { OrderRows } from './order-rows'
import { OrderController } from './order.controller'
import { OrderService } from './order.service'
import { BillReconciliation } from './payment/bill-reconciliation'
import { ConsumerOrderController } from './payment/consumer-order.controller'
import { Merchant } from './payment/merchant'
import { PaymentChecks } from './payment/payment-checks'
import { PaymentIntake } from './payment/payment-intake'
import { PaymentController } from './payment/payment.controller'
import { PaymentService } from './payment/payment.service'
import { PlaceOrder } from './payment/place-order'
import { Refunds } from './payment/refunds'

export { OrderService } from './order.service'
export type { PurchaseOrder } from './purchase-order.entity'

/** 订单: what customers bought, wherever they bought it. */
@Module({
  imports: [AccountModule, EventModule, IdentityModule, IntakeModule, PrivacyModule, ProductModule],
  controllers: [ConsumerOrderController, OrderImportController, PaymentController, OrderController],
  providers: [
    BillReconciliation,
    ImportOrdersJob,
    Merchant,
    OrderImportService,
    OrderIntake,
    OrderMoves,
    OrderRows,
    OrderService,
    PaymentChecks,
    PaymentIntake,
    PaymentService,
    PlaceOrder,
    Refunds,
  ],
  exports: [OrderService],
})
export class OrderModule {}
