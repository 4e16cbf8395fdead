import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator'
import { IsInstant, PageOf, PageQuery } from '../../platform/http'
import { RowErrorReply } from '../product'
import type { ImportState } from './import/order-import.policy'

const SORTS = ['orderedAt', '-orderedAt', 'amountFen', '-amountFen']

export class OrderQuery extends PageQuery {
  /** Beginning of the order number. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  search?: string

  @IsOptional()
  @IsString()
  @MaxLength(40)
  channel?: string

  /** Public id of a customer. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  customer?: string

  /** Inclusive, ISO instant. */
  @IsOptional()
  @IsInstant()
  from?: string

  /** Exclusive, ISO instant. */
  @IsOptional()
  @IsInstant()
  to?: string

  @IsOptional()
  @IsIn(SORTS)
  sort?: string
}

export class OrderItemReply {
  sku: string
  productId: number | null
  productName: string
  category: string
  quantity: number
  amountFen: number
}

export class OrderReply {
  id: number
  orderNo: string
  channel: string
  orderedAt: string
  amountFen: number
  quantity: number
  customerId: string
  customerName: string
  phoneMasked: string | null
  items: OrderItemReply[]
}

export class OrderPage extends PageOf {
  items: OrderReply[]
}

export class OrderDayReply {
  /** Shanghai day, YYYY-MM-DD. */
  day: string
  orders: number
  amountFen: number
}

export class OrderOverviewReply {
  orders: number
  buyers: number
  amountFen: number
  channels: string[]
  /** The last 30 days, days without an order left out. */
  days: OrderDayReply[]
}

export class OrderImportReply {
  id: number
  fileName: string
  encoding: 'UTF-8' | 'GBK' | 'Excel'
  state: ImportState
  jobId: number | null
  totalRows: number
  validRows: number
  rejectedRows: number
  orderCount: number
  buyerCount: number
  unknownSkuCount: number
  amountFen: number
  firstOrderedAt: string | null
  lastOrderedAt: string | null
  doneRows: number
  importedRows: number
  /** Worked through and already known. */
  duplicateRows: number
  staffName: string
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
}

export class OrderImportPage extends PageOf {
  items: OrderImportReply[]
}

export class OrderCheckReply extends OrderImportReply {
  /** The first hundred lines that will be left out. */
  errors: RowErrorReply[]
  /** When the very same file was imported before; null when it was not. */
  importedBeforeAt: string | null
}
