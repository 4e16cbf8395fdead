import type { Schema } from '../lib/api'

type Cause = Schema<'SegmentChangeReply'>['cause']

const CAUSES: Record<Cause, string> = {
  rule: '规则修改',
  'real-time': '行为或资料变化',
  time: '时间流逝',
  batch: '全量重算',
  gone: '合并或注销',
}

/** Why somebody entered or left a segment, in a few words. */
export function causeOf({ cause, version }: { cause: Cause; version: number }): string {
  if (cause !== 'rule') return CAUSES[cause]
  return version === 1 ? '首次计算' : `${CAUSES.rule}（v${version}）`
}
