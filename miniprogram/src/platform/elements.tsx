import { domElements } from './dom-elements'
import type { Elements } from './types'

export const elements: Elements = {
  ...domElements,
  PhoneButton: ({ id, disabled, children, onFail }) => (
    <button type="button" id={id} disabled={disabled} onClick={() => onFail('PHONE_UNAVAILABLE')}>
      {children}
    </button>
  ),
  ShareButton: ({ id, children }) => (
    <button type="button" id={id}>
      {children}
    </button>
  ),
  TabBar: () => null,
  drawsNavigationBar: false,
}
