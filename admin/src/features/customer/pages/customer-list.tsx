import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import { PEOPLE_WITHOUT_APPROVAL } from '@guiyi/shared'
import { formatCount } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  DataTable,
  DateTime,
  EmptyState,
  ListDateRange,
  ListSearch,
  ListSelect,
  PageHeader,
  useList,
  type Column,
} from '../../../ui'
import { channelsQuery, customersQuery, type CustomerRow } from '../api/list-customers'
import { PersonName } from '../components/person-name'
import { Touchpoints } from '../components/touchpoints'

const columns: Column<CustomerRow>[] = [
  { title: '客户', width: 260, render: (_, person) => <PersonName person={person} /> },
  { title: '触点', render: (_, { touchpoints }) => <Touchpoints of={touchpoints} /> },
  { title: '首次来源', dataIndex: 'channel' },
  {
    title: '首次出现',
    sort: 'firstSeenAt',
    width: 150,
    render: (_, { firstSeenAt }) => <DateTime value={firstSeenAt} mode="date" />,
  },
  {
    title: '最近出现',
    sort: 'lastSeenAt',
    width: 150,
    render: (_, { lastSeenAt }) => <DateTime value={lastSeenAt} mode="ago" />,
  },
]

export default function CustomerList() {
  const navigate = useNavigate()
  const list = useList({ filters: ['search', 'channel', 'hasPhone', 'from', 'to'], sort: '-lastSeenAt' })
  const result = useQuery(customersQuery(list.query))
  const channels = useQuery(channelsQuery)
  const mayExport = useCan('segment.export')
  const few = (result.data?.total ?? 0) <= PEOPLE_WITHOUT_APPROVAL
  return (
    <div className="stack">
      <PageHeader title="客户列表" description="一个人在公众号、小程序、企业微信和订单里的记录，在这里合成一位客户" />
      <DataTable
        label="客户"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        unit="位客户"
        exportPath={mayExport && few ? '/api/customers/export' : undefined}
        extra={
          mayExport &&
          !few && (
            <Tooltip title={`超过 ${formatCount(PEOPLE_WITHOUT_APPROVAL)} 人，请建成分群后申请导出`}>
              <Button disabled>导出</Button>
            </Tooltip>
          )
        }
        onRow={({ id }) => void navigate({ to: `/customers/${id}` })}
        toolbar={
          <>
            <ListSearch list={list} name="search" placeholder="搜索昵称、手机号或后四位" width={260} />
            <ListSelect
              list={list}
              name="channel"
              placeholder="首次来源"
              width={180}
              searchable
              options={(channels.data ?? []).map(({ channel, customers }) => ({
                value: channel,
                label: `${channel}（${formatCount(customers)}）`,
              }))}
            />
            <ListSelect
              list={list}
              name="hasPhone"
              placeholder="手机号"
              width={130}
              options={[
                { value: 'true', label: '已留手机号' },
                { value: 'false', label: '未留手机号' },
              ]}
            />
            <ListDateRange list={list} from="from" to="to" />
          </>
        }
        empty={
          <EmptyState
            title="还没有客户"
            description="有人关注公众号、打开小程序或添加企业微信好友后，会自动出现在这里；也可以导入订单。"
          />
        }
      />
    </div>
  )
}
