import { Link, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useSession } from '../../lib/session'
import { activeEntry, navigationFor } from '../navigation'
import { BrandMark } from '../../ui/brand-mark'
import css from './side-nav.module.css'

/** The left navigation: groups in their order, only what the person may open. */
export function SideNav() {
  const { permissions } = useSession()
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const sections = navigationFor(permissions)
  const active = activeEntry(sections, pathname)
  const list = useRef<HTMLElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <aside className={css.side}>
      <Link to="/" className={css.brand}>
        <BrandMark />
        <span className={css.name}>归一</span>
        <span className={css.sub}>Guiyi</span>
      </Link>
      <nav aria-label="主导航" className={css.nav} ref={list}>
        {sections.map(({ group, label, routes }) => (
          <div key={group} className={css.group}>
            <div className={css.label} id={`nav-${group}`} hidden={routes.length === 1 && routes[0]?.title === label}>
              {label}
            </div>
            <ul aria-labelledby={`nav-${group}`}>
              {routes.map(({ path, title, nav }) => {
                const Icon = nav.icon
                return (
                  <li key={path}>
                    <Link
                      to={path}
                      className={`${css.item} ${path === active ? css.active : ''}`}
                      aria-current={path === active ? 'page' : undefined}
                    >
                      <span className={css.icon} aria-hidden>
                        <Icon />
                      </span>
                      {nav.label ?? title}
                    </Link>
                  </li>
                )
              })}
            </ul>
          </div>
        ))}
      </nav>
    </aside>
  )
}
