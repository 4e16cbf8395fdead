import { Link } from '@tanstack/react-router'
import { formatCount, formatPercent, formatTime } from '../../../lib/format'
import { EmptyState, Section } from '../../../ui'
import type { SegmentDetail } from '../api/get-segment'
import { Reachable } from './reachable'
import css from './segment-outline.module.css'
import { SegmentTrend } from './segment-trend'

const PLACES = { tag: ['标签', '/tags'], segment: ['分群', '/segments'], campaign: ['群发', '/campaigns'] } as const

/** How many people, whom of them each channel reaches, how that changed, and what stands on the segment. */
export function SegmentOutline({ segment }: { segment: SegmentDetail }) {
  return (
    <div className={css.columns}>
      <Section>
        <div className="muted">人数</div>
        <div className={css.count}>
          <span data-testid="segment-people">{segment.evaluatedAt ? formatCount(segment.people) : '…'}</span>
          <span className={css.unit}>人</span>
        </div>
        <div className={css.share}>
          占全部客户 {formatPercent(segment.everyone ? segment.people / segment.everyone : null)}
        </div>
        <Reachable
          reachable={segment.reachable}
          count={segment.people}
          rule={{ kind: 'segment', segmentId: segment.id }}
        />
        <div className={css.fresh}>
          {segment.evaluatedAt ? `全量计算于 ${formatTime(segment.evaluatedAt)}，此后随行为实时更新` : '正在第一次计算'}
        </div>
      </Section>
      <SegmentTrend history={segment.history} />
      <Section title="谁在用" hint={segment.users.length > 0 ? `${segment.users.length} 处` : undefined}>
        {segment.users.length === 0 ? (
          <EmptyState compact title="还没有地方使用" description="标签、分群和群发引用它以后会列在这里。" />
        ) : (
          <ul className={css.users} aria-label="谁在用">
            {segment.users.map(({ kind, id, name }) => (
              <li key={`${kind}-${id}`} className={css.user}>
                <span className="small faint">{PLACES[kind][0]}</span>
                <Link to={`${PLACES[kind][1]}/${id}`} className="clip" title={name}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}
