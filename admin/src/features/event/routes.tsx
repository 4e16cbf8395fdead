import { FieldTimeOutlined, ProjectOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

export const routes: FeatureRoute[] = [
  {
    path: '/events',
    title: '行为事件',
    permission: 'event.read',
    nav: { group: 'customer', order: 30, icon: FieldTimeOutlined },
    component: lazy(() => import('./pages/event-stream')),
  },
  {
    path: '/event-definitions',
    title: '埋点方案',
    permission: 'event.read',
    nav: { group: 'customer', order: 40, icon: ProjectOutlined },
    component: lazy(() => import('./pages/tracking-plan')),
  },
  {
    path: '/event-definitions/health',
    title: '埋点健康',
    permission: 'event.read',
    component: lazy(() => import('./pages/tracking-health')),
  },
  {
    path: '/event-definitions/quarantine',
    title: '隔离区',
    permission: 'event.read',
    component: lazy(() => import('./pages/quarantine')),
  },
  {
    path: '/event-definitions/sources',
    title: '上报来源',
    permission: 'event.read',
    component: lazy(() => import('./pages/track-sources')),
  },
]
