import type { ReactNode } from 'react'
import { shanghaiDay, yuan } from '@/lib/format'
import { elements } from '@/platform'
import { classes } from '@/ui/classes'
import './coupon-ticket.scss'

interface CouponTicketProps {
  name: string
  amountFen: number
  thresholdFen: number
  validTo: string
  /** Lines instead of the last day. */
  notes?: string[]
  faded?: boolean
  act?: ReactNode
}

export const thresholdText = (thresholdFen: number): string =>
  thresholdFen > 0 ? `满 ${yuan(thresholdFen)} 元可用` : '无门槛'

/** A coupon as a paper ticket: worth on the left, what it is on the right. */
export function CouponTicket({ name, amountFen, thresholdFen, validTo, notes, faded = false, act }: CouponTicketProps) {
  const { Box, Span } = elements
  return (
    <Box className={classes('gy-ticket', faded && 'gy-ticket--faded')}>
      <Box className="gy-ticket__worth">
        <Box className="gy-ticket__amount">
          <Span className="gy-ticket__yen">¥</Span>
          <Span className={classes('gy-ticket__number', yuan(amountFen).length > 3 && 'gy-ticket__number--long')}>
            {yuan(amountFen)}
          </Span>
        </Box>
        <Span className="gy-ticket__threshold">{thresholdText(thresholdFen)}</Span>
      </Box>
      <Box className="gy-ticket__body">
        <Span className="gy-ticket__name">{name}</Span>
        <Box className="gy-ticket__notes">
          {(notes ?? [`有效期至 ${shanghaiDay(validTo)}`]).map((note) => (
            <Box key={note} className="gy-ticket__note">
              <Span>{note}</Span>
            </Box>
          ))}
        </Box>
      </Box>
      {act && <Box className="gy-ticket__act">{act}</Box>}
    </Box>
  )
}
