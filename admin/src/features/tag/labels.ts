import type { Tone } from '../../ui'
import type { TagState } from './api/types'

export const TAG_STATES: Record<TagState, { text: string; tone: Tone }> = {
  draft: { text: '草稿', tone: 'neutral' },
  published: { text: '已发布', tone: 'good' },
  paused: { text: '已暂停', tone: 'attention' },
  retired: { text: '已退役', tone: 'quiet' },
}
