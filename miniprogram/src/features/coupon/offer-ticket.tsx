import type { CouponOffer } from '@/lib/contract'
import { shanghaiDay } from '@/lib/format'
import { Button } from '@/ui/button'
import { CouponTicket } from './coupon-ticket'

const FEW = 50

function notesOf(offer: CouponOffer): string[] {
  const until = `有效期至 ${shanghaiDay(offer.validTo)}`
  const few = offer.remaining > 0 && offer.remaining <= FEW && !offer.claimed
  return few ? [`仅剩 ${offer.remaining} 张`, until] : [until]
}

/** An offer with its one button: 领取, 已领取 or 已领完. */
export function OfferTicket({
  offer,
  busy,
  onClaim,
}: {
  offer: CouponOffer
  busy: boolean
  onClaim: (offer: CouponOffer) => void
}) {
  const soldOut = offer.remaining <= 0 && !offer.claimed
  const text = offer.claimed ? '已领取' : soldOut ? '已领完' : '领取'
  return (
    <CouponTicket
      {...offer}
      notes={notesOf(offer)}
      faded={soldOut}
      act={
        <Button
          id={`claim-${offer.id}`}
          label={`${text}：${offer.name}`}
          kind="clay"
          size="small"
          disabled={offer.claimed || soldOut}
          busy={busy}
          onTap={() => onClaim(offer)}
        >
          {text}
        </Button>
      }
    />
  )
}
