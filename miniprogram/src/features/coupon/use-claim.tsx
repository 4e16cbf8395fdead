import { useState } from 'react'
import type { ReactNode } from 'react'
import { api, appConfig, currentMe, loadMe, setMe } from '@/features/session'
import type { CouponOffer, MyCoupon } from '@/lib/contract'
import { toFailure } from '@/lib/errors'
import { platform } from '@/platform'
import { ClaimedSheet } from './claimed-sheet'
import { PhoneSheet } from './phone-sheet'

interface ClaimDesk {
  claim: (offer: CouponOffer) => void
  /** The offer that is being worked on. */
  busyId: string | null
  /** The sheets of the desk; the page draws them last. */
  sheets: ReactNode
}

/**
 * Claiming a coupon, wherever it is offered. The phone number is asked for only when this coupon needs it and the person has none yet,
 * or when the server says so (COUPON_PHONE_REQUIRED). `onChanged` runs when the offers on the page are out of date.
 */
export function useClaim(onChanged: () => void): ClaimDesk {
  const [busyId, setBusyId] = useState<string | null>(null)
  const [asking, setAsking] = useState<CouponOffer | null>(null)
  const [problem, setProblem] = useState('')
  const [claimed, setClaimed] = useState<MyCoupon | null>(null)

  async function take(offer: CouponOffer): Promise<void> {
    setBusyId(offer.id)
    try {
      const { coupon } = await api.post('/api/consumer/coupons/{id}/claim', { path: { id: offer.id } })
      setAsking(null)
      setClaimed(coupon)
      onChanged()
      void loadMe().catch(() => undefined) // only the number beside «我的优惠券»
    } catch (error) {
      const failure = toFailure(error)
      if (failure.code === 'COUPON_PHONE_REQUIRED') return ask(offer)
      setAsking(null)
      platform.toast(failure.message)
      onChanged()
    } finally {
      setBusyId(null)
    }
  }

  function ask(offer: CouponOffer) {
    setProblem('')
    setAsking(offer)
  }

  async function authorize(offer: CouponOffer, code: string): Promise<void> {
    setProblem('')
    setBusyId(offer.id)
    try {
      const { privacy } = await appConfig()
      const { me } = await api.post('/api/consumer/phone', { body: { code, consentVersion: privacy.version } })
      setMe(me)
    } catch (error) {
      setBusyId(null)
      return setProblem(toFailure(error).message)
    }
    await take(offer)
  }

  const claim = (offer: CouponOffer) => {
    const me = currentMe()
    if (offer.requiresPhone && me !== null && me.phoneMasked === null) ask(offer)
    else void take(offer)
  }

  return {
    claim,
    busyId,
    sheets: (
      <>
        {asking && (
          <PhoneSheet
            offer={asking}
            busy={busyId === asking.id}
            problem={problem}
            onCode={(code) => void authorize(asking, code)}
            onProblem={setProblem}
            onClose={() => setAsking(null)}
          />
        )}
        {claimed && <ClaimedSheet coupon={claimed} onClose={() => setClaimed(null)} />}
      </>
    ),
  }
}
