interface SolarTerm {
  name: string
  /** What the brand says to the skin in these two weeks. */
  care: string
}

/**
 * The day of a solar term in the 21st century is `floor(year × 0.2422 + constant) − leap days so far` (the well-known approximation; it may be off
 * by one day in single years, which a greeting can bear). Two per month, January first.
 */
const TERMS: readonly (SolarTerm & { constant: number })[] = [
  { name: '小寒', constant: 5.4055, care: '寒意渐深，先把屏障养稳' },
  { name: '大寒', constant: 20.12, care: '一岁将终，厚润一点刚刚好' },
  { name: '立春', constant: 3.87, care: '春风多变，换季先做减法' },
  { name: '雨水', constant: 18.73, care: '湿气初来，清爽补水正当时' },
  { name: '惊蛰', constant: 5.63, care: '万物苏醒，敏感肌请慢一步' },
  { name: '春分', constant: 20.646, care: '昼夜均分，早晚护理也要均衡' },
  { name: '清明', constant: 4.81, care: '新茶上市，喝一杯再出门踏青' },
  { name: '谷雨', constant: 20.1, care: '雨生百谷，也润一润肌肤' },
  { name: '立夏', constant: 5.52, care: '日头渐长，防晒从今天开始' },
  { name: '小满', constant: 21.04, care: '小得盈满，轻薄水乳就够了' },
  { name: '芒种', constant: 5.678, care: '忙里偷闲，给自己敷一片面膜' },
  { name: '夏至', constant: 21.37, care: '日光最盛，晒后要及时舒缓' },
  { name: '小暑', constant: 7.108, care: '暑气蒸腾，控油不忘补水' },
  { name: '大暑', constant: 22.83, care: '一碗凉茶，一身清爽' },
  { name: '立秋', constant: 7.5, care: '凉风将至，修护晒后肌肤' },
  { name: '处暑', constant: 23.13, care: '暑热将退，开始换上保湿' },
  { name: '白露', constant: 7.646, care: '夜有凉露，晚间多一层精华' },
  { name: '秋分', constant: 23.042, care: '秋燥悄来，润肤也润喉' },
  { name: '寒露', constant: 8.318, care: '天气转凉，面霜可以换厚一些' },
  { name: '霜降', constant: 23.438, care: '初霜时节，温和清洁最要紧' },
  { name: '立冬', constant: 7.438, care: '入冬养肤，贵在温润' },
  { name: '小雪', constant: 22.36, care: '小雪围炉，一盏白茶慢慢喝' },
  { name: '大雪', constant: 7.18, care: '朔风凛冽，给屏障加件衣裳' },
  { name: '冬至', constant: 21.94, care: '冬至阳生，静养一身温润' },
]

/** First day (1–31) of the term with this index in a year of 2000–2099. Terms before March count the leap days of earlier years only. */
function dayOf(index: number, year: number): number {
  const short = year % 100
  const leaps = Math.floor((index < 4 ? short - 1 : short) / 4)
  return Math.floor(short * 0.2422 + (TERMS[index]?.constant ?? 0)) - leaps
}

/** The solar term (节气) that a day in Shanghai falls into. */
export function solarTermOf(now: Date): SolarTerm {
  const local = new Date(now.getTime() + 8 * 3_600_000)
  const year = local.getUTCFullYear()
  const first = local.getUTCMonth() * 2
  const day = local.getUTCDate()
  let index = first - 1
  if (day >= dayOf(first, year)) index = first
  if (day >= dayOf(first + 1, year)) index = first + 1
  const term = TERMS[(index + TERMS.length) % TERMS.length]
  if (!term) throw new Error('solar terms cover the whole year')
  return { name: term.name, care: term.care }
}
