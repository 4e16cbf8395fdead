import { formatAgo, formatTime } from '../../lib/format'
import type { Tone } from '../../ui'
import type { TagItem, TagState } from './api/list-tags'
import { RULE_KINDS, type RuleKind } from './components/rule/tag-rules'

export const TAG_STATES: Record<TagState, { text: string; tone: Tone }> = {
  draft: { text: '草稿', tone: 'neutral' },
  published: { text: '已发布', tone: 'good' },
  paused: { text: '已暂停', tone: 'attention' },
  retired: { text: '已下线', tone: 'quiet' },
}

export const TAG_KINDS: Record<TagItem['kind'], string> = { fact: '事实', model: '模型', predictive: '预测' }

/** How a tag's values come about, in a word. */
export function waysOf({ method, ruleKind }: Pick<TagItem, 'method' | 'ruleKind'>): string {
  if (method === 'hand') return '手工'
  return RULE_KINDS[ruleKind as RuleKind]?.name ?? '规则'
}

type Fresh = Pick<
  TagItem,
  'method' | 'state' | 'evaluatedAt' | 'sweptAt' | 'computingJobId' | 'unfinished' | 'behind' | 'validFrom' | 'version'
>

/** How up to date the values are, in a word and in a sentence. */
export function freshnessOf(tag: Fresh): { text: string; hint: string; tone: Tone } {
  if (tag.state === 'draft') return { text: '未发布', hint: '发布后开始计算', tone: 'quiet' }
  if (tag.state === 'retired') return { text: '已下线', hint: '不再更新', tone: 'quiet' }
  if (tag.computingJobId !== null) return { text: '计算中', hint: '正在计算每位客户的值', tone: 'attention' }
  if (tag.state === 'paused')
    return { text: '已停在', hint: `${formatTime(tag.sweptAt ?? tag.evaluatedAt)} 的值`, tone: 'quiet' }
  if (tag.unfinished) return { text: '未算完', hint: '上次全量计算被取消或失败', tone: 'attention' }
  if (tag.behind) return { text: '同步中', hint: '刚有变化，正在写入人群引擎', tone: 'attention' }
  if (tag.method === 'hand') return { text: '实时', hint: '打标后立即生效', tone: 'good' }
  if (tag.evaluatedAt === null)
    return tag.validFrom && Date.parse(tag.validFrom) > Date.now()
      ? { text: '未到期', hint: `${formatTime(tag.validFrom)} 开始计算`, tone: 'quiet' }
      : { text: '等待计算', hint: '还没有全量计算过', tone: 'attention' }
  return {
    text: '实时',
    hint: `全量计算于${formatAgo(tag.evaluatedAt)}，此后随行为更新`,
    tone: 'good',
  }
}
