import type { CustomerSummary } from '../identity'
import type { OrderImport } from './import/order-import.entity'
import type { OrderImportReply, OrderReply } from './order.dto'
import type { PurchaseOrderItem } from './purchase-order-item.entity'
import type { PurchaseOrder } from './purchase-order.entity'

/** One line of the list, with what was bought. */
export const presentOrder = (
  order: PurchaseOrder,
  items: readonly PurchaseOrderItem[],
  buyer: CustomerSummary | undefined,
): OrderReply => ({
  id: order.id,
  orderNo: order.orderNo,
  channel: order.channel,
  orderedAt: order.orderedAt.toISOString(),
  amountFen: order.amountFen,
  quantity: order.quantity,
  customerId: buyer?.publicId ?? '',
  customerName: buyer?.displayName ?? '',
  phoneMasked: buyer?.phoneMasked ?? null,
  items: items.map(({ sku, productId, productName, category, quantity, amountFen }) => ({
    sku,
    productId,
    productName,
    category,
    quantity,
    amountFen,
  })),
})

/** One import as the history shows it. */
export const presentImport = (entry: OrderImport): OrderImportReply => ({
  id: entry.id,
  fileName: entry.fileName,
  encoding: entry.encoding,
  state: entry.state,
  jobId: entry.jobId,
  totalRows: entry.totalRows,
  validRows: entry.validRows,
  rejectedRows: entry.rejectedRows,
  orderCount: entry.orderCount,
  buyerCount: entry.buyerCount,
  unknownSkuCount: entry.unknownSkuCount,
  amountFen: entry.amountFen,
  firstOrderedAt: entry.firstOrderedAt?.toISOString() ?? null,
  lastOrderedAt: entry.lastOrderedAt?.toISOString() ?? null,
  doneRows: entry.doneRows,
  importedRows: entry.importedRows,
  duplicateRows: Math.max(0, entry.doneRows - entry.importedRows),
  staffName: entry.staffName,
  createdAt: entry.createdAt.toISOString(),
  startedAt: entry.startedAt?.toISOString() ?? null,
  finishedAt: entry.finishedAt?.toISOString() ?? null,
})
