import { FileSearchOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

export const routes: FeatureRoute[] = [
  {
    path: '/audit',
    title: '操作日志',
    permission: 'audit.read',
    nav: { group: 'system', order: 20, icon: FileSearchOutlined },
    component: lazy(() => import('./pages/audit-page')),
  },
]
