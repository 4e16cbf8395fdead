import { FormOutlined, GiftOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

export const routes: FeatureRoute[] = [
  {
    path: '/coupons',
    title: '优惠券',
    permission: 'incentive.read',
    nav: { group: 'content', order: 40, icon: GiftOutlined },
    component: lazy(() => import('./pages/coupon-list')),
  },
  {
    path: '/coupons/$couponId',
    title: '优惠券详情',
    permission: 'incentive.read',
    component: lazy(() => import('./pages/coupon-detail')),
  },
  {
    path: '/forms',
    title: '表单',
    permission: 'incentive.read',
    nav: { group: 'content', order: 50, icon: FormOutlined },
    component: lazy(() => import('./pages/form-list')),
  },
  {
    path: '/forms/new',
    title: '新建表单',
    permission: 'incentive.write',
    component: lazy(() => import('./pages/form-editor')),
  },
  {
    path: '/forms/$formId',
    title: '表单结果',
    permission: 'incentive.read',
    component: lazy(() => import('./pages/form-results')),
  },
  {
    path: '/forms/$formId/edit',
    title: '编辑表单',
    permission: 'incentive.write',
    component: lazy(() => import('./pages/form-editor')),
  },
]
