import type { ErrorDeclaration } from './declaration'

export const incentiveErrors = {
  COUPON_PHONE_REQUIRED: { status: 403, message: '领取前请先授权手机号' },
  COUPON_SOLD_OUT: { status: 409, message: '来晚一步，优惠券已领完' },
  COUPON_ALREADY_CLAIMED: { status: 409, message: '您已经领取过这张优惠券' },
  COUPON_NOT_OPEN: { status: 409, message: '优惠券不在领取时间内' },
  COUPON_STOCK_TOO_LOW: { status: 409, message: '总量不能少于已领取的 {claimed} 张' },
  COUPON_RULE_INVALID: { status: 400, message: '{reason}' },
  COUPON_STATE_REFUSED: { status: 409, message: '优惠券现在的状态不能这样操作' },
  COUPON_CODE_UNKNOWN: { status: 404, message: '没有找到这个券码' },
  COUPON_NOT_USABLE: { status: 409, message: '这张券已使用或已过期' },
  FORM_NOT_OPEN: { status: 409, message: '表单未开放填写' },
  FORM_ALREADY_SUBMITTED: { status: 409, message: '您已经填写过这份表单' },
  FORM_ANSWERS_INVALID: { status: 400, message: '有几处填写有误，请检查' },
  FORM_FIELDS_INVALID: { status: 400, message: '表单题目有误：{reason}' },
  FORM_FIELDS_LOCKED: { status: 409, message: '已有人填写，题目的编号与类型不能再改' },
  FORM_STATE_REFUSED: { status: 409, message: '表单现在的状态不能这样操作' },
} as const satisfies Record<string, ErrorDeclaration>
