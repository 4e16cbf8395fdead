import type { RuleNode, TagRule } from '@guiyi/shared'
import { CallFailed, type JsonClient } from './clients'

interface Tag {
  id: number
  name: string
  state: string
}

const MONTH = { kind: 'past', days: 30, unit: 'day' } as const
const spent = (fen: number): RuleNode => ({
  kind: 'event',
  event: 'purchase',
  window: MONTH,
  measure: { of: 'sum', property: 'amount' },
  test: { op: '>=', value: fen },
})
const bought = (times: number): RuleNode => ({
  kind: 'event',
  event: 'purchase',
  window: MONTH,
  measure: { of: 'count' },
  test: { op: '>=', value: times },
})

/** 客户分层 by amount and number of purchases in the past 30 days. */
const TIERS: TagRule = {
  kind: 'tiers',
  tiers: [
    { value: '高价值', when: { kind: 'any', of: [spent(80_000), bought(4)] } },
    { value: '中价值', when: { kind: 'any', of: [spent(30_000), bought(2)] } },
    { value: '低价值', when: bought(1) },
  ],
  otherwise: '沉默',
}

/** 内容偏好: the three content tags that a person reads most. */
const PREFERENCE: TagRule = {
  kind: 'preference',
  event: 'read_content',
  window: { kind: 'past', days: 180, unit: 'day' },
  by: 'content.tag',
  score: { of: 'count' },
  top: 3,
}

const TAGS = [
  {
    name: '客户分层',
    method: 'rule',
    kind: 'model',
    group: '价值',
    description: '近 30 天消费金额与次数',
    rule: TIERS,
    strategies: {
      高价值: '专属顾问一对一维护，新品优先体验',
      中价值: '满减券促复购',
      低价值: '用内容与小样培养习惯',
      沉默: '唤醒：节气内容加专享券',
    },
  },
  {
    name: '内容偏好',
    method: 'rule',
    kind: 'model',
    group: '兴趣',
    description: '近 180 天读得最多的三个内容标签',
    rule: PREFERENCE,
    strategies: {},
  },
] as const

const POLL_MS = 300
const DEADLINE_MS = 120_000

/** Defines, previews and publishes the demo's two tags, then a segment on them. */
export async function defineAudience(operator: JsonClient): Promise<string> {
  const { groups, tags } = await operator.get<{ groups: { id: number; name: string }[]; tags: Tag[] }>('/api/tags')
  const groupIds = new Map(groups.map(({ id, name }) => [name, id]))
  for (const { group, ...tag } of TAGS) {
    const groupId = groupIds.get(group) ?? (await operator.post<{ id: number }>('/api/tag-groups', { name: group })).id
    const known = tags.find(({ name }) => name === tag.name)
    const { id } = known ?? (await operator.post<Tag>('/api/tags', { ...tag, groupId }))
    if (known?.state === 'published') continue
    const { jobId } = await operator.post<{ jobId: number | null }>(`/api/tags/${id}/publish`)
    if (jobId !== null) await finished(operator, jobId)
  }
  return defineSegment(operator)
}

/** Waits until a background job of the server has ended. @throws when it ended badly */
export async function finished(operator: JsonClient, jobId: number): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS
  while (Date.now() < deadline) {
    const state = await operator.get<{ state: string }>(`/api/system/jobs/${jobId}`).then(
      (job) => job.state,
      (error: unknown) => {
        // A job that keeps nothing to show is gone once it is done.
        if (error instanceof CallFailed && error.status === 404) return 'done'
        throw error
      },
    )
    if (state === 'done') return
    if (state === 'dead' || state === 'cancelled') throw new Error(`计算任务 ${jobId} 以 ${state} 结束`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  throw new Error(`计算任务 ${jobId} 超时`)
}

/** «关注公众号 且 有手机号 且 偏好 = 敏感肌 且 过去 30 天未购买» */
async function defineSegment(operator: JsonClient): Promise<string> {
  const name = '敏感肌待唤醒'
  const { tags } = await operator.get<{ tags: Tag[] }>('/api/tags')
  const preference = tags.find((tag) => tag.name === '内容偏好')
  const rule: RuleNode = {
    kind: 'all',
    of: [
      { kind: 'follows' },
      { kind: 'identity', identity: 'phone' },
      { kind: 'tag', tagId: preference?.id ?? 0, values: ['敏感肌'] },
      { kind: 'not', of: bought(1) },
    ],
  }
  const segments = await operator.get<{ name: string }[]>('/api/segments')
  if (segments.some((segment) => segment.name === name)) return name
  const description = '关注公众号、留过手机号、偏好敏感肌内容，近 30 天没有购买'
  const { jobId } = await operator.post<{ jobId: number | null }>('/api/segments', { name, description, rule })
  if (jobId !== null) await finished(operator, jobId)
  return name
}
