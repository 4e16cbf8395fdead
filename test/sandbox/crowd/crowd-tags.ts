import type { Crowd } from './crowd'

/** Tags that a part of the crowd carries, on every platform that has tags. The slot is the place in this list. */
export const CROWD_TAGS = [
  { name: '护肤爱好者', oneIn: 3 },
  { name: '茶饮爱好者', oneIn: 4 },
  { name: '新手妈妈', oneIn: 12 },
  { name: '门店会员', oneIn: 8 },
  { name: '高消费', oneIn: 40 },
] as const

const FIRST_QUESTION = 100

/** Which of the tags somebody of the crowd carries. */
export function crowdTagSlots(crowd: Crowd, index: number): number[] {
  return CROWD_TAGS.flatMap(({ oneIn }, slot) =>
    crowd.chance(index, FIRST_QUESTION + slot) % oneIn === 0 ? [slot] : [],
  )
}
