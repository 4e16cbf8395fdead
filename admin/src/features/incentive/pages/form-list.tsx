import { FormOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useCan } from '../../../lib/session'
import {
  ConfirmButton,
  CountLink,
  DataTable,
  DateTime,
  EmptyState,
  ListSearch,
  ListSelect,
  PageHeader,
  StatePill,
  useList,
  type Column,
} from '../../../ui'
import { formsQuery, useActOnForm, type Questionnaire } from '../api/forms'
import { FORM_STATES, optionsOf } from '../labels'

export default function FormList() {
  const list = useList({ filters: ['search', 'state'] })
  const result = useQuery(formsQuery(list.query))
  const writes = useCan('incentive.write')
  const act = useActOnForm()
  const navigate = useNavigate()
  const columns: Column<Questionnaire>[] = [
    {
      title: '表单',
      render: (_, row) => (
        <Link to={`/forms/${row.id}`}>
          <div style={{ fontWeight: 500 }}>{row.title}</div>
          <div className="small faint clip" style={{ maxWidth: 460 }}>
            {row.description || '没有说明'}
          </div>
        </Link>
      ),
    },
    { title: '题目', width: 80, align: 'right', render: (_, row) => `${row.fields.length} 题` },
    {
      title: '写入属性',
      width: 170,
      render: (_, row) => {
        const count = row.fields.filter(({ attribute }) => attribute).length
        return count > 0 ? `${count} 项` : <span className="faint">不写入</span>
      },
    },
    { title: '奖励', width: 190, render: (_, row) => row.rewardCouponName ?? <span className="faint">无</span> },
    {
      title: '状态',
      width: 100,
      render: (_, row) => <StatePill tone={FORM_STATES[row.state].tone}>{FORM_STATES[row.state].text}</StatePill>,
    },
    {
      title: '已填写',
      width: 100,
      align: 'right',
      render: (_, row) => <CountLink count={row.submissionCount} to={`/forms/${row.id}`} unit="份" />,
    },
    { title: '更新时间', width: 130, render: (_, row) => <DateTime value={row.updatedAt} mode="ago" /> },
    ...(writes
      ? [
          {
            title: '操作',
            width: 120,
            render: (_: unknown, row: Questionnaire) => (
              <span className="row" style={{ flexWrap: 'nowrap', gap: 0 }}>
                <Button type="link" size="small" onClick={() => void navigate({ to: `/forms/${row.id}/edit` })}>
                  编辑
                </Button>
                {row.state === 'open' ? (
                  <ConfirmButton
                    type="link"
                    size="small"
                    title={`停止收集「${row.title}」？`}
                    description="已经填写的内容会保留，随时可以再次开放。"
                    okText="停止收集"
                    onConfirm={() => act.mutateAsync({ id: row.id, action: 'close' })}
                  >
                    停止
                  </ConfirmButton>
                ) : (
                  <Button type="link" size="small" onClick={() => act.mutate({ id: row.id, action: 'open' })}>
                    开放
                  </Button>
                )}
              </span>
            ),
          },
        ]
      : []),
  ]
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate({ to: '/forms/new' })}>
      新建表单
    </Button>
  )
  return (
    <div className="stack">
      <PageHeader
        title="表单"
        description="让客户自己告诉你生日、肤质和想法；答案直接写进客户属性。"
        actions={writes && add}
      />
      <DataTable
        label="表单"
        unit="份"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        toolbar={
          <>
            <ListSearch list={list} name="search" placeholder="搜索标题" />
            <ListSelect list={list} name="state" placeholder="状态" options={optionsOf(FORM_STATES)} />
          </>
        }
        empty={
          <EmptyState
            icon={<FormOutlined />}
            title="还没有表单"
            description="三五个问题就好，配一张小额券，填写率会高很多。"
            action={writes && add}
          />
        }
      />
    </div>
  )
}
