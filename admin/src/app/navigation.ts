import type { Permission } from '@guiyi/shared'
import { allows } from '../lib/session'
import { NAV_GROUPS, type FeatureRoute, type NavGroup } from './feature-route'
import { featureRoutes } from './features'

export type NavRoute = FeatureRoute & { nav: NonNullable<FeatureRoute['nav']> }

export interface NavSection {
  group: NavGroup
  label: string
  routes: NavRoute[]
}

/** The left navigation for a person with these permissions; empty groups are left out. */
export function navigationFor(permissions: readonly Permission[]): NavSection[] {
  const visible = featureRoutes.filter(
    (route): route is NavRoute => route.nav !== undefined && allows(permissions, route.permission),
  )
  return (Object.keys(NAV_GROUPS) as NavGroup[])
    .map((group) => ({
      group,
      label: NAV_GROUPS[group],
      routes: visible.filter(({ nav }) => nav.group === group).sort((a, b) => a.nav.order - b.nav.order),
    }))
    .filter(({ routes }) => routes.length > 0)
}

/** The entry that a screen belongs to: the longest entry whose path begins this path. */
export function activeEntry(sections: readonly NavSection[], pathname: string): string | undefined {
  return sections
    .flatMap(({ routes }) => routes.map(({ path }) => path))
    .filter((path) => pathname === path || pathname.startsWith(`${path}/`))
    .sort((a, b) => b.length - a.length)[0]
}
