import type { EventCondition, TagRule } from '@guiyi/shared'

/** One rule with the best statements that we could write by hand for the same answer. */
export interface RuleCase {
  name: string
  rule: TagRule
  /** ClickHouse: (customer_id, vals Array(String)). `{now:Int64}` is milliseconds. */
  clickHouse: string
  /** MariaDB: (customer_id, val); null where the record's database has no reasonable way. `?` are NOW as `YYYY-MM-DD hh:mm:ss.mmm`. */
  mariaDb: string | null
}

const past = (days: number): { kind: 'past'; days: number } => ({ kind: 'past', days })
const EVER = { kind: 'ever' } as const

const MS = 'toUnixTimestamp64Milli(occurred_at)'
const after = (days: number): string =>
  `occurred_at >= fromUnixTimestamp64Milli({now:Int64} - ${days * 86_400_000}) AND occurred_at <= fromUnixTimestamp64Milli({now:Int64})`
const UNTIL_NOW = 'occurred_at <= fromUnixTimestamp64Milli({now:Int64})'
/** Number of a day of Asia/Shanghai, of milliseconds. */
const day = (ms: string): string => `intDiv(${ms} + 28800000, 86400000)`
const daysSince = (at: string): string => `(${day('{now:Int64}')} - ${day(`toUnixTimestamp64Milli(${at})`)})`
/** The last `days` days of Asia/Shanghai, today among them. */
const lastDays = (days: number): string =>
  `${MS} >= (${day('{now:Int64}')} - ${days - 1}) * 86400000 - 28800000 AND ${MS} <= {now:Int64}`
const topThree = (scores: string): string =>
  `SELECT customer_id, arrayMap(x -> x.2, arraySlice(arraySort(groupArray((-score, label))), 1, 3)) AS vals FROM (${scores}) GROUP BY customer_id`
const decayed = (weight: number): string =>
  `sum(toInt64(floor(${weight} * exp2((${MS} - {now:Int64}) / ${30 * 86_400_000}) * 10000 + 0.5)))`
const daysSinceInMariaDb = (at: string): string => `DATEDIFF(? + INTERVAL 8 HOUR, ${at} + INTERVAL 8 HOUR)`

const bought = (days: number, measure: EventCondition['measure'], value: number): EventCondition => ({
  kind: 'event',
  event: 'purchase',
  window: past(days),
  measure,
  test: { op: '>=', value },
})
const times = (days: number, value: number): EventCondition => bought(days, { of: 'count' }, value)
const spent = (days: number, fen: number): EventCondition => bought(days, { of: 'sum', property: 'amount' }, fen)

