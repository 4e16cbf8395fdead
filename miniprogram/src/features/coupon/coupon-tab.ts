import { createStore, useStore } from '@/lib/store'
import type { Store } from '@/lib/store'

export type CouponTab = 'available' | 'mine'

/** Which side of the coupon page is open; tab pages take no query, so others say it here. */
const tab: Store<CouponTab> = createStore<CouponTab>('available')

export const useCouponTab = (): [CouponTab, (next: CouponTab) => void] => [useStore(tab), tab.set]
export const openMyCoupons = (): void => tab.set('mine')
