import type { ReactNode } from 'react'
import { elements } from '@/platform'
import { Icon } from './icon'
import './sheet.scss'

interface SheetProps {
  title: string
  onClose: () => void
  children: ReactNode
}

/** A panel from below over a dimmed page; a tap outside closes it. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const { Box, Span, TapButton } = elements
  return (
    <Box className="gy-sheet" modal>
      <Box className="gy-sheet__mask" onTap={onClose} />
      <Box className="gy-sheet__panel" role="dialog" label={title} modal>
        <Box className="gy-sheet__head">
          <Span className="gy-sheet__title">{title}</Span>
          <TapButton className="gy-sheet__close" label="关闭" onTap={onClose}>
            <Icon name="close" size={20} />
          </TapButton>
        </Box>
        {children}
      </Box>
    </Box>
  )
}
