import type { Tone } from '../../ui'
import type { TagItem, TagState } from './api/list-tags'

export const TAG_STATES: Record<TagState, { text: string; tone: Tone }> = {
  draft: { text: '草稿', tone: 'neutral' },
  published: { text: '已发布', tone: 'good' },
  paused: { text: '已暂停', tone: 'attention' },
  retired: { text: '已下线', tone: 'quiet' },
}

export const TAG_KINDS: Record<TagItem['kind'], string> = { fact: '事实', model: '模型', predictive: '预测' }

export const TAG_METHODS: Record<TagItem['method'], string> = { rule: '规则', hand: '手工' }
