import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { formatCount, formatDuration } from '../../../lib/format'
import { EmptyState, LineChart, QueryView, StatNumber } from '../../../ui'
import { readingQuery, type ArticleRow } from '../api/contents'
import { lastDays } from './last-days'

const DAYS = 30

/** How one article is read. */
export function ReadingDrawer({ article, onClose }: { article: ArticleRow | null; onClose: () => void }) {
  const result = useQuery({ ...readingQuery(article?.id ?? 0), enabled: article !== null })
  const x = lastDays(DAYS)
  return (
    <Drawer title={article?.title ?? '阅读情况'} open={article !== null} onClose={onClose} size={620} destroyOnHidden>
      {article && (
        <div className="stack">
          <div className="grid" style={{ '--columns': 3 }}>
            <StatNumber label="阅读次数" value={formatCount(article.reading.reads)} />
            <StatNumber label="阅读人数" value={formatCount(article.reading.readers)} />
            <StatNumber
              label="平均阅读时长"
              value={article.reading.meanSeconds === null ? '—' : formatDuration(article.reading.meanSeconds * 1000)}
            />
          </div>
          <div className="small muted">最近 {DAYS} 天</div>
          <QueryView query={result} rows={6}>
            {(days) =>
              days.length === 0 ? (
                <EmptyState compact title="最近 30 天没有人读过" />
              ) : (
                <LineChart
                  label="最近 30 天的阅读次数与人数"
                  height={240}
                  area
                  x={x.map((day) => day.slice(5))}
                  series={[
                    { name: '阅读次数', values: x.map((day) => days.find((row) => row.day === day)?.reads ?? 0) },
                    { name: '阅读人数', values: x.map((day) => days.find((row) => row.day === day)?.readers ?? 0) },
                  ]}
                />
              )
            }
          </QueryView>
        </div>
      )}
    </Drawer>
  )
}
