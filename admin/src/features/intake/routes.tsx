import { InboxOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

export const routes: FeatureRoute[] = [
  {
    path: '/intake',
    title: '消息流',
    permission: 'intake.read',
    nav: { group: 'intake', order: 30, icon: InboxOutlined },
    component: lazy(() => import('./pages/intake-page')),
  },
]
