import type { Job } from '../../lib/jobs'
import type { Tone } from '../../ui'

/** What each kind of background work is called. A kind without a name is shown as it is. */
const kinds: Record<string, string> = {
  'engine.rebuild': '重建人群引擎',
  'order.import': '导入订单',
  'tag.evaluate': '计算标签',
  'segment.refresh': '更新分群',
  'campaign.plan': '规划群发',
  'campaign.send': '发送群发',
  'outbox.deliver': '分发业务事件',
  'intake.process': '处理原始消息',
}

export const kindLabel = (kind: string): string => kinds[kind] ?? kind

export const jobStates: Record<Job['state'], { text: string; tone: Tone }> = {
  pending: { text: '等待中', tone: 'neutral' },
  running: { text: '进行中', tone: 'info' },
  done: { text: '已完成', tone: 'good' },
  dead: { text: '失败', tone: 'bad' },
  cancelled: { text: '已取消', tone: 'neutral' },
}
