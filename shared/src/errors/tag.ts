import type { ErrorDeclaration } from './declaration'

export const tagErrors = {
  TAG_NAME_TAKEN: { status: 409, message: '已有名为「{name}」的标签' },
  TAG_STATE_FORBIDS: { status: 409, message: '标签处于「{state}」状态，不能{action}' },
  TAG_NOT_RULE_BASED: { status: 409, message: '「{name}」是手工标签，没有规则' },
  TAG_NOT_HAND_SET: { status: 409, message: '「{name}」由规则计算，不能手工设置' },
  TAG_VALUE_UNKNOWN: { status: 400, message: '标签「{name}」没有值「{value}」' },
  TAG_HAS_SEVERAL_VALUES: {
    status: 409,
    message: '还有 {people} 位客户同时有「{name}」的多个值，先各留一个，再改为单选',
  },
  TAG_NOT_COMPUTING: { status: 409, message: '没有正在进行的计算' },
  TAG_RULE_MISSING: { status: 409, message: '请先编辑标签规则再发布' },
  TAG_REFERS_TO_ITSELF: { status: 400, message: '标签规则不能引用标签自身（包括通过其他标签或分群）' },
  TAG_GROUP_NOT_EMPTY: { status: 409, message: '该分组下还有标签或子分组，不能删除' },
  TAG_IN_USE: { status: 409, message: '「{name}」正被{users}使用，不能下线；请先改掉它们的规则' },
  TAG_VALIDITY_INVALID: { status: 400, message: '有效期的结束要晚于开始，也要晚于现在' },
  TAG_VERSION_UNKNOWN: { status: 404, message: '没有版本 v{version}' },
  TAG_VERSION_IN_FORCE: { status: 409, message: 'v{version} 正在生效' },
  TAG_OWNER_UNKNOWN: { status: 400, message: '没有这位员工' },
  TAG_GROUP_CIRCLE: { status: 400, message: '不能把分组移到它自己下面' },
  TAG_BATCH_EMPTY: { status: 400, message: '请选择要设置的值和客户' },
  TAG_BATCH_SOURCE: { status: 400, message: '请选择名单或分群中的一种' },
  TAG_BATCH_ENDED: { status: 409, message: '这次批量打标已经结束' },
} as const satisfies Record<string, ErrorDeclaration>
