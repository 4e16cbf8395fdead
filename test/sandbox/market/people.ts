import type { Gender, HiddenTraits, LifePhase, MarketPerson, SkinType, Spending } from './market-types'
import type { Random } from './random'

const FAMILY_NAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余']
const FEMALE_NAMES = [
  '雨桐',
  '欣怡',
  '梓涵',
  '诗涵',
  '思雨',
  '若曦',
  '静怡',
  '晓彤',
  '佳慧',
  '语嫣',
  '知夏',
  '清欢',
  '婉清',
  '书瑶',
  '沐晴',
  '以宁',
  '可馨',
  '婧',
  '琳',
  '悦',
  '倩',
  '岚',
  '冰洁',
  '安琪',
]
const MALE_NAMES = [
  '浩然',
  '子轩',
  '俊杰',
  '宇航',
  '思远',
  '明哲',
  '嘉树',
  '景行',
  '一鸣',
  '承泽',
  '博文',
  '凯',
  '磊',
  '晨',
  '予安',
  '亦凡',
]
const CITIES: readonly [name: string, weight: number][] = [
  ['上海', 16],
  ['杭州', 14],
  ['北京', 12],
  ['广州', 8],
  ['深圳', 9],
  ['成都', 9],
  ['南京', 6],
  ['苏州', 6],
  ['武汉', 5],
  ['宁波', 4],
  ['重庆', 4],
  ['厦门', 3],
  ['长沙', 3],
  ['西安', 3],
  ['青岛', 2],
]

interface PhaseTraits {
  weight: number
  ages: [youngest: number, oldest: number]
  femaleShare: number
  spending: Record<Spending, number>
  tastes: Record<string, number>
}

const PHASES: Record<LifePhase, PhaseTraits> = {
  student: {
    weight: 14,
    ages: [18, 22],
    femaleShare: 0.8,
    spending: { vip: 0, regular: 1, once: 4, browser: 5 },
    tastes: { 控油: 0.7, 极简: 0.5, 防晒: 0.5, 油性肌: 0.5, 熬夜: 0.4 },
  },
  early_career: {
    weight: 30,
    ages: [23, 29],
    femaleShare: 0.78,
    spending: { vip: 0.4, regular: 3, once: 4, browser: 3 },
    tastes: { 通勤: 0.6, 熬夜: 0.6, 办公室: 0.6, 美白: 0.5, 防晒: 0.5, 茶饮: 0.3 },
  },
  expecting: {
    weight: 8,
    ages: [26, 35],
    femaleShare: 1,
    spending: { vip: 0.8, regular: 4, once: 3, browser: 2 },
    tastes: { 母婴: 0.95, 敏感肌: 0.5, 极简: 0.4 },
  },
  new_parent: {
    weight: 14,
    ages: [27, 37],
    femaleShare: 0.88,
    spending: { vip: 1, regular: 4, once: 3, browser: 2 },
    tastes: { 母婴: 0.9, 熬夜: 0.5, 保湿: 0.4, 防晒: 0.3 },
  },
  settled: {
    weight: 24,
    ages: [30, 42],
    femaleShare: 0.72,
    spending: { vip: 1.6, regular: 4, once: 3, browser: 2 },
    tastes: { 抗初老: 0.8, 茶饮: 0.5, 送礼: 0.4, 节气: 0.3, 运动: 0.3 },
  },
  senior: {
    weight: 10,
    ages: [43, 58],
    femaleShare: 0.65,
    spending: { vip: 1.4, regular: 3, once: 3, browser: 2 },
    tastes: { 茶饮: 0.9, 节气: 0.7, 抗初老: 0.5, 送礼: 0.5, 旅行: 0.4 },
  },
}

const SKIN: Record<SkinType, { weight: number; tastes: Record<string, number> }> = {
  sensitive: { weight: 30, tastes: { 敏感肌: 0.95, 修护: 0.75, 换季: 0.5 } },
  dry: { weight: 20, tastes: { 干性肌: 0.8, 保湿: 0.8 } },
  oily: { weight: 18, tastes: { 油性肌: 0.8, 控油: 0.85 } },
  combination: { weight: 22, tastes: { 混合肌: 0.7, 控油: 0.4, 保湿: 0.4 } },
  neutral: { weight: 10, tastes: {} },
}

/** A little interest in everything, so that nobody is only one thing. */
const BASE_TASTE = 0.06
const HABIT_HOURS = [7, 8, 12, 13, 18, 20, 21, 21, 22, 22, 23, 1]

function keysOf<K extends string>(record: Record<K, unknown>): K[] {
  return Object.keys(record) as K[]
}

function drawTastes(random: Random, tags: readonly string[], phase: LifePhase, skin: SkinType): Record<string, number> {
  return Object.fromEntries(
    tags.map((tag) => {
      const pull = Math.max(PHASES[phase].tastes[tag] ?? 0, SKIN[skin].tastes[tag] ?? 0)
      const strength =
        pull === 0 ? BASE_TASTE * 2 * random.next() : Math.min(1, Math.max(0.05, random.around(pull, 0.12)))
      return [tag, Math.round(strength * 100) / 100]
    }),
  )
}

function drawHidden(random: Random, tags: readonly string[], phase: LifePhase): HiddenTraits {
  const skinType = random.weighted(keysOf(SKIN), (key) => SKIN[key].weight)
  const tastes = drawTastes(random, tags, phase, skinType)
  const mainTaste = tags.reduce((best, tag) => ((tastes[tag] ?? 0) > (tastes[best] ?? 0) ? tag : best), tags[0] ?? '')
  return {
    phase,
    skinType,
    tastes,
    mainTaste,
    spending: random.weighted(keysOf(PHASES[phase].spending), (key) => PHASES[phase].spending[key]),
    hour: random.pick(HABIT_HOURS),
    responsiveness: Math.round(Math.min(0.95, Math.max(0.02, random.around(0.3, 0.2))) * 100) / 100,
  }
}

/** One person; `tags` are the content tags a taste can lie in. */
export function drawPerson(random: Random, index: number, tags: readonly string[], now: Date): MarketPerson {
  const phase = random.weighted(keysOf(PHASES), (key) => PHASES[key].weight)
  const { ages, femaleShare } = PHASES[phase]
  const gender: Gender = random.chance(femaleShare) ? 'female' : 'male'
  const year = now.getUTCFullYear() - random.between(...ages)
  const [month, day] = [random.between(1, 12), random.between(1, 28)].map((part) => String(part).padStart(2, '0'))
  return {
    id: `mk-${String(index + 1).padStart(4, '0')}`,
    name: random.pick(FAMILY_NAMES) + random.pick(gender === 'female' ? FEMALE_NAMES : MALE_NAMES),
    phone: `199${String(index).padStart(8, '0')}`,
    gender,
    city: random.weighted(CITIES, ([, weight]) => weight)[0],
    birthday: `${year}-${month}-${day}`,
    hidden: drawHidden(random, tags, phase),
  }
}
