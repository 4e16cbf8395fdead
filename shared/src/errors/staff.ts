import type { ErrorDeclaration } from './declaration'

export const staffErrors = {
  LOGIN_FAILED: { status: 401, message: '用户名或密码不正确' },
  LOGIN_THROTTLED: { status: 429, message: '尝试次数过多，请 {minutes} 分钟后再试' },
  STAFF_USERNAME_TAKEN: { status: 409, message: '用户名已被使用' },
  STAFF_WORK_USERID_TAKEN: { status: 409, message: '该企微成员已绑定其他员工' },
  STAFF_NOT_BOUND: { status: 403, message: '您的企微账号还没有绑定员工，请联系管理员' },
  STAFF_LAST_ADMINISTRATOR: { status: 409, message: '至少要保留一位可用的管理员' },
  WORK_LOGIN_FAILED: { status: 401, message: '企业微信登录失败，请重新打开侧边栏' },
} as const satisfies Record<string, ErrorDeclaration>
