import { useQuery } from '@tanstack/react-query'
import { formatCount, formatFen, formatFenShort, formatPercent } from '../../../lib/format'
import { BarChart, EmptyState, ErrorState, LineChart, LoadingState, PageHeader, Section, StatNumber } from '../../../ui'
import { overviewQuery, type Overview } from '../api/overview'
import { Combinations } from '../components/combinations'
import { WeekChange } from '../components/week-change'

export default function OverviewPage() {
  const { data, error, refetch } = useQuery(overviewQuery)
  return (
    <div className="stack">
      <PageHeader
        title="总览"
        description="每位客户只算一次：公众号、小程序、企业微信和订单里的同一个人已合并为一个 OneID"
      />
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Board overview={data} />
      ) : (
        <LoadingState rows={10} />
      )}
    </div>
  )
}

function Board({ overview }: { overview: Overview }) {
  const { totals, days, combinations, events } = overview
  if (totals.customers === 0) {
    return (
      <Section>
        <EmptyState
          title="还没有客户"
          description="接入公众号、小程序或企业微信，或导入订单后，这里会显示品牌的客户全貌"
        />
      </Section>
    )
  }
  const share = (part: number): string => formatPercent(part / totals.customers)
  const labels = days.map(({ day }) => day.slice(5))
  return (
    <>
      <div className="grid" style={{ '--columns': 4 }}>
        <StatNumber
          label="客户总数"
          value={formatCount(totals.customers)}
          to="/customers"
          hint={`近 7 天新增 ${formatCount(totals.newThisWeek)}`}
        />
        <StatNumber
          label="近 7 天活跃客户"
          value={formatCount(totals.activeThisWeek)}
          hint={<WeekChange now={totals.activeThisWeek} before={totals.activeLastWeek} />}
        />
        <StatNumber
          label="近 7 天成交额"
          value={formatFenShort(totals.salesThisWeekFen)}
          hint={<WeekChange now={totals.salesThisWeekFen} before={totals.salesLastWeekFen} />}
        />
        <StatNumber
          label="多触点打通"
          value={share(totals.joined)}
          hint={`${formatCount(totals.joined)} 人在两个以上微信触点被识别为同一人`}
        />
      </div>
      <div className="grid" style={{ '--columns': 4 }}>
        <StatNumber label="有手机号" value={formatCount(totals.withPhone)} hint={`占 ${share(totals.withPhone)}`} />
        <StatNumber label="公众号粉丝" value={formatCount(totals.followers)} hint={`占 ${share(totals.followers)}`} />
        <StatNumber
          label="小程序用户"
          value={formatCount(totals.miniProgramUsers)}
          hint={`占 ${share(totals.miniProgramUsers)}`}
        />
        <StatNumber
          label="企微好友"
          value={formatCount(totals.workContacts)}
          hint={`占 ${share(totals.workContacts)}`}
        />
      </div>
      <div className="grid" style={{ '--columns': 2 }}>
        <Section title="客户增长与活跃" hint="近 30 天">
          <LineChart
            label="近 30 天新增与活跃客户"
            x={labels}
            series={[
              { name: '活跃客户', values: days.map(({ activeCustomers }) => activeCustomers) },
              { name: '新增客户', values: days.map(({ newCustomers }) => newCustomers) },
            ]}
          />
        </Section>
        <Section title="成交额" hint="近 30 天，所有渠道">
          <LineChart
            label="近 30 天成交额"
            area
            x={labels}
            format={(yuan) => formatFen(yuan * 100)}
            // The axis counts in the unit of the values, and people read yuan.
            series={[{ name: '成交额', values: days.map(({ amountFen }) => amountFen / 100) }]}
          />
        </Section>
      </div>
      <div className="grid" style={{ '--columns': 2 }}>
        <Section title="触点组合" hint="同一位客户被识别到的触点">
          <Combinations combinations={combinations} customers={totals.customers} />
        </Section>
        <Section title="行为事件" hint="近 30 天发生次数">
          <BarChart
            label="近 30 天行为事件"
            horizontal
            data={events.slice(0, 10).map(({ label, events: value }) => ({ name: label, value }))}
          />
        </Section>
      </div>
    </>
  )
}
