import { Button } from 'antd'
import type { ReactNode } from 'react'
import { StatePill } from './pills'
import { DateTime } from './values'
import css from './version-list.module.css'

interface Version {
  version: number
  restoredFrom: number | null
}

interface Props<V extends Version> {
  label: string
  /** The newest first. */
  versions: readonly V[]
  /** The version by which the product goes now; null when none does. */
  inForce: number | null
  whenOf: (version: V) => string
  byOf: (version: V) => string | null
  children: (version: V) => ReactNode
  /** Offered for each version but the latest; nobody is offered it when left out. */
  onRestore?: (version: V) => void
}

/** The versions of a rule, one under the other: when, by whom, what it said, and the way back. */
export function VersionList<V extends Version>({
  label,
  versions,
  inForce,
  whenOf,
  byOf,
  children,
  onRestore,
}: Props<V>) {
  const latest = versions[0]?.version
  return (
    <ol className={css.versions} aria-label={label}>
      {versions.map((version) => (
        <li key={version.version} className={css.version}>
          <div className={css.head}>
            <b>v{version.version}</b>
            {version.version === inForce && <StatePill tone="good">生效中</StatePill>}
            <DateTime value={whenOf(version)} />
            {byOf(version) && <span>{byOf(version)}</span>}
            {version.restoredFrom !== null && <span>恢复自 v{version.restoredFrom}</span>}
            {onRestore && version.version !== latest && (
              <Button type="link" size="small" className={css.restore} onClick={() => onRestore(version)}>
                恢复这个版本
              </Button>
            )}
          </div>
          {children(version)}
        </li>
      ))}
    </ol>
  )
}
