import type { ReactNode } from 'react'
import { elements } from '@/platform'
import { Icon } from './icon'
import './section.scss'

interface SectionProps {
  title: string
  hint?: string
  more?: string
  onMore?: () => void
  children: ReactNode
}

export function Section({ title, hint, more, onMore, children }: SectionProps) {
  const { Box, Span } = elements
  return (
    <Box className="gy-section">
      <Box className="gy-section__head">
        <Span className="gy-section__title">{title}</Span>
        {hint && <Span className="gy-section__hint">{hint}</Span>}
        {more && onMore && (
          <Box className="gy-section__more" role="button" label={`${title}：${more}`} onTap={onMore}>
            <Span>{more}</Span>
            <Icon name="right" size={14} />
          </Box>
        )}
      </Box>
      {children}
    </Box>
  )
}
