import { UsergroupAddOutlined } from '@ant-design/icons'
import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature-route'

const editor = lazy(() => import('./pages/segment-editor-page'))

export const routes: FeatureRoute[] = [
  {
    path: '/segments',
    title: '分群',
    permission: 'segment.read',
    nav: { group: 'tag', order: 20, icon: UsergroupAddOutlined },
    component: lazy(() => import('./pages/segment-list-page')),
  },
  { path: '/segments/new', title: '新建分群', permission: 'segment.write', component: editor },
  {
    path: '/segments/$segmentId',
    title: '分群',
    permission: 'segment.read',
    component: lazy(() => import('./pages/segment-page')),
  },
  { path: '/segments/$segmentId/edit', title: '编辑分群', permission: 'segment.write', component: editor },
]
