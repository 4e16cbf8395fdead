import { FileDoneOutlined, FileTextOutlined, PayCircleOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

export const routes: FeatureRoute[] = [
  {
    path: '/orders',
    title: '订单',
    permission: 'order.read',
    nav: { group: 'customer', order: 60, icon: FileTextOutlined },
    component: lazy(() => import('./pages/order-list')),
  },
  {
    path: '/orders/payments',
    title: '支付与退款',
    permission: 'order.read',
    nav: { group: 'customer', order: 61, icon: PayCircleOutlined },
    component: lazy(() => import('./pages/payment-list')),
  },
  {
    path: '/orders/imports',
    title: '订单导入',
    permission: 'order.import',
    nav: { group: 'intake', order: 40, icon: FileDoneOutlined },
    component: lazy(() => import('./pages/order-import')),
  },
]
