import { ReadOutlined, TagsOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

export const routes: FeatureRoute[] = [
  {
    path: '/contents',
    title: '文章',
    permission: 'content.read',
    nav: { group: 'content', order: 10, icon: ReadOutlined },
    component: lazy(() => import('./pages/content-list')),
  },
  {
    path: '/contents/new',
    title: '写文章',
    permission: 'content.write',
    component: lazy(() => import('./pages/content-editor')),
  },
  {
    path: '/contents/$contentId',
    title: '编辑文章',
    permission: 'content.read',
    component: lazy(() => import('./pages/content-editor')),
  },
  {
    path: '/content-tags',
    title: '内容标签',
    permission: 'content.read',
    nav: { group: 'content', order: 20, icon: TagsOutlined },
    component: lazy(() => import('./pages/content-tags')),
  },
]
