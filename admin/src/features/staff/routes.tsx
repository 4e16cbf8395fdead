import { TeamOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

export const routes: FeatureRoute[] = [
  {
    path: '/staff',
    title: '员工与角色',
    permission: 'staff.read',
    nav: { group: 'system', order: 10, icon: TeamOutlined },
    component: lazy(() => import('./pages/staff-page')),
  },
]
