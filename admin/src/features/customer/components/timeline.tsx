import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { formatDate } from '../../../lib/format'
import { EmptyState, ErrorState, LoadingState, Section } from '../../../ui'
import { EventIcon } from '../../../ui/event-icon'
import { timelineQuery, type TimelineItem } from '../api/get-timeline'
import { EVENT_GROUPS } from '../labels'
import css from './timeline.module.css'

/** What the person is looking at or buying stands in the headline; the rest stands below. */
const HEADLINES = new Set(['content_id', 'product_id', 'coupon', 'form', 'text', 'campaign', 'staff', 'scene'])

/** Everything the person did, by day of Asia/Shanghai. */
export function Timeline({ customerId }: { customerId: string }) {
  const [group, setGroup] = useState('all')
  const names = EVENT_GROUPS.find(({ key }) => key === group)?.names ?? []
  const query = useInfiniteQuery(timelineQuery(customerId, names))
  const items = query.data?.pages.flatMap((page) => page.items)
  return (
    <Section title="行为轨迹">
      <div className={css.bar}>
        <Segmented
          value={group}
          onChange={setGroup}
          options={EVENT_GROUPS.map(({ key, label }) => ({ value: key, label }))}
        />
      </div>
      {query.error && !items ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />
      ) : !items ? (
        <LoadingState rows={8} />
      ) : items.length === 0 ? (
        <EmptyState compact title="还没有行为" description="关注、阅读、领券、购买等行为会按时间出现在这里。" />
      ) : (
        <>
          {byDay(items).map(({ day, acts }) => (
            <div key={day} className={css.group}>
              <div className={css.day}>
                {dayName(day)}
                <span className={css.dayCount}>{acts.length} 个行为</span>
              </div>
              <ol className={css.list}>
                {acts.map((act) => (
                  <Act key={act.id} act={act} />
                ))}
              </ol>
            </div>
          ))}
          {query.hasNextPage && (
            <div className={css.more}>
              <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                更早的行为
              </Button>
            </div>
          )}
        </>
      )}
    </Section>
  )
}

function Act({ act }: { act: TimelineItem }) {
  const headline = act.details.find(({ key }) => HEADLINES.has(key))
  const rest = act.details.filter((detail) => detail !== headline && detail.key !== 'amount')
  return (
    <li className={css.item}>
      <EventIcon name={act.name} />
      <div className={css.text}>
        <div className={css.line}>
          <span className={css.label}>{act.label}</span>
          {headline && <span className={css.thing}>{headline.value}</span>}
          {act.amountFen !== null && <span className={css.amount}>¥{(act.amountFen / 100).toFixed(2)}</span>}
        </div>
        {rest.length > 0 && (
          <div className={css.details}>
            {rest.map(({ key, label, value }) => (
              <span key={key}>
                <span>{label}</span> {value}
              </span>
            ))}
          </div>
        )}
      </div>
      <div className={css.side}>
        <time dateTime={act.occurredAt}>{shanghaiClock(act.occurredAt)}</time>
        <div>{act.channel}</div>
      </div>
    </li>
  )
}

function byDay(items: readonly TimelineItem[]): { day: string; acts: TimelineItem[] }[] {
  const days: { day: string; acts: TimelineItem[] }[] = []
  for (const act of items) {
    const day = formatDate(act.occurredAt)
    const last = days.at(-1)
    if (last?.day === day) last.acts.push(act)
    else days.push({ day, acts: [act] })
  }
  return days
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
  timeZone: 'Asia/Shanghai',
})
const shanghaiClock = (instant: string): string => clock.format(new Date(instant))

const weekday = new Intl.DateTimeFormat('zh-CN', { weekday: 'short', timeZone: 'Asia/Shanghai' })

function dayName(day: string): string {
  const now = Date.now()
  if (day === formatDate(new Date(now))) return '今天'
  if (day === formatDate(new Date(now - 86_400_000))) return '昨天'
  return `${day} ${weekday.format(new Date(`${day}T12:00:00+08:00`))}`
}
