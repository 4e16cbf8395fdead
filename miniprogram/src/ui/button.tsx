import type { ReactNode } from 'react'
import { elements } from '@/platform'
import { classes } from './classes'
import './button.scss'

export interface ButtonLook {
  kind?: 'solid' | 'outline' | 'quiet' | 'clay'
  size?: 'large' | 'small'
}

/** The class names that make any element of the platform (phone button, share button) look like our button. */
export const buttonClass = ({ kind = 'solid', size = 'large' }: ButtonLook, disabled = false): string =>
  classes('gy-button', `gy-button--${kind}`, `gy-button--${size}`, disabled && 'is-disabled')

interface ButtonProps extends ButtonLook {
  id?: string
  label?: string
  disabled?: boolean
  /** Shows that the tap is being worked on and refuses a second one. */
  busy?: boolean
  onTap: () => void
  children: ReactNode
}

export function Button({ id, label, disabled = false, busy = false, onTap, children, ...look }: ButtonProps) {
  return (
    <elements.TapButton
      id={id}
      label={label}
      className={classes(buttonClass(look, disabled), busy && 'is-busy')}
      disabled={disabled || busy}
      onTap={onTap}
    >
      {busy ? '请稍候…' : children}
    </elements.TapButton>
  )
}
