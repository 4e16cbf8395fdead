interface KindDeclaration {
  label: string
  /** Nobody needs to act on it: kept as it came, marked done. A module may still register a handler. */
  keepOnly?: true
  /** Handled at places of its own, past whatever else waits: what it brings is good for seconds. */
  urgent?: true
}

/** Every kind of raw message. A kind that is not `keepOnly` must have exactly one handler, or the server refuses to start. */
export const INTAKE_KINDS = {
  'official-account.event.subscribe': { label: '公众号 · 关注' },
  'official-account.event.unsubscribe': { label: '公众号 · 取消关注' },
  'official-account.event.scan': { label: '公众号 · 扫渠道码' },
  'official-account.event.template_send_job_finish': { label: '公众号 · 模板消息回执' },
  'official-account.event.subscribe_message': { label: '公众号 · 订阅消息授权' },
  'official-account.event.other': { label: '公众号 · 其他事件' },
  'official-account.message': { label: '公众号 · 用户消息' },
  // Its welcome code lives for 20 seconds (protocol §3.6).
  'work.add_external_contact': { label: '企微 · 添加好友', urgent: true },
  'work.edit_external_contact': { label: '企微 · 修改客户标签' },
  'work.del_external_contact': { label: '企微 · 员工删除客户' },
  'work.del_follow_user': { label: '企微 · 客户删除员工' },
  'work.group-message-result': { label: '企微 · 群发结果' },
  'work.change_external_chat': { label: '企微 · 客户群变化' },
  'work.other': { label: '企微 · 其他事件', keepOnly: true },
  'official-account.reconcile.follower': { label: '公众号 · 对账补录关注' },
  'official-account.reconcile.tags': { label: '公众号 · 对账发现标签变化' },
  'official-account.reconcile.gone': { label: '公众号 · 对账发现取关' },
  'work.reconcile.contact': { label: '企微 · 对账补录好友' },
  'work.reconcile.gone': { label: '企微 · 对账发现流失' },
  'work.reconcile.tag-group': { label: '企微 · 企业标签快照', keepOnly: true },
  'work.reconcile.group-chat': { label: '企微 · 客户群快照' },
  'mini-program.event': { label: '小程序 · 推送事件' },
  'mini-program.subscribe_message': { label: '小程序 · 订阅消息授权' },
  'mini-program.message': { label: '小程序 · 客服消息', keepOnly: true },
  'mini-program.login': { label: '小程序 · 登录' },
  'mini-program.phone': { label: '小程序 · 授权手机号' },
  'consumer.track': { label: '行为上报' },
  'consumer.coupon-claim': { label: '小程序 · 领取优惠券' },
  'consumer.form-submit': { label: '小程序 · 提交表单' },
  'staff.coupon-use': { label: '门店 · 核销优惠券' },
  'pay.transaction': { label: '微信支付 · 支付成功' },
  'pay.refund': { label: '微信支付 · 退款结果' },
  'order.row': { label: '订单导入' },
} as const satisfies Record<string, KindDeclaration>

export type IntakeKind = keyof typeof INTAKE_KINDS

export const isKeepOnly = (kind: IntakeKind): boolean => (INTAKE_KINDS[kind] as KindDeclaration).keepOnly === true
export const isUrgent = (kind: IntakeKind): boolean => (INTAKE_KINDS[kind] as KindDeclaration).urgent === true
