import type { Tone } from '../../ui'
import type { ArticleRow } from './api/contents'

export const STATES: Record<ArticleRow['state'], { text: string; tone: Tone }> = {
  draft: { text: '草稿', tone: 'neutral' },
  published: { text: '已发布', tone: 'good' },
  withdrawn: { text: '已下架', tone: 'quiet' },
}

export const STATE_OPTIONS = Object.entries(STATES).map(([value, { text }]) => ({ value, label: text }))
