import { ApiOutlined, QrcodeOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

export const routes: FeatureRoute[] = [
  {
    path: '/channel-codes',
    title: '渠道码',
    permission: 'account.read',
    nav: { group: 'intake', order: 10, icon: QrcodeOutlined },
    component: lazy(() => import('./pages/channel-codes-page')),
  },
  {
    path: '/accounts',
    title: '触点账号',
    permission: 'account.read',
    nav: { group: 'intake', order: 20, icon: ApiOutlined },
    component: lazy(() => import('./pages/accounts-page')),
  },
]
