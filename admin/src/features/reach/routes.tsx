import { SendOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

const editor = lazy(() => import('./pages/campaign-editor-page'))

export const routes: FeatureRoute[] = [
  {
    path: '/campaigns',
    title: '群发',
    permission: 'campaign.read',
    nav: { group: 'reach', order: 10, icon: SendOutlined },
    component: lazy(() => import('./pages/campaign-list-page')),
  },
  { path: '/campaigns/new', title: '新建群发', permission: 'campaign.write', component: editor },
  {
    path: '/campaigns/$campaignId',
    title: '群发',
    permission: 'campaign.read',
    component: lazy(() => import('./pages/campaign-page')),
  },
  { path: '/campaigns/$campaignId/edit', title: '编辑群发', permission: 'campaign.write', component: editor },
]
