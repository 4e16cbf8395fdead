import type { ErrorDeclaration } from './declaration'

export const identityErrors = {
  IDENTITY_INVALID: { status: 400, message: '身份标识不完整，无法识别客户' },
  CUSTOMER_ERASED: { status: 409, message: '该客户的个人信息已被删除' },
  CUSTOMER_MERGED: { status: 409, message: '该客户已合并到另一位客户，请刷新后重试' },
  MERGE_SAME_CUSTOMER: { status: 400, message: '请选择两位不同的客户' },
  MERGE_ALREADY_UNDONE: { status: 409, message: '这次合并已经撤销过了' },
  MERGE_REVIEW_CLOSED: { status: 409, message: '这条待审核已经处理过了' },
  CUSTOMER_WITHOUT_PHONE: { status: 409, message: '该客户还没有手机号' },
  ATTRIBUTE_UNKNOWN: { status: 400, message: '没有名为「{key}」的客户属性' },
  ATTRIBUTE_VALUE_INVALID: { status: 400, message: '「{label}」的值不正确：{reason}' },
  ATTRIBUTE_EXISTS: { status: 409, message: '客户属性「{key}」已存在' },
  LOGIN_CODE_INVALID: { status: 400, message: '登录凭证已失效，请重新进入小程序' },
  MINI_PROGRAM_UNKNOWN: { status: 400, message: '未接入的小程序' },
} as const satisfies Record<string, ErrorDeclaration>
