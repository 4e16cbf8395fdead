/**
 * Every permission of the console and the sidebar. A route declares one of these keys; a role is a set of them.
 * The server refuses a route that declares nothing.
 */
export const PERMISSIONS = {
  'overview.read': '查看总览',
  'customer.read': '查看客户',
  'customer.write': '编辑客户属性与手工标签',
  'customer.merge': '合并与拆分客户',
  'customer.reveal-phone': '查看完整手机号',
  'customer.erase': '删除客户个人信息',
  'content.read': '查看内容',
  'content.write': '编辑内容与内容标签',
  'product.read': '查看商品',
  'product.write': '编辑商品',
  'order.read': '查看订单',
  'order.import': '导入订单',
  'order.refund': '退款',
  'incentive.read': '查看优惠券与表单',
  'incentive.write': '编辑优惠券与表单',
  'event.read': '查看行为事件与埋点方案',
  'event.write': '编辑埋点方案',
  'tag.read': '查看客户标签',
  'tag.write': '编辑客户标签',
  'tag.publish': '发布客户标签',
  'segment.read': '查看分群',
  'segment.write': '编辑分群',
  'segment.export': '申请导出人群',
  'segment.approve-export': '审批人群导出',
  'campaign.read': '查看群发',
  'campaign.write': '编辑群发',
  'campaign.send': '发送群发',
  'lead.read-own': '查看自己的线索',
  'lead.read-all': '查看全部线索',
  'lead.follow': '跟进线索',
  'lead.assign': '分配线索',
  'intake.read': '查看原始消息',
  'intake.replay': '重放原始消息',
  'intake.reconcile': '与平台对账',
  'account.read': '查看触点账号与渠道码',
  'account.write': '编辑触点账号',
  'channel-code.write': '编辑渠道码',
  'staff.read': '查看员工',
  'staff.write': '编辑员工与角色',
  'audit.read': '查看操作日志',
  'system.read': '查看系统状态',
  'system.operate': '重建人群引擎等系统操作',
} as const

export type Permission = keyof typeof PERMISSIONS

export const ROLES = {
  administrator: '管理员',
  operator: '运营',
  editor: '内容编辑',
  sales: '销售',
} as const

export type Role = keyof typeof ROLES

const everyPermission = Object.keys(PERMISSIONS) as Permission[]

const editor: Permission[] = [
  'overview.read',
  'content.read',
  'content.write',
  'product.read',
  'product.write',
  'incentive.read',
  'tag.read',
]

const sales: Permission[] = [
  'customer.read',
  'customer.write',
  'content.read',
  'product.read',
  'incentive.read',
  'tag.read',
  'lead.read-own',
  'lead.follow',
]

const administratorOnly: Permission[] = [
  'account.write',
  'staff.read',
  'staff.write',
  'audit.read',
  'system.operate',
  'customer.erase',
  'segment.approve-export',
]

/** What each role may do. An operator may do everything that is not the administrator's alone. */
export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  administrator: everyPermission,
  operator: everyPermission.filter((permission) => !administratorOnly.includes(permission)),
  editor,
  sales,
}
