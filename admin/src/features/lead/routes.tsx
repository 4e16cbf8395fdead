import { ContactsOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

export const routes: FeatureRoute[] = [
  {
    path: '/leads',
    title: '线索',
    permission: 'lead.read-own',
    nav: { group: 'lead', order: 10, icon: ContactsOutlined },
    component: lazy(() => import('./pages/lead-list-page')),
  },
]
