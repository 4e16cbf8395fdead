import { Injectable } from '@nestjs/common'
import { Database, type UpdateResultHeader } from '../../platform/database'
import { EventService } from '../event'
import { AttributeService, IdentityService } from '../identity'
import { PhoneVault } from '../privacy'
import { ProductCategoryService, ProductService, type Product } from '../product'
import { lineKey, type OrderLine } from './import/order-line.policy'

/** The body of an `order.row` message. */
export interface OrderRow extends OrderLine {
  importId: number
}

interface Owner {
  identityId: number
  customerId: number
}

/** A line whose buyer and product are known. */
export interface OwnedRow extends OrderRow, Owner {
  product: Product | undefined
  category: string
}

const SOURCE = 'order'
const REMEMBERED_BUYERS = 200_000

/** Turns order lines into orders, items and 购买商品 events. */
@Injectable()
export class OrderRows {
  /** Identity by the hash of the phone number, so that regular buyers are not looked up line by line. */
  private readonly identityOf = new Map<string, number>()

  constructor(
    private readonly db: Database,
    private readonly identities: IdentityService,
    private readonly attributes: AttributeService,
    private readonly products: ProductService,
    private readonly categories: ProductCategoryService,
    private readonly events: EventService,
    private readonly vault: PhoneVault,
  ) {}

  /**
   * Takes lines in, inside the running transaction, and counts them for their import; a line that is known (channel,
   * order, code) changes nothing.
   * @param rows of one import
   */
  async take(rows: readonly OrderRow[]): Promise<void> {
    const fresh = await this.takeOwned(await this.withOwners(rows))
    const importId = rows[0]?.importId
    if (fresh > 0)
      await this.db.query('UPDATE order_import SET imported_rows = imported_rows + ? WHERE id = ?', [fresh, importId])
  }

  /** The same for lines of whatever origin, whose buyers are known already. @returns how many were new */
  async takeOwned(owned: readonly OwnedRow[]): Promise<number> {
    const orderIds = await this.insertOrders(owned)
    const idOf = (row: OrderRow): number => orderIds.get(orderKey(row)) ?? 0
    const known = await this.knownItems([...orderIds.values()])
    const fresh = owned.filter((row) => !known.has(`${idOf(row)}/${row.sku}`))
    if (fresh.length === 0) return 0
    await this.insertItems(fresh.map((row) => ({ ...row, orderId: idOf(row) })))
    await this.sumUp([...new Set(fresh.map(idOf))])
    await this.events.recordMany(fresh.map(purchaseOf))
    await this.nameBuyers(fresh)
    return fresh.length
  }

  /** A name on a parcel is better than none, and counts for less than what a person or a colleague says. */
  private async nameBuyers(rows: readonly OwnedRow[]): Promise<void> {
    const named = new Map(rows.filter(({ buyerName }) => buyerName !== '').map((row) => [row.customerId, row]))
    const known = await this.attributes.effective([...named.keys()], ['nickname'])
    for (const [customerId, { buyerName, identityId, orderedAt }] of [...named].sort(([a], [b]) => a - b)) {
      if ((known.get(customerId) ?? []).length > 0) continue
      await this.attributes.set(customerId, 'nickname', buyerName, {
        source: 'import',
        at: new Date(orderedAt),
        identityId,
      })
    }
  }

  /** Buyers are known by phone; the shop vouches for nothing, so the number is not verified. */
  private async withOwners(rows: readonly OrderRow[]): Promise<OwnedRow[]> {
    const products = await this.products.bySkus(rows.map(({ sku }) => sku))
    const names = await this.categories.names()
    const owners = await this.rememberedOwners(rows)
    // In one fixed order, so that two imports that share buyers wait for each other instead of dead-locking.
    for (const row of [...rows].sort((a, b) => (a.phone < b.phone ? -1 : 1))) {
      if (!owners.has(row.phone)) owners.set(row.phone, await this.ownerOf(row))
    }
    this.remember(owners)
    return rows.flatMap((row) => {
      const owner = owners.get(row.phone)
      const product = products.get(row.sku)
      // A file without the column still yields events that rules about categories can read.
      const category = row.category || (product?.categoryId ? (names.get(product.categoryId) ?? '') : '')
      return owner ? [{ ...row, ...owner, product, category }] : []
    })
  }

