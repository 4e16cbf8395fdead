import type { Tone, WorkState } from '../../ui'
import type { OrderImport } from './api/order-imports'
import type { Payment, Refund } from './api/payments'

export const IMPORT_STATES: Record<OrderImport['state'], { text: string; tone: Tone; work: WorkState }> = {
  checked: { text: '待导入', tone: 'attention', work: 'queued' },
  running: { text: '导入中', tone: 'info', work: 'running' },
  done: { text: '已完成', tone: 'good', work: 'succeeded' },
  cancelled: { text: '已取消', tone: 'quiet', work: 'cancelled' },
  failed: { text: '失败', tone: 'bad', work: 'failed' },
}

export const PAYMENT_STATES: Record<Payment['state'], { text: string; tone: Tone }> = {
  created: { text: '未支付', tone: 'quiet' },
  paying: { text: '待支付', tone: 'attention' },
  paid: { text: '已支付', tone: 'good' },
  refunding: { text: '退款中', tone: 'info' },
  refunded: { text: '已退款', tone: 'neutral' },
  closed: { text: '已关闭', tone: 'quiet' },
}

export const REFUND_STATES: Record<Refund['state'], { text: string; tone: Tone }> = {
  requested: { text: '待提交', tone: 'info' },
  processing: { text: '处理中', tone: 'info' },
  succeeded: { text: '已到账', tone: 'good' },
  abnormal: { text: '异常', tone: 'bad' },
  closed: { text: '未成功', tone: 'bad' },
}

export const PAYMENT_PROBLEMS: Record<NonNullable<Payment['problem']>, { text: string; hint: string }> = {
  mismatch: {
    text: '与通知不符',
    hint: '微信支付通知里的金额或商户信息与订单不一致，没有记为已支付，请到商户平台核对',
  },
  paid_after_close: { text: '关闭后付款', hint: '订单关闭以后才收到付款，系统已自动发起退款' },
  refund_abnormal: { text: '退款异常', hint: '款项退不进客户的账户，请到微信支付商户平台人工处理' },
}
