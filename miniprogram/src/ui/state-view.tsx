import type { ReactNode } from 'react'
import { elements } from '@/platform'
import { Button } from './button'
import { Icon } from './icon'
import type { IconName } from './icon'
import './state-view.scss'

interface StateViewProps {
  /** Without an icon the tea cup is drawn. */
  icon?: IconName
  title: string
  text?: string
  act?: string
  actId?: string
  onAct?: () => void
  children?: ReactNode
}

/** Empty, failed or finished: one picture, one sentence, one way on. */
export function StateView({ icon, title, text, act, actId, onAct, children }: StateViewProps) {
  const { Box, Span } = elements
  return (
    <Box className="gy-state" role="status">
      {icon ? (
        <Box className="gy-state__icon">
          <Icon name={icon} size={28} />
        </Box>
      ) : (
        <Box className="gy-state__art" />
      )}
      <Span className="gy-state__title">{title}</Span>
      {text && <Span className="gy-state__text">{text}</Span>}
      {children}
      {act && onAct && (
        <Box className="gy-state__act">
          <Button id={actId} kind="outline" size="small" onTap={onAct}>
            {act}
          </Button>
        </Box>
      )}
    </Box>
  )
}
