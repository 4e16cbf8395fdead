import { Random } from '../market/random'
import type { JsonClient } from './clients'
import { inParallel } from './in-parallel'

interface Lead {
  id: string
  displayName: string
}

const DAY_MS = 86_400_000
const WIDTH = 2
/** How far sales have got with their leads, and how often. */
const COURSES: readonly [readonly string[], number][] = [
  [[], 3],
  [['contact'], 3],
  [['contact', 'qualify'], 3],
  [['contact', 'qualify', 'negotiate'], 2],
  [['contact', 'qualify', 'negotiate', 'win'], 2],
  [['contact', 'lose'], 1],
  [['contact', 'rest'], 1],
]
const NOTES = [
  '微信上聊了十分钟，主要想改善换季泛红，对成分比较在意。',
  '电话沟通，之前用过同类产品过敏，建议先从小样开始。',
  '问了母婴系列是否适合孕期，已发送说明书，等回复。',
  '老客户介绍来的，想给妈妈买一套抗初老，预算五百左右。',
  '对茶礼盒感兴趣，公司年会想订三十份，等确认数量。',
  '门店体验过一次，觉得肤感不错，犹豫要不要买正装。',
]
const NEXT_STEPS = ['寄送修护小样', '发送肤质测评结果', '约周末到店体验', '发礼盒报价单', '回访使用感受', '推送专享券']

/** Lets sales do what sales do: write down a talk, plan the next step, move the lead on. Leads that were touched before are left alone. */
export async function followLeads(sales: readonly JsonClient[], seed: string): Promise<number> {
  let followed = 0
  for (const client of sales) {
    const { items } = await client.get<{ items: Lead[] }>('/api/leads?scope=mine&state=new&pageSize=200')
    await inParallel(items, WIDTH, async ({ id, displayName }) => {
      const random = new Random(`${seed}:lead:${displayName}`)
      const course = random.weighted(COURSES, ([, weight]) => weight)[0]
      if (course.length === 0) return
      const days = random.between(-2, 6)
      await client.post(`/api/leads/${id}/notes`, {
        text: random.pick(NOTES),
        nextStep: random.pick(NEXT_STEPS),
        nextStepAt: new Date(Date.now() + days * DAY_MS).toISOString(),
      })
      for (const action of course.filter((step) => step !== 'contact')) {
        await client.post(`/api/leads/${id}/move`, {
          action,
          ...(action === 'lose' ? { reason: '近期没有购买打算' } : {}),
        })
      }
      followed += 1
    })
  }
  return followed
}
