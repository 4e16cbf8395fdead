import { PERMISSIONS, type Permission } from '@guiyi/shared'

/** Names of the acts that the server writes with a word of their own; the rest carry the permission they were done under. */
const actions: Record<string, string> = {
  'session.open': '登录',
  'session.close': '退出登录',
  'session.change-password': '修改密码',
  'staff.create': '添加员工',
  'staff.update': '修改员工',
  'job.cancel': '取消任务',
}

const kinds: Record<string, string> = {
  staff: '员工',
  job: '任务',
}

export const actionLabel = (action: string): string => actions[action] ?? PERMISSIONS[action as Permission] ?? action

export const kindLabel = (kind: string): string => kinds[kind] ?? kind

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

export const actionOptions = options(actions)
export const kindOptions = options(kinds)
