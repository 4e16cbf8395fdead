import { elements } from '@/platform'
import { classes } from './classes'
import './icon.scss'

export type IconName =
  | 'home'
  | 'coupon'
  | 'mine'
  | 'leaf'
  | 'clock'
  | 'right'
  | 'back'
  | 'share'
  | 'phone'
  | 'form'
  | 'shield'
  | 'advisor'
  | 'gift'
  | 'check'
  | 'close'
  | 'calendar'
  | 'cloud'
  | 'drop'
  | 'wechat'

/** A line icon in the colour of the text around it. */
export function Icon({ name, size = 20, className }: { name: IconName; size?: number; className?: string }) {
  return <elements.Span className={classes('gy-icon', `gy-icon--${name}`, `gy-icon--s${size}`, className)} />
}
