import { Module } from '@nestjs/common'
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

export { OrderService } from './order.service'
export type { PurchaseOrder } from './purchase-order.entity'

/** 订单: what customers bought, wherever they bought it. */
@Module({
  imports: [EventModule, IdentityModule, IntakeModule, PrivacyModule, ProductModule],
  controllers: [OrderImportController, OrderController],
  providers: [ImportOrdersJob, OrderImportService, OrderIntake, OrderMoves, OrderRows, OrderService],
  exports: [OrderService],
})
export class OrderModule {}
