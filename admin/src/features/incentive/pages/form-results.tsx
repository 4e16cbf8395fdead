import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { formatCount } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  DataTable,
  DateTime,
  EmptyState,
  PageHeader,
  PersonAvatar,
  QueryView,
  StatePill,
  useList,
  type Column,
} from '../../../ui'
import { formQuery, formStatisticsQuery, submissionsQuery, type Questionnaire, type Submission } from '../api/forms'
import { QuestionResult } from '../components/question-result'
import { FORM_STATES } from '../labels'

export default function FormResults() {
  const { formId = '' }: { formId?: string } = useParams({ strict: false })
  const form = useQuery(formQuery(Number(formId)))
  return (
    <QueryView query={form} rows={10}>
      {(row) => <Results form={row} />}
    </QueryView>
  )
}

function Results({ form }: { form: Questionnaire }) {
  const list = useList()
  const statistics = useQuery(formStatisticsQuery(form.id))
  const readsPeople = useCan('customer.read')
  const writes = useCan('incentive.write')
  const submissions = useQuery({ ...submissionsQuery(form.id, list.query), enabled: readsPeople })
  const navigate = useNavigate()
  const columns: Column<Submission>[] = [
    {
      title: '客户',
      width: 170,
      render: (_, row) => (
        <Link to={`/customers/${row.customerId}`} className="row" style={{ flexWrap: 'nowrap' }}>
          <PersonAvatar name={row.customerName} seed={row.customerId} size={28} />
          {row.customerName}
        </Link>
      ),
    },
    ...form.fields.map((field, index): Column<Submission> => ({
      title: (
        <span className="clip" style={{ display: 'inline-block', maxWidth: 200 }} title={field.label}>
          {field.label}
        </span>
      ),
      key: field.key,
      render: (_, row) => row.answers[index]?.answer || <span className="faint">—</span>,
    })),
    { title: '提交时间', width: 160, render: (_, row) => <DateTime value={row.submittedAt} /> },
  ]
  return (
    <div className="stack">
      <PageHeader
        title={form.title}
        badge={<StatePill tone={FORM_STATES[form.state].tone}>{FORM_STATES[form.state].text}</StatePill>}
        description={`${formatCount(form.submissionCount)} 份填写${form.rewardCouponName ? ` · 奖励「${form.rewardCouponName}」` : ''}`}
        back={{ to: '/forms', label: '表单' }}
        actions={writes && <Button onClick={() => void navigate({ to: `/forms/${form.id}/edit` })}>编辑表单</Button>}
      />
      <QueryView query={statistics} rows={6}>
        {({ questions, submissions: answered }) =>
          answered > 0 && (
            <div className="grid" style={{ '--columns': Math.min(3, Math.max(2, questions.length)) }}>
              {questions.map((question, index) => (
                <QuestionResult key={question.key} question={question} place={index} />
              ))}
            </div>
          )
        }
      </QueryView>
      {readsPeople && (
        <DataTable
          label="填写记录"
          unit="份"
          list={list}
          result={submissions}
          columns={columns}
          rowKey="id"
          exportPath={`/api/forms/${form.id}/submissions/export`}
          empty={<EmptyState title="还没有人填写" description="开放后会出现在小程序首页，也可以放进菜单或推送。" />}
        />
      )}
    </div>
  )
}