  /** A number keeps its identity for life, so only its owner has to be asked anew; one that was erased is not found. */
  private async rememberedOwners(rows: readonly OrderRow[]): Promise<Map<string, Owner>> {
    const phones = [...new Set(rows.map(({ phone }) => phone))]
    const identityIds = phones.flatMap((phone) => this.identityOf.get(this.vault.hash(phone)) ?? [])
    const customers = await this.identities.lockOwners(identityIds)
    return new Map(
      phones.flatMap((phone): [string, Owner][] => {
        const identityId = this.identityOf.get(this.vault.hash(phone))
        const customerId = identityId === undefined ? undefined : customers.get(identityId)
        return identityId === undefined || customerId === undefined ? [] : [[phone, { identityId, customerId }]]
      }),
    )
  }

  private remember(owners: ReadonlyMap<string, Owner>): void {
    if (this.identityOf.size + owners.size > REMEMBERED_BUYERS) this.identityOf.clear()
    for (const [phone, { identityId }] of owners) this.identityOf.set(this.vault.hash(phone), identityId)
  }

  private async ownerOf({ phone, orderedAt, channel }: OrderRow): Promise<Owner> {
    const identity = { kind: 'phone' as const, value: phone }
    const known = await this.identities.findCustomer(identity)
    if (known) return known
    const { customerId, identityIds } = await this.identities.resolve({
      identities: [identity],
      at: new Date(orderedAt),
      source: SOURCE,
      channel,
    })
    return { customerId, identityId: identityIds[0] ?? 0 }
  }

  private async insertOrders(rows: readonly OwnedRow[]): Promise<Map<string, number>> {
    const orders = new Map(rows.map((row) => [orderKey(row), row]))
    const values = [...orders.values()]
    await this.db.query(
      `INSERT INTO purchase_order (channel, order_no, customer_id, identity_id, ordered_at, import_id)
       VALUES ${values.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')} ON DUPLICATE KEY UPDATE id = id`,
      values.flatMap((row) => [
        row.channel,
        row.orderNo,
        row.customerId,
        row.identityId,
        new Date(row.orderedAt),
        row.importId,
      ]),
    )
    const found = await this.db.query<{ id: number | string; channel: string; orderNo: string }[]>(
      'SELECT id, channel, order_no AS orderNo FROM purchase_order WHERE (channel, order_no) IN (?)',
      [values.map((row) => [row.channel, row.orderNo])],
    )
    return new Map(found.map((row) => [orderKey(row), Number(row.id)]))
  }

  private async knownItems(orderIds: readonly number[]): Promise<Set<string>> {
    const rows = await this.db.query<{ orderId: number | string; sku: string }[]>(
      'SELECT order_id AS orderId, sku FROM purchase_order_item WHERE order_id IN (?)',
      [orderIds],
    )
    return new Set(rows.map(({ orderId, sku }) => `${orderId}/${sku}`))
  }

  private async insertItems(items: readonly (OwnedRow & { orderId: number })[]): Promise<void> {
    await this.db.query<UpdateResultHeader>(
      `INSERT INTO purchase_order_item (order_id, sku, product_id, product_name, category, quantity, amount_fen)
       VALUES ${items.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ')} ON DUPLICATE KEY UPDATE id = id`,
      items.flatMap((item) => [
        item.orderId,
        item.sku,
        item.product?.id ?? null,
        item.productName,
        item.category,
        item.quantity,
        item.amountFen,
      ]),
    )
  }

  private async sumUp(orderIds: readonly number[]): Promise<void> {
    await this.db.query(
      `UPDATE purchase_order SET
         amount_fen = (SELECT SUM(amount_fen) FROM purchase_order_item WHERE order_id = purchase_order.id),
         quantity = (SELECT SUM(quantity) FROM purchase_order_item WHERE order_id = purchase_order.id)
       WHERE id IN (?)`,
      [orderIds],
    )
  }
}

const orderKey = ({ channel, orderNo }: { channel: string; orderNo: string }): string =>
  JSON.stringify([channel, orderNo])

const purchaseOf = (row: OwnedRow) => ({
  name: 'purchase',
  identityId: row.identityId,
  customerId: row.customerId,
  occurredAt: new Date(row.orderedAt),
  dedupKey: lineKey(row),
  channel: row.channel,
  productId: row.product?.id ?? null,
  amountFen: row.amountFen,
  quantity: row.quantity,
  properties: { order_no: row.orderNo, category: row.category || undefined },
})
