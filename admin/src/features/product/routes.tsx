import { ShoppingOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

export const routes: FeatureRoute[] = [
  {
    path: '/products',
    title: '商品',
    permission: 'product.read',
    nav: { group: 'content', order: 30, icon: ShoppingOutlined },
    component: lazy(() => import('./pages/product-list')),
  },
]
