import { formatFenShort } from '../../../lib/format'
import type { Coupon } from '../api/coupons'
import css from './coupon-face.module.css'

/** A coupon as a stub: what it is worth, its name, from what sum it counts. */
export function CouponFace({ coupon }: { coupon: Coupon }) {
  return (
    <span className={css.face}>
      <span className={css.amount}>{formatFenShort(coupon.amountFen)}</span>
      <span style={{ minWidth: 0 }}>
        <div className={`${css.name} clip`} style={{ maxWidth: 280 }}>
          {coupon.name}
        </div>
        <div className="small faint">
          {coupon.thresholdFen > 0 ? `满 ${coupon.thresholdFen / 100} 元可用` : '无门槛'}
        </div>
      </span>
    </span>
  )
}
