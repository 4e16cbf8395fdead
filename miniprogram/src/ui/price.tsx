import { yuan } from '@/lib/format'
import { elements } from '@/platform'
import './price.scss'

/** Money, given in fen. */
export function Price({ fen, large = false }: { fen: number; large?: boolean }) {
  const { Box, Span } = elements
  return (
    <Box className={large ? 'gy-price gy-price--large' : 'gy-price'}>
      <Span className="gy-price__yen">¥</Span>
      <Span>{yuan(fen)}</Span>
    </Box>
  )
}
