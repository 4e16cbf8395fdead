import { elements } from '@/platform'
import { classes } from './classes'
import './chip.scss'

/** A choice among several: content tags, answers of a form. */
export function Chip({
  text,
  on,
  role = 'tab',
  id,
  onTap,
}: {
  text: string
  on: boolean
  role?: 'tab' | 'radio' | 'checkbox'
  id?: string
  onTap: () => void
}) {
  const { Box, Span } = elements
  return (
    <Box id={id} className={classes('gy-chip', on && 'is-on')} role={role} selected={on} label={text} onTap={onTap}>
      <Span>{text}</Span>
    </Box>
  )
}

/** A small word beside a title. */
export function TagMark({ text }: { text: string }) {
  return <elements.Span className="gy-mark">{text}</elements.Span>
}
