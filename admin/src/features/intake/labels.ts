import type { Tone } from '../../ui'
import type { RawMessage } from './api/messages'
import type { ReconciliationRun } from './api/reconciliations'

export const states: Record<RawMessage['state'], { text: string; tone: Tone; means: string }> = {
  pending: { text: '待处理', tone: 'info', means: '已安全存下，马上会被处理' },
  failed: { text: '等待重试', tone: 'attention', means: '上次处理失败，会自动再试' },
  dead: { text: '死信', tone: 'bad', means: '多次失败，修复原因后可以重放' },
  done: { text: '已处理', tone: 'good', means: '效果已经写入' },
  refused: { text: '已拒绝', tone: 'neutral', means: '按规则拒绝，没有产生效果' },
}

export const runStates: Record<ReconciliationRun['state'], { text: string; tone: Tone }> = {
  running: { text: '进行中', tone: 'info' },
  done: { text: '已完成', tone: 'good' },
  cancelled: { text: '已取消', tone: 'neutral' },
  failed: { text: '失败', tone: 'bad' },
}
