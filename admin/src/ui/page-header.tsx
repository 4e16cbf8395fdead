import { ArrowLeftOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import css from './page-header.module.css'

interface Props {
  title: ReactNode
  /** One sentence that says what is done here. */
  description?: ReactNode
  /** State pills beside the title. */
  badge?: ReactNode
  /** Buttons on the right, the primary one last. */
  actions?: ReactNode
  back?: { to: string; label: string }
}

/** Title row of every page. */
export function PageHeader({ title, description, badge, actions, back }: Props) {
  return (
    <header className={css.header}>
      <div className={css.text}>
        {back && (
          <Link to={back.to} className={css.back}>
            <ArrowLeftOutlined /> {back.label}
          </Link>
        )}
        <div className={css.line}>
          <h1 className={css.title}>{title}</h1>
          {badge}
        </div>
        {description && <p className={css.description}>{description}</p>}
      </div>
      {actions && <div className={css.actions}>{actions}</div>}
    </header>
  )
}
