import { lazy } from 'react'
import { DashboardOutlined } from '@ant-design/icons'
import type { FeatureRoute } from '../../app/feature-route'

export const routes: FeatureRoute[] = [
  {
    path: '/overview',
    title: '总览',
    permission: 'overview.read',
    nav: { group: 'overview', order: 10, icon: DashboardOutlined },
    component: lazy(() => import('./pages/overview-page')),
  },
]
