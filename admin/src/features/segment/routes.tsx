import { ExportOutlined, ProfileOutlined, UsergroupAddOutlined } from '@ant-design/icons'
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
  {
    path: '/segments/overlap',
    title: '人群重合',
    permission: 'segment.read',
    component: lazy(() => import('./pages/overlap-page')),
  },
  {
    path: '/audiences',
    title: '人群包',
    permission: 'segment.read',
    nav: { group: 'tag', order: 30, icon: ProfileOutlined },
    component: lazy(() => import('./pages/audience-list-page')),
  },
  {
    path: '/audiences/$audienceId',
    title: '人群包',
    permission: 'segment.read',
    component: lazy(() => import('./pages/audience-page')),
  },
  {
    path: '/audience-exports',
    title: '人群导出',
    permission: 'segment.export',
    nav: { group: 'tag', order: 40, icon: ExportOutlined },
    component: lazy(() => import('./pages/audience-exports-page')),
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
