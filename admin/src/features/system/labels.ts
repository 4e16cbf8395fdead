import type { Job } from '../../lib/jobs'
import type { Tone } from '../../ui'

/** What each kind of background work is called. A kind without a name is shown as it is. */
const kinds: Record<string, string> = {
  'engine.rebuild': '重建人群引擎',
  'rule.evaluate-all': '全量计算标签或分群',
  'rule.evaluate-some': '更新部分客户的标签与分群',
  'rule.sweep': '检查时间窗口',
  'tag.expire-hand-set': '清理到期的手工标签',
  'order.import': '导入订单',
  'order.forget-files': '清理旧的导入文件',
  'reach.plan-campaign': '规划群发',
  'reach.deliver-campaign': '发送群发',
  'reach.check-work-tasks': '查询企微群发结果',
  'incentive.expire-claims': '优惠券到期',
  'identity.forget-expired-sessions': '清理过期的小程序登录',
  'staff.forget-expired-sessions': '清理过期的员工登录',
  'event.add-partitions': '准备事件分区',
  'intake.process': '处理原始消息',
}

/** Deliveries of domain events carry the event and its subscriber in their kind. */
export function kindLabel(kind: string): string {
  if (kinds[kind]) return kinds[kind]
  return kind.startsWith('event:') ? `通知：${kind.slice('event:'.length)}` : kind
}

export const jobStates: Record<Job['state'], { text: string; tone: Tone }> = {
  pending: { text: '等待中', tone: 'neutral' },
  running: { text: '进行中', tone: 'info' },
  done: { text: '已完成', tone: 'good' },
  dead: { text: '失败', tone: 'bad' },
  cancelled: { text: '已取消', tone: 'neutral' },
}
