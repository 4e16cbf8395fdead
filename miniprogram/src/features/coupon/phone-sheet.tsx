import { useState } from 'react'
import { appConfig } from '@/features/session'
import type { CouponOffer } from '@/lib/contract'
import { textOfCode } from '@/lib/errors'
import { yuan } from '@/lib/format'
import { route } from '@/lib/routes'
import { useRemote } from '@/lib/use-remote'
import { elements, platform } from '@/platform'
import { Button, buttonClass } from '@/ui/button'
import { CheckLine } from '@/ui/check-line'
import { Sheet } from '@/ui/sheet'
import { CouponTicket } from './coupon-ticket'
import './phone-sheet.scss'

interface PhoneSheetProps {
  offer: CouponOffer
  busy: boolean
  problem: string
  onCode: (code: string) => void
  onProblem: (text: string) => void
  onClose: () => void
}

/** What the phone number buys, what it is used for, the consent, and only then the platform's own phone button. */
export function PhoneSheet({ offer, busy, problem, onCode, onProblem, onClose }: PhoneSheetProps) {
  const { Box, Span, PhoneButton } = elements
  const [agreed, setAgreed] = useState(false)
  const privacy = useRemote('config', appConfig).data?.privacy
  return (
    <Sheet title="授权手机号，领取会员礼遇" onClose={onClose}>
      <Box className="gy-phone-sheet__ticket">
        <CouponTicket {...offer} />
      </Box>
      <Span className="gy-phone-sheet__why">{`手机号将作为您的谷雨集会员号，用于发放与核销这张 ${yuan(offer.amountFen)} 元券、查询订单与售后联系。未经同意不会用于营销电话。`}</Span>
      <Box className="gy-phone-sheet__consent">
        <CheckLine id="privacy-consent" label="阅读并同意隐私说明" on={agreed} onChange={setAgreed}>
          <Span>我已阅读并同意</Span>
          <Span className="gy-phone-sheet__version">{privacy ? `${privacy.version} 版` : ''}</Span>
        </CheckLine>
        <Box
          id="open-privacy"
          className="gy-phone-sheet__link"
          role="button"
          label="查看隐私说明"
          onTap={() => platform.open(route('privacy'))}
        >
          <Span>{`《${privacy?.title ?? '隐私说明'}》`}</Span>
        </Box>
      </Box>
      {problem !== '' && (
        <Box id="phone-problem" className="gy-phone-sheet__problem" role="alert">
          <Span>{problem}</Span>
        </Box>
      )}
      {agreed && privacy ? (
        <PhoneButton
          id="authorize-phone"
          className={buttonClass({})}
          disabled={busy}
          onCode={onCode}
          onFail={(failure) => onProblem(textOfCode(failure))}
        >
          {busy ? '正在领取…' : '授权手机号并领取'}
        </PhoneButton>
      ) : (
        <Button id="authorize-phone" onTap={() => onProblem(textOfCode('CONSENT_REQUIRED'))}>
          授权手机号并领取
        </Button>
      )}
      <Box className="gy-phone-sheet__later">
        <Button id="not-now" kind="quiet" size="small" onTap={onClose}>
          暂不领取
        </Button>
      </Box>
    </Sheet>
  )
}
