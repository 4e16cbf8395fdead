import { orderCsv, type Market } from '../market'
import type { JsonClient } from './clients'

interface Import {
  id: number
  state: string
  totalRows: number
  rejectedRows: number
  importedRows: number
  duplicateRows: number
}

const POLL_MS = 300
const DEADLINE_MS = 300_000

/** Brings the shops' orders in as an operator does: upload, look, start, wait. */
export async function importOrders(
  operator: JsonClient,
  market: Pick<Market, 'orders' | 'people'>,
  filename: string,
  onProgress: (text: string) => void,
): Promise<void> {
  const checked = await operator.upload<Import>('/api/orders/imports', filename, withNames(market))
  if (checked.rejectedRows > 0) throw new Error(`订单文件有 ${checked.rejectedRows} 行被拒绝`)
  await operator.post(`/api/orders/imports/${checked.id}/start`)
  const deadline = Date.now() + DEADLINE_MS
  for (;;) {
    const now = await operator.get<Import>(`/api/orders/imports/${checked.id}`)
    if (now.state === 'done') return onProgress(`已导入 ${now.importedRows} 行，重复 ${now.duplicateRows} 行`)
    if (now.state !== 'running' || Date.now() > deadline) throw new Error(`订单导入停在 ${now.state}`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

/** The market's order file as a shop exports it, with one more column: to whom the parcel goes. */
function withNames({ orders, people }: Pick<Market, 'orders' | 'people'>): string {
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const [heading, ...lines] = orderCsv(orders).trimEnd().split('\r\n')
  return [
    `${heading},收货人`,
    ...lines.map((line, index) => `${line},${names.get(orders[index]?.personId ?? '') ?? ''}`),
    '',
  ].join('\r\n')
}
