import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { DataTable, DateTime, EmptyState, ListSelect, PageHeader, StatePill, useList, type Column } from '../../../ui'
import { reviewsQuery, type Review } from '../api/merges'
import { PersonName } from '../components/person-name'
import { REVIEW_STATES } from '../labels'

const columns: Column<Review>[] = [
  { title: '客户甲', width: 230, render: (_, { first }) => <PersonName person={first} /> },
  { title: '客户乙', width: 230, render: (_, { second }) => <PersonName person={second} /> },
  { title: '为什么要看', render: (_, { reasonText }) => reasonText },
  { title: '线索', render: (_, { link }) => <span className="tabular">{link ?? '—'}</span> },
  {
    title: '状态',
    render: (_, { state }) => <StatePill tone={REVIEW_STATES[state].tone}>{REVIEW_STATES[state].label}</StatePill>,
  },
  { title: '提出时间', render: (_, { createdAt }) => <DateTime value={createdAt} mode="ago" /> },
]

export default function MergeReviewList() {
  const navigate = useNavigate()
  const list = useList({ filters: ['state'] })
  const result = useQuery(reviewsQuery(list.query))
  return (
    <div className="stack">
      <PageHeader title="合并审核" description="看起来像同一个人、但系统没有把握的客户，由人来决定" />
      <DataTable
        label="合并审核"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        onRow={({ id }) => void navigate({ to: `/merge-reviews/${id}` })}
        toolbar={
          <ListSelect
            list={list}
            name="state"
            placeholder="状态"
            options={Object.entries(REVIEW_STATES).map(([value, { label }]) => ({ value, label }))}
          />
        }
        empty={
          <EmptyState
            title="没有需要审核的合并"
            description="两位客户各有不同的已验证手机号，却被同一个身份标识联系在一起时，会出现在这里。"
          />
        }
      />
    </div>
  )
}
