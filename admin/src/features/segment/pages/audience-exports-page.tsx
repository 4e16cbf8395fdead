import { DownloadOutlined, LoadingOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Descriptions, Form, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { href } from '../../../lib/api'
import { formatCount, formatTime } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import {
  ConfirmButton,
  DataTable,
  DateTime,
  DrawerForm,
  EmptyState,
  ExportFileDialog,
  ListSearch,
  ListSelect,
  PageHeader,
  StatePill,
  useList,
} from '../../../ui'
import {
  audienceExportsQuery,
  exportFileQuery,
  useDecideExport,
  useMakeExport,
  useWithdrawExport,
  type AudienceExport,
} from '../api/audience-exports'
import { EXPORT_COLUMNS, EXPORT_STATES } from '../labels'

/** Who wants to take people out of the house, and what was decided. */
export default function AudienceExportsPage() {
  const list = useList({ filters: ['search', 'state'] })
  const wishes = useQuery(audienceExportsQuery(list.query))
  const [deciding, setDeciding] = useState<AudienceExport | null>(null)
  return (
    <div className="stack">
      <PageHeader
        title="人群导出"
        description="把名单带出系统需要理由和另一位同事的审批。名单在申请时冻结，批准后 7 天内有效；文件逐行带水印，下载留痕。"
      />
      <DataTable<AudienceExport, 'search' | 'state'>
        label="导出申请"
        unit="份申请"
        rowKey="id"
        list={list}
        result={wishes}
        toolbar={
          <>
            <ListSearch list={list} name="search" placeholder="搜索人群或用途" />
            <ListSelect
              list={list}
              name="state"
              placeholder="状态"
              options={Object.entries(EXPORT_STATES).map(([value, { label }]) => ({ value, label }))}
            />
          </>
        }
        columns={[
          { title: '编号', width: 72, render: (_, row) => `#${row.id}` },
          { title: '人群', render: (_, row) => <Target wish={row} /> },
          { title: '用途', render: (_, row) => row.reason },
          {
            title: '申请人',
            width: 170,
            render: (_, row) => (
              <>
                <div>{row.requestedByName}</div>
                <div className="small faint">
                  <DateTime value={row.createdAt} mode="ago" />
                </div>
              </>
            ),
          },
          { title: '状态', width: 190, render: (_, row) => <State wish={row} /> },
          {
            title: '操作',
            width: 190,
            render: (_, row) => <Actions wish={row} onDecide={() => setDeciding(row)} />,
          },
        ]}
        empty={
          list.filtered ? (
            <EmptyState title="没有符合条件的申请" />
          ) : (
            <EmptyState title="还没有导出申请" description="在分群或人群包页面点「申请导出」。" />
          )
        }
      />
      <Decision wish={deciding} onClose={() => setDeciding(null)} />
    </div>
  )
}

function Target({ wish }: { wish: AudienceExport }) {
  const to = wish.targetKind === 'segment' ? `/segments/${wish.targetId}` : `/audiences/${wish.targetId}`
  return (
    <>
      <div>
        <Link to={to}>{wish.targetName}</Link> <span className="muted">{formatCount(wish.people)} 人</span>
      </div>
      {wish.sentence && (
        <div className="small muted clip" title={wish.sentence} style={{ maxWidth: 320 }}>
          {wish.sentence}
        </div>
      )}
      <div className="small faint">{wish.columns.map((column) => EXPORT_COLUMNS[column]).join('、')}</div>
    </>
  )
}

function State({ wish }: { wish: AudienceExport }) {
  const { label, tone } = EXPORT_STATES[wish.state]
  return (
    <>
      <StatePill tone={tone}>{label}</StatePill>
      {wish.decidedAt && (
        <div className="small faint" title={formatTime(wish.decidedAt)}>
          {wish.decidedByName}
          {wish.decisionNote && `：${wish.decisionNote}`}
        </div>
      )}
      {(wish.state === 'pending' || wish.state === 'approved') && wish.validUntil && (
        <div className="small faint">{formatTime(wish.validUntil)} 前有效</div>
      )}
    </>
  )
}

function Actions({ wish, onDecide }: { wish: AudienceExport; onDecide: () => void }) {
  const approves = useCan('segment.approve-export')
  const withdraw = useWithdrawExport()
  const make = useMakeExport()
  if (wish.state === 'pending' && !wish.own)
    return approves ? (
      <Button size="small" type="primary" onClick={onDecide}>
        审批
      </Button>
    ) : null
  if (wish.state === 'pending')
    return (
      <ConfirmButton size="small" title="撤回这份申请？" okText="撤回" onConfirm={() => withdraw.mutateAsync(wish.id)}>
        撤回
      </ConfirmButton>
    )
  if (wish.state !== 'approved' || !wish.own) return null
  const makeButton = (label: string) => (
    <Button size="small" type="primary" loading={make.isPending} onClick={() => make.mutate(wish.id)}>
      {label}
    </Button>
  )
  return wish.exportId === null ? makeButton('生成文件') : <File id={wish.exportId} again={makeButton('重新生成')} />
}

const NOTHING = { failed: '生成失败', cancelled: '已取消', expired: '文件已销毁' }

function File({ id, again }: { id: number; again: ReactNode }) {
  const { data: file } = useQuery(exportFileQuery(id))
  const [watching, setWatching] = useState(false)
  if (!file) return null
  if (file.state === 'ready')
    return (
      <Button
        size="small"
        icon={<DownloadOutlined aria-hidden />}
        href={href('/api/exports/{id}/file', { path: { id } })}
        download
      >
        下载 {formatCount(file.rows)} 行
      </Button>
    )
  if (file.state === 'running')
    return (
      <>
        <Button size="small" icon={<LoadingOutlined aria-hidden />} onClick={() => setWatching(true)}>
          正在生成…
        </Button>
        {watching && <ExportFileDialog id={id} onClose={() => setWatching(false)} />}
      </>
    )
  return (
    <>
      {again}
      <div className="small faint">{NOTHING[file.state]}</div>
    </>
  )
}

function Decision({ wish, onClose }: { wish: AudienceExport | null; onClose: () => void }) {
  const decide = useDecideExport()
  const [form] = Form.useForm<{ note?: string }>()
  if (!wish) return null
  const reject = async () => {
    await decide.mutateAsync({ id: wish.id, action: 'reject', note: form.getFieldValue('note') as string | undefined })
    onClose()
  }
  return (
    <DrawerForm<{ note?: string }>
      title={`审批导出申请 #${wish.id}`}
      open
      form={form}
      onClose={onClose}
      okText="通过"
      success="已通过，申请人可以生成文件"
      onSubmit={({ note }) => decide.mutateAsync({ id: wish.id, action: 'approve', note: note?.trim() })}
    >
      <Descriptions
        column={1}
        size="small"
        style={{ marginBottom: 20 }}
        items={[
          {
            key: 'who',
            label: '名单',
            children: `${wish.targetName}，${formatCount(wish.people)} 人（申请时已冻结，之后的变化不会带出）`,
          },
          ...(wish.sentence ? [{ key: 'rule', label: '圈选条件', children: wish.sentence }] : []),
          { key: 'columns', label: '列', children: wish.columns.map((column) => EXPORT_COLUMNS[column]).join('、') },
          { key: 'reason', label: '用途', children: wish.reason },
          { key: 'by', label: '申请人', children: `${wish.requestedByName}，${formatTime(wish.createdAt)}` },
        ]}
      />
      <Form.Item name="note" label="审批意见" rules={[{ max: 200 }]}>
        <Input.TextArea rows={3} maxLength={200} placeholder="通过或驳回的理由" />
      </Form.Item>
      <Button danger loading={decide.isPending} onClick={() => void reject()}>
        驳回申请
      </Button>
    </DrawerForm>
  )
}
