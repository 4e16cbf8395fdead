import type { ReactNode } from 'react'
import { elements } from '@/platform'
import { classes } from './classes'
import { Icon } from './icon'
import './check-line.scss'

/** A box to tick, with its words beside it. */
export function CheckLine({
  id,
  label,
  on,
  onChange,
  children,
}: {
  id: string
  label: string
  on: boolean
  onChange: (on: boolean) => void
  children: ReactNode
}) {
  const { Box } = elements
  return (
    <Box id={id} className="gy-check" role="checkbox" label={label} selected={on} onTap={() => onChange(!on)}>
      <Box className={classes('gy-check__box', on && 'is-on')}>{on && <Icon name="check" size={14} />}</Box>
      {children}
    </Box>
  )
}
