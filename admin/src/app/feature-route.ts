import type { ComponentType } from 'react'
import type { Needed } from '../lib/session'

/** The groups of the left navigation, in their order on the screen. */
export const NAV_GROUPS = {
  overview: '总览',
  customer: '客户',
  content: '内容与权益',
  tag: '标签与分群',
  reach: '触达',
  lead: '线索',
  intake: '数据接入',
  system: '系统',
} as const

export type NavGroup = keyof typeof NAV_GROUPS

/** One screen of the console. A feature exports a list of these as `routes` from `features/<area>/routes.tsx`. */
export interface FeatureRoute {
  /** TanStack Router path, e.g. `/tags/$tagId`. */
  path: string
  /** Document title, and the navigation's text when `nav` is given. */
  title: string
  /** Permission to open it; a list means any of them; null means any logged-in person. */
  permission: Needed
  /** Only screens with `nav` stand in the left navigation. */
  nav?: { group: NavGroup; order: number; icon: ComponentType; /** Shorter text than `title`. */ label?: string }
  /** Usually `lazy(() => import('./pages/x-page'))`. */
  component: ComponentType
}
