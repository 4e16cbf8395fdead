import type { TagRule } from '@guiyi/shared'

/** One rule with the best statements that we could write by hand for the same answer. */
export interface RuleCase {
  name: string
  rule: TagRule
  /** ClickHouse: (customer_id, vals Array(String)). `{now:Int64}` is milliseconds. */
  clickHouse: string
  /** MariaDB: (customer_id, val). `?` are NOW as `YYYY-MM-DD hh:mm:ss.mmm`. */
  mariaDb: string
}

const past = (days: number): { kind: 'past'; days: number } => ({ kind: 'past', days })
const after = (days: number): string =>
  `occurred_at >= fromUnixTimestamp64Milli({now:Int64} - ${days * 86_400_000}) AND occurred_at <= fromUnixTimestamp64Milli({now:Int64})`
const UNTIL_NOW = 'occurred_at <= fromUnixTimestamp64Milli({now:Int64})'
const NUMBER = (sql: string): string => `toString(${sql})`

const count = (days: number, value: number): object => ({
  kind: 'event',
  event: 'purchase',
  window: past(days),
  measure: { of: 'count' },
  test: { op: '>=', value },
})
const sum = (days: number, value: number): object => ({
  kind: 'event',
  event: 'purchase',
  window: past(days),
  measure: { of: 'sum', property: 'amount' },
  test: { op: '>=', value },
})

export const RULE_CASES: RuleCase[] = [
  {
    name: '分层：7 天次数与金额',
    rule: {
      kind: 'tiers',
      tiers: [
        { value: '高', when: { kind: 'all', of: [count(7, 2), sum(7, 40_000)] } },
        { value: '中', when: sum(7, 20_000) },
        { value: '低', when: count(7, 1) },
      ],
    } as unknown as TagRule,
    clickHouse: `SELECT customer_id, [multiIf(n >= 2 AND s >= 40000, '高', s >= 20000, '中', '低')] AS vals FROM (
      SELECT customer_id, count() AS n, sum(amount_fen) AS s FROM event WHERE name = 'purchase' AND ${after(7)} GROUP BY customer_id)`,
    mariaDb: `SELECT customer_id, CASE WHEN COUNT(*) >= 2 AND SUM(amount_fen) >= 40000 THEN '高' WHEN SUM(amount_fen) >= 20000 THEN '中' ELSE '低' END AS val
      FROM bench_event WHERE name = 'purchase' AND occurred_at >= ? - INTERVAL 7 DAY GROUP BY customer_id`,
  },
  {
    name: '指标：30 天金额合计',
    rule: { kind: 'metric', event: 'purchase', window: past(30), measure: { of: 'sum', property: 'amount' } },
    clickHouse: `SELECT customer_id, [${NUMBER('sum(amount_fen)')}] AS vals FROM event WHERE name = 'purchase' AND ${after(30)} GROUP BY customer_id`,
    mariaDb: `SELECT customer_id, SUM(amount_fen) AS val FROM bench_event WHERE name = 'purchase' AND occurred_at >= ? - INTERVAL 30 DAY GROUP BY customer_id`,
  },
  {
    name: '首末：首购距今天数',
    rule: { kind: 'feature', event: 'purchase', window: { kind: 'ever' }, which: 'first', take: { of: 'days-since' } },
    clickHouse: `SELECT customer_id, [${NUMBER('intDiv({now:Int64} - toUnixTimestamp64Milli(min(occurred_at)), 86400000)')}] AS vals
      FROM event WHERE name = 'purchase' AND ${UNTIL_NOW} GROUP BY customer_id`,
    mariaDb: `SELECT customer_id, FLOOR(TIMESTAMPDIFF(MICROSECOND, MIN(occurred_at), ?) / 86400000000) AS val FROM bench_event WHERE name = 'purchase' GROUP BY customer_id`,
  },
  {
    name: '偏好：品类前三',
    rule: {
      kind: 'preference',
      event: 'purchase',
      window: { kind: 'ever' },
      by: 'channel',
      score: { of: 'count' },
      top: 3,
    },
    clickHouse: `SELECT customer_id, arrayMap(x -> x.2, arraySlice(arraySort(groupArray((-n, label))), 1, 3)) AS vals FROM (
      SELECT customer_id, toString(channel) AS label, toInt64(count()) AS n FROM event WHERE name = 'purchase' AND ${UNTIL_NOW} GROUP BY customer_id, channel
    ) WHERE label != '' GROUP BY customer_id`,
    mariaDb: `SELECT customer_id, GROUP_CONCAT(channel ORDER BY place) AS val FROM (
      SELECT customer_id, channel, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY COUNT(*) DESC, channel) AS place
      FROM bench_event WHERE name = 'purchase' AND occurred_at <= ? GROUP BY customer_id, channel) ranked WHERE place <= 3 GROUP BY customer_id`,
  },
  {
    name: '分布：30 天活跃天数',
    rule: { kind: 'distribution', event: 'login_mini_program', window: past(30), of: 'days' },
    clickHouse: `SELECT customer_id, [${NUMBER("uniqExact(toDate(occurred_at, 'Asia/Shanghai'))")}] AS vals FROM event
      WHERE name = 'login_mini_program' AND ${after(30)} GROUP BY customer_id`,
    mariaDb: `SELECT customer_id, COUNT(DISTINCT DATE(occurred_at + INTERVAL 8 HOUR)) AS val FROM bench_event
      WHERE name = 'login_mini_program' AND occurred_at >= ? - INTERVAL 30 DAY GROUP BY customer_id`,
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
      SELECT customer_id, intDiv({now:Int64} - toUnixTimestamp64Milli(max(occurred_at)), 86400000) AS r, count() AS n, sum(amount_fen) AS s
      FROM event WHERE name = 'purchase' AND ${after(365)} GROUP BY customer_id)`,
    mariaDb: `SELECT customer_id, CONCAT(FLOOR(TIMESTAMPDIFF(MICROSECOND, MAX(occurred_at), ?) / 86400000000) <= 30, COUNT(*) >= 4, SUM(amount_fen) >= 60000) AS val
      FROM bench_event WHERE name = 'purchase' GROUP BY customer_id`,
  },
]
