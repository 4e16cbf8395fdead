import type { ErrorDeclaration } from './declaration'

export const intakeErrors = {
  // Refused callbacks are counted per minute and shown on the console; a line each would let anybody flood the log.
  CALLBACK_ACCOUNT_UNKNOWN: { status: 404, message: '没有接入这个触点账号' },
  CALLBACK_SIGNATURE_INVALID: { status: 401, message: '回调签名不正确' },
  CALLBACK_CIPHERTEXT_INVALID: { status: 400, message: '回调密文无法解开' },
  CALLBACK_RECEIVER_MISMATCH: { status: 403, message: '回调的接收方不是这个账号' },
  CALLBACK_MALFORMED: { status: 400, message: '回调内容无法解析' },
  CALLBACK_STALE: { status: 403, message: '回调的时间戳已过期' },
  CALLBACK_REPLAYED: { status: 409, message: '这个回调请求已经处理过' },
  CALLBACK_NOT_ENCRYPTED: { status: 400, message: '这个账号只接受加密的回调' },
  MESSAGE_KIND_UNKNOWN: { status: 500, message: '没有这种原始消息：{kind}', log: 'error' },
  MESSAGE_BODY_UNREADABLE: { status: 400, message: '原始消息的内容无法读取' },
  MESSAGE_ABANDONED: { status: 400, message: '消息多次处理都中途中断' },
  MESSAGE_BUSY: { status: 409, message: '上一次提交还在处理中，请稍后再试' },
  RECORD_AWAY: { status: 503, message: '数据库暂时连接不上，请稍后再试', log: 'warn' },
  INTAKE_JOURNAL_FULL: { status: 503, message: '数据库不可用，本地日志也已写满', log: 'error' },
  INTAKE_JOURNAL_UNWRITABLE: { status: 503, message: '数据库不可用，本地日志也无法写入', log: 'error' },
  RECONCILIATION_RUNNING: { status: 409, message: '这个账号的同一项对账正在进行' },
  RECONCILIATION_ENDED: { status: 409, message: '这次对账不能继续，请重新对账' },
  REPLAY_NOTHING: { status: 400, message: '请选择要重放的消息，或指定条件' },
} as const satisfies Record<string, ErrorDeclaration>
