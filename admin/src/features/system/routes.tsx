import { DashboardOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

export const routes: FeatureRoute[] = [
  {
    path: '/system',
    title: '系统状态',
    permission: 'system.read',
    nav: { group: 'system', order: 30, icon: DashboardOutlined },
    component: lazy(() => import('./pages/system-page')),
  },
]
