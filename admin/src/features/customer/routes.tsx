import { MergeCellsOutlined, UserOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

export const routes: FeatureRoute[] = [
  {
    path: '/customers',
    title: '客户列表',
    permission: 'customer.read',
    nav: { group: 'customer', order: 10, icon: UserOutlined },
    component: lazy(() => import('./pages/customer-list')),
  },
  {
    path: '/customers/$customerId',
    title: '客户详情',
    permission: 'customer.read',
    component: lazy(() => import('./pages/customer-detail')),
  },
  {
    path: '/merge-reviews',
    title: '合并审核',
    permission: 'customer.merge',
    nav: { group: 'customer', order: 20, icon: MergeCellsOutlined },
    component: lazy(() => import('./pages/merge-review-list')),
  },
  {
    path: '/merge-reviews/$reviewId',
    title: '合并审核',
    permission: 'customer.merge',
    component: lazy(() => import('./pages/merge-review-detail')),
  },
]
