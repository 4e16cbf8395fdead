import { useState } from 'react'
import { appConfig } from '@/features/session'
import type { MyCoupon } from '@/lib/contract'
import { route } from '@/lib/routes'
import { useRemote } from '@/lib/use-remote'
import { elements, platform } from '@/platform'
import { Button } from '@/ui/button'
import { Sheet } from '@/ui/sheet'
import { openMyCoupons } from './coupon-tab'
import { CouponTicket } from './coupon-ticket'
import './claimed-sheet.scss'

/** The coupon is theirs. On WeChat they may ask to be reminded before it runs out. */
export function ClaimedSheet({ coupon, onClose }: { coupon: MyCoupon; onClose: () => void }) {
  const { Box, Span } = elements
  const templateIds = useRemote('config', appConfig).data?.subscribeTemplateIds ?? []
  const [reminded, setReminded] = useState(false)

  async function remind() {
    const accepted = await platform.subscribe(templateIds)
    setReminded(accepted.length > 0)
    platform.toast(accepted.length > 0 ? '好的，到期前会提醒您' : '已取消提醒')
  }

  function look() {
    onClose()
    openMyCoupons()
    platform.openTab(route('coupons'))
  }

  return (
    <Sheet title="领取成功" onClose={onClose}>
      <CouponTicket {...coupon} />
      <Box className="gy-claimed__code">
        <Span>券码</Span>
        <Span className="gy-claimed__digits">{coupon.code}</Span>
      </Box>
      <Box className="gy-claimed__acts">
        <Button id="see-my-coupons" onTap={look}>
          查看我的优惠券
        </Button>
        {platform.canSubscribe && templateIds.length > 0 && !reminded && (
          <Button id="remind-me" kind="outline" onTap={() => void remind()}>
            到期前提醒我
          </Button>
        )}
      </Box>
    </Sheet>
  )
}
