import type { ErrorDeclaration } from './declaration'

export const orderErrors = {
  ORDER_IMPORT_NOT_READY: { status: 409, message: '这次导入已经开始或已经结束' },
  ORDER_IMPORT_NOT_RUNNING: { status: 409, message: '这次导入没有在进行' },
  ORDER_IMPORT_NOTHING: { status: 400, message: '没有可以导入的行' },
  ORDER_REJECTS_GONE: { status: 404, message: '这次导入没有被拒绝的行，或文件已清理' },
  PAYMENT_UNAVAILABLE: { status: 503, message: '暂时无法支付，请稍后再试', log: 'warn' },
  PAYMENT_NOT_FOR_SALE: { status: 409, message: '这件商品暂不支持在线购买' },
  PAYMENT_STATE: { status: 409, message: '订单状态已变化，请刷新后再试' },
  PAYMENT_UNKNOWN: { status: 400, message: '支付通知里的订单不存在' },
  PAYMENT_REFUND_AMOUNT: { status: 400, message: '退款金额超过了可退金额' },
} as const satisfies Record<string, ErrorDeclaration>
