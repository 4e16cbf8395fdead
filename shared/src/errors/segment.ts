import type { ErrorDeclaration } from './declaration'

export const segmentErrors = {
  SEGMENT_NAME_TAKEN: { status: 409, message: '已有名为「{name}」的分群' },
  SEGMENT_REFERS_TO_ITSELF: { status: 400, message: '分群规则不能引用分群自身（包括通过其他分群或标签）' },
  SEGMENT_IN_USE: { status: 409, message: '该分群正被「{user}」使用，不能删除' },
  SEGMENT_NOT_READY: { status: 409, message: '分群「{name}」仍在计算中，请稍后再试' },
} as const satisfies Record<string, ErrorDeclaration>
