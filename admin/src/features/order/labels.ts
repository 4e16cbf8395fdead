import type { Tone, WorkState } from '../../ui'
import type { OrderImport } from './api/order-imports'

export const IMPORT_STATES: Record<OrderImport['state'], { text: string; tone: Tone; work: WorkState }> = {
  checked: { text: '待导入', tone: 'attention', work: 'queued' },
  running: { text: '导入中', tone: 'info', work: 'running' },
  done: { text: '已完成', tone: 'good', work: 'succeeded' },
  cancelled: { text: '已取消', tone: 'quiet', work: 'cancelled' },
  failed: { text: '失败', tone: 'bad', work: 'failed' },
}
