import { TagsOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

const editor = lazy(() => import('./pages/tag-editor-page'))

export const routes: FeatureRoute[] = [
  {
    path: '/tags',
    title: '客户标签',
    permission: 'tag.read',
    nav: { group: 'tag', order: 10, icon: TagsOutlined },
    component: lazy(() => import('./pages/tag-list-page')),
  },
  { path: '/tags/new', title: '新建标签', permission: 'tag.write', component: editor },
  {
    path: '/tags/$tagId',
    title: '客户标签',
    permission: 'tag.read',
    component: lazy(() => import('./pages/tag-page')),
  },
  { path: '/tags/$tagId/edit', title: '编辑标签规则', permission: 'tag.write', component: editor },
]
