import { RedoOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { formatCount, formatDuration } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  ConfirmButton,
  DataTable,
  DateTime,
  EmptyState,
  ListDateRange,
  ListSearch,
  ListSelect,
  PageHeader,
  Section,
  StatNumber,
  StatePill,
  useList,
  type Column,
} from '../../../ui'
import { messagesQuery, useReplay, type RawMessage } from '../api/messages'
import { overviewQuery } from '../api/overview'
import { MessageDrawer } from '../components/message-drawer'
import { MinuteChart } from '../components/minute-chart'
import { RefusalList } from '../components/refusal-list'
import { states } from '../labels'

const stateOptions = Object.entries(states).map(([value, { text }]) => ({ value, label: text }))

function handledIn({ receivedAt, handledAt }: RawMessage): string | null {
  return handledAt ? formatDuration(new Date(handledAt).getTime() - new Date(receivedAt).getTime()) : null
}

export default function IntakePage() {
  const list = useList({ filters: ['state', 'kind', 'from', 'to', 'search'] })
  const result = useQuery(messagesQuery(list.query))
  const overview = useQuery(overviewQuery)
  const replays = useCan('intake.replay')
  const replay = useReplay()
  const { message } = App.useApp()
  const [shown, setShown] = useState<number | null>(null)
  const [chosen, setChosen] = useState<string[]>([])
  const counts = overview.data
  const waiting = counts && counts.pending + counts.failed

  const columns: Column<RawMessage>[] = [
    { title: '编号', width: 90, render: (_, row) => <span className="tabular faint">{row.id}</span> },
    {
      title: '消息',
      render: (_, row) => (
        <span>
          <div style={{ fontWeight: 500 }}>{row.kindLabel}</div>
          <div className="small faint">{row.accountName ?? '站内触点'}</div>
        </span>
      ),
    },
    {
      title: '平台用户',
      width: 230,
      render: (_, row) =>
        row.person ? (
          <code className="small clip" style={{ display: 'block', maxWidth: 210 }}>
            {row.person}
          </code>
        ) : (
          <span className="faint">—</span>
        ),
    },
    {
      title: '状态',
      width: 230,
      render: (_, row) => (
        <span>
          <StatePill tone={states[row.state].tone}>{states[row.state].text}</StatePill>
          {row.lastError && (
            <div className="small faint clip" style={{ maxWidth: 210 }}>
              {row.lastErrorMessage ?? row.lastError}
            </div>
          )}
        </span>
      ),
    },
    { title: '收到', width: 130, render: (_, row) => <DateTime value={row.receivedAt} mode="ago" /> },
    {
      title: '处理用时',
      width: 110,
      align: 'right',
      render: (_, row) => <span className="tabular">{handledIn(row) ?? '—'}</span>,
    },
  ]

  const again = async (body: Parameters<typeof replay.mutateAsync>[0]) => {
    const { replayed, skipped } = await replay.mutateAsync(body)
    setChosen([])
    message.success(skipped > 0 ? `已重放 ${replayed} 条，${skipped} 条无需重放` : `已重放 ${replayed} 条`)
  }

  return (
    <div className="stack">
      <PageHeader
        title="消息流"
        description="平台推送与站内行为先原样存下，再处理一次且只处理一次；失败的在这里能看到原因并重放。"
      />
      <div className="grid" style={{ '--columns': 4 }}>
        <StatNumber
          label="24 小时已处理"
          value={counts && formatCount(counts.done)}
          unit="条"
          to="/intake"
          search={{ state: 'done' }}
        />
        <StatNumber
          label="待处理"
          value={waiting !== undefined ? formatCount(waiting) : undefined}
          unit="条"
          hint={counts && counts.failed > 0 ? `其中 ${formatCount(counts.failed)} 条等待重试` : '通常在一秒内处理完'}
          tone={counts && counts.failed > 0 ? 'attention' : 'plain'}
          to="/intake"
          search={{ state: counts && counts.failed > 0 ? 'failed' : 'pending' }}
        />
        <StatNumber
          label="死信"
          value={counts && formatCount(counts.dead)}
          unit="条"
          hint="多次失败，需要人来看"
          tone={counts && counts.dead > 0 ? 'bad' : 'plain'}
          to="/intake"
          search={{ state: 'dead' }}
        />
        <StatNumber
          label="24 小时拒绝的回调"
          value={counts && formatCount(counts.refusals.reduce((sum, { count }) => sum + count, 0))}
          unit="次"
          hint="签名、时间或接收方不对"
        />
      </div>
      <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)', gap: 16 }}>
        <Section title="每分钟消息数" hint="最近一小时">
          <MinuteChart minutes={counts?.minutes ?? []} />
        </Section>
        <Section title="被拒绝的回调" hint="最近 24 小时">
          <RefusalList refusals={counts?.refusals} />
        </Section>
      </div>
      <DataTable
        label="原始消息"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        onRow={(row) => setShown(row.id)}
        selection={replays ? { keys: chosen, onChange: setChosen } : undefined}
        toolbar={
          <>
            <ListSelect list={list} name="state" placeholder="状态" options={stateOptions} width={120} />
            <ListSelect
              list={list}
              name="kind"
              placeholder="消息类型"
              width={210}
              searchable
              options={counts?.kinds.map(({ kind, label }) => ({ value: kind, label })) ?? []}
            />
            <ListDateRange list={list} from="from" to="to" />
            <ListSearch list={list} name="search" placeholder="openid、客户 ID 或错误码" width={220} />
          </>
        }
        extra={
          replays && (
            <ConfirmButton
              icon={<RedoOutlined />}
              disabled={chosen.length === 0 && !counts?.dead}
              title={
                chosen.length > 0
                  ? `重放选中的 ${chosen.length} 条消息？`
                  : `重放全部 ${formatCount(counts?.dead ?? 0)} 条死信？`
              }
              description="已经产生效果的消息不会再处理一次。"
              okText="重放"
              onConfirm={() => again(chosen.length > 0 ? { ids: chosen.map(Number) } : { filter: { state: 'dead' } })}
            >
              {chosen.length > 0 ? `重放选中（${chosen.length}）` : '重放全部死信'}
            </ConfirmButton>
          )
        }
        empty={
          <EmptyState
            title="还没有收到消息"
            description="在触点账号页把回调地址填到平台后台，或在小程序里点几下，消息就会出现在这里。"
          />
        }
      />
      <MessageDrawer id={shown} onClose={() => setShown(null)} />
    </div>
  )
}
