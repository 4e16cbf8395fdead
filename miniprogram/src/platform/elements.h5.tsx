import { domElements } from './dom-elements'
import { PhoneButton } from './phone-button.h5'
import { routing } from './routing'
import type { Elements, ShareButtonProps, TabBarProps } from './types'
import { copy } from './notices.h5'
import './elements.h5.scss'

/** Browsers have no «转发»: the system's share sheet where there is one, else the link goes to the clipboard. */
function ShareButton({ id, className, children, title, path }: ShareButtonProps) {
  const share = () => {
    const url = `${window.location.origin}${window.location.pathname}#${path}`
    if (typeof navigator.share === 'function') void navigator.share({ title, url }).catch(() => undefined)
    else copy(url, '链接已复制，去分享给朋友吧')
  }
  return (
    <button type="button" id={id} className={className} onClick={share}>
      {children}
    </button>
  )
}

function TabBar({ items, current }: TabBarProps) {
  return (
    <nav className="gy-tabbar" aria-label="底部导航">
      {items.map((item) => (
        <button
          type="button"
          key={item.path}
          id={`tab-${item.icon}`}
          className={`gy-tabbar__item${item.path === current ? ' is-active' : ''}`}
          aria-current={item.path === current ? 'page' : undefined}
          onClick={() => item.path !== current && routing.openTab(item.path)}
        >
          <span className={`gy-icon gy-icon--s24 gy-icon--${item.icon}`} />
          <span>{item.text}</span>
        </button>
      ))}
    </nav>
  )
}

export const elements: Elements = { ...domElements, PhoneButton, ShareButton, TabBar, drawsNavigationBar: true }
