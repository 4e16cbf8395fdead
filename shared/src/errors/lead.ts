import type { ErrorDeclaration } from './declaration'

export const leadErrors = {
  LEAD_STATE: { status: 409, message: '线索处于「{state}」，不能{action}' },
  LEAD_TAKEN: { status: 409, message: '手慢了，这条线索已被{owner}领取' },
  LEAD_NOT_YOURS: { status: 403, message: '这条线索由其他同事负责' },
  LEAD_OWNER_INVALID: { status: 400, message: '只能分配给可用的销售' },
  LEAD_CAP_REACHED: { status: 409, message: '{owner}的在跟线索已达上限 {limit} 条' },
  LEAD_REASON_REQUIRED: { status: 400, message: '请填写流失原因' },
  LEAD_OPEN_EXISTS: { status: 409, message: '该客户已有在跟线索' },
} as const satisfies Record<string, ErrorDeclaration>
