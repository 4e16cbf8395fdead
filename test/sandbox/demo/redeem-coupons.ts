import type { JsonClient } from './clients'
import { inParallel } from './in-parallel'

interface Page<T> {
  items: T[]
}

const EVERY = 3
const WIDTH = 4

/** Spends every third claimed coupon at the till, for coupons of which none has been spent. @returns how many */
export async function redeemCoupons(operator: JsonClient): Promise<number> {
  const { items } = await operator.get<Page<{ id: number; usedCount: number }>>('/api/coupons?pageSize=200')
  let spent = 0
  for (const { id } of items.filter(({ usedCount }) => usedCount === 0)) {
    const claims = await operator.get<Page<{ code: string }>>(`/api/coupons/${id}/claims?state=claimed&pageSize=200`)
    const chosen = claims.items.filter((_, index) => index % EVERY === 0)
    await inParallel(chosen, WIDTH, async ({ code }) => {
      await operator.post('/api/coupons/use', { code })
    })
    spent += chosen.length
  }
  return spent
}