/** One of each kind of tag that follows from rules. */
export const RULE_CASES: RuleCase[] = [
  {
    name: '分层：7 天次数与金额',
    rule: {
      kind: 'tiers',
      tiers: [
        { value: '高', when: { kind: 'all', of: [times(7, 2), spent(7, 40_000)] } },
        { value: '中', when: spent(7, 20_000) },
        { value: '低', when: times(7, 1) },
      ],
    },
    clickHouse: `SELECT customer_id, [multiIf(n >= 2 AND s >= 40000, '高', s >= 20000, '中', '低')] AS vals FROM (
      SELECT customer_id, count() AS n, sum(amount_fen) AS s FROM event WHERE name = 'purchase' AND ${after(7)} GROUP BY customer_id)`,
    mariaDb: `SELECT customer_id, CASE WHEN COUNT(*) >= 2 AND SUM(amount_fen) >= 40000 THEN '高' WHEN SUM(amount_fen) >= 20000 THEN '中' ELSE '低' END AS val
      FROM bench_event WHERE name = 'purchase' AND occurred_at >= ? - INTERVAL 7 DAY GROUP BY customer_id`,
  },
  {
    name: '指标：30 天金额合计',
    rule: { kind: 'metric', event: 'purchase', window: past(30), measure: { of: 'sum', property: 'amount' } },
    clickHouse: `SELECT customer_id, [toString(sum(amount_fen))] AS vals FROM event WHERE name = 'purchase' AND ${after(30)} GROUP BY customer_id`,
    mariaDb: `SELECT customer_id, SUM(amount_fen) AS val FROM bench_event WHERE name = 'purchase' AND occurred_at >= ? - INTERVAL 30 DAY GROUP BY customer_id`,
  },
  {
    name: '首末：首购距今天数',
    rule: { kind: 'feature', event: 'purchase', window: EVER, which: 'first', take: { of: 'days-since' } },
    clickHouse: `SELECT customer_id, [toString(${daysSince('min(occurred_at)')})] AS vals
      FROM event WHERE name = 'purchase' AND ${UNTIL_NOW} GROUP BY customer_id`,
    mariaDb: `SELECT customer_id, ${daysSinceInMariaDb('MIN(occurred_at)')} AS val FROM bench_event WHERE name = 'purchase' GROUP BY customer_id`,
  },
  {
    name: '偏好：一年品类前三',
    rule: {
      kind: 'preference',
      event: 'purchase',
      window: past(365),
      by: 'product.category',
      score: { of: 'count' },
      top: 3,
    },
    clickHouse: topThree(`SELECT customer_id, label, toInt64(count()) AS score FROM event
      INNER JOIN (SELECT id AS thing, toString(category) AS label FROM product WHERE category != '') AS things ON product_id = thing
      WHERE name = 'purchase' AND ${after(365)} GROUP BY customer_id, label`),
    mariaDb: `SELECT customer_id, GROUP_CONCAT(category ORDER BY place) AS val FROM (
      SELECT customer_id, category, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY COUNT(*) DESC, category) AS place
      FROM bench_event JOIN bench_product ON bench_product.id = product_id
      WHERE name = 'purchase' AND occurred_at >= ? - INTERVAL 365 DAY GROUP BY customer_id, category) ranked WHERE place <= 3 GROUP BY customer_id`,
  },
  {
    name: '分布：30 天活跃天数',
    rule: { kind: 'distribution', event: 'login_mini_program', window: past(30), of: 'days' },
    clickHouse: `SELECT customer_id, [toString(uniqExact(toDate(occurred_at, 'Asia/Shanghai')))] AS vals FROM event
      WHERE name = 'login_mini_program' AND ${after(30)} GROUP BY customer_id`,
    mariaDb: `SELECT customer_id, COUNT(DISTINCT DATE(occurred_at + INTERVAL 8 HOUR)) AS val FROM bench_event
      WHERE name = 'login_mini_program' AND occurred_at >= ? - INTERVAL 30 DAY GROUP BY customer_id`,
  },
  {
    name: '分布：90 天活跃时段',
    rule: { kind: 'distribution', event: 'login_mini_program', window: past(90), of: 'hour' },
    clickHouse: `SELECT customer_id, [concat(toString(argMax(hour, (n, -hour_text))), ' 点')] AS vals FROM (
      SELECT customer_id, toHour(occurred_at, 'Asia/Shanghai') AS hour, count() AS n,
        -- Equal ones by the label's text: 10 comes before 2.
        toInt64(indexOf(arraySort(arrayMap(h -> concat(toString(h), ' 点'), range(24))), concat(toString(hour), ' 点'))) AS hour_text
      FROM event WHERE name = 'login_mini_program' AND ${after(90)} GROUP BY customer_id, hour) GROUP BY customer_id`,
    mariaDb: `SELECT customer_id, MAX(CASE WHEN place = 1 THEN hour END) AS val FROM (
      SELECT customer_id, HOUR(occurred_at + INTERVAL 8 HOUR) AS hour,
        ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY COUNT(*) DESC, CONCAT(HOUR(occurred_at + INTERVAL 8 HOUR), ' ')) AS place
      FROM bench_event WHERE name = 'login_mini_program' AND occurred_at >= ? - INTERVAL 90 DAY GROUP BY customer_id, hour) ranked GROUP BY customer_id`,
  },
  {
    name: '模型：RFM 八组',
    rule: {
      kind: 'rfm',
      event: 'purchase',
      window: past(365),
      amount: 'amount',
      cuts: { recencyDays: 30, frequency: 4, amountFen: 60_000 },
    },
    clickHouse: `SELECT customer_id, [transform(concat(toString(r <= 30), toString(n >= 4), toString(s >= 60000)),
        ['111','101','011','001','110','100','010','000'],
        ['重要价值客户','重要发展客户','重要保持客户','重要挽留客户','一般价值客户','一般发展客户','一般保持客户','一般挽留客户'], '')] AS vals FROM (
      SELECT customer_id, ${daysSince('max(occurred_at)')} AS r, count() AS n, sum(amount_fen) AS s
      FROM event WHERE name = 'purchase' AND ${after(365)} GROUP BY customer_id)`,
    mariaDb: `SELECT customer_id, CONCAT(${daysSinceInMariaDb('MAX(occurred_at)')} <= 30, COUNT(*) >= 4, SUM(amount_fen) >= 60000) AS val
      FROM bench_event WHERE name = 'purchase' GROUP BY customer_id`,
  },
  {
    name: '模型：生命周期',
    rule: { kind: 'lifecycle', event: 'purchase', newDays: 30, matureCount: 4, silentDays: 60, lostDays: 180 },
    clickHouse: `SELECT customer_id, [multiIf(l > 180, '流失', l > 60, '沉默', n >= 4, '成熟', f <= 30, '新客', '成长')] AS vals FROM (
      SELECT customer_id, ${daysSince('max(occurred_at)')} AS l, ${daysSince('min(occurred_at)')} AS f, count() AS n
      FROM event WHERE name = 'purchase' AND ${UNTIL_NOW} GROUP BY customer_id)`,
    mariaDb: `SELECT customer_id, CASE WHEN ${daysSinceInMariaDb('MAX(occurred_at)')} > 180 THEN '流失' WHEN ${daysSinceInMariaDb('MAX(occurred_at)')} > 60 THEN '沉默'
        WHEN COUNT(*) >= 4 THEN '成熟' WHEN ${daysSinceInMariaDb('MIN(occurred_at)')} <= 30 THEN '新客' ELSE '成长' END AS val
      FROM bench_event WHERE name = 'purchase' GROUP BY customer_id`,
  },
  {
    name: '模型：活跃度',
    rule: {
      kind: 'activity',
      events: [{ event: 'login_mini_program' }],
      days: 30,
      silentDays: 30,
      activeDays: 5,
      recencyWeight: 50,
      cuts: { high: 70, medium: 40 },
    },
    clickHouse: `SELECT customer_id, [multiIf(n = 0 OR since > 30, '沉默', score >= 70, '高活跃', score >= 40, '中活跃', '低活跃')] AS vals FROM (SELECT id AS customer_id FROM customer) AS everybody
      LEFT JOIN (SELECT customer_id, count() AS n, ${daysSince('max(occurred_at)')} AS since,
          uniqExactIf(toDate(occurred_at, 'Asia/Shanghai'), ${lastDays(30)}) AS days,
          floor(50 * greatest(0, 1 - since / 30) + 50 * least(1, days / 5) + 0.5) AS score
        FROM event WHERE name = 'login_mini_program' AND ${lastDays(31)} GROUP BY customer_id) AS acts ON everybody.customer_id = acts.customer_id`,
    // Without a full outer join, and with everybody in the answer, it is a nightly program rather than a statement.
    mariaDb: null,
  },
  {
    name: '模型：半年兴趣前三',
    rule: {
      kind: 'interest',
      window: past(180),
      halfLifeDays: 30,
      sources: [
        { event: 'read_content', by: 'content.tag', weight: 1 },
        { event: 'purchase', by: 'product.category', weight: 3 },
      ],
      top: 3,
      atLeast: 0.5,
    },
    clickHouse: topThree(`SELECT customer_id, label, toFloat64(sum(points)) / 10000 AS score FROM (
        SELECT customer_id, label, ${decayed(1)} AS points FROM event
        INNER JOIN (SELECT id AS thing, toString(arrayJoin(tags)) AS label FROM content) AS things ON content_id = thing
        WHERE name = 'read_content' AND ${after(180)} GROUP BY customer_id, label
        UNION ALL SELECT customer_id, label, ${decayed(3)} AS points FROM event
        INNER JOIN (SELECT id AS thing, toString(category) AS label FROM product WHERE category != '') AS things ON product_id = thing
        WHERE name = 'purchase' AND ${after(180)} GROUP BY customer_id, label
      ) GROUP BY customer_id, label HAVING score >= 0.5`),
    // The articles' 12.5 million readings are not copied for it; POW over each of them is slower still than the case above.
    mariaDb: null,
  },
]
