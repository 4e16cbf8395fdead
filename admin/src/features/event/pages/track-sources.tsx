import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Modal, Table } from 'antd'
import { useState } from 'react'
import { messageOf } from '../../../lib/api'
import { useCan } from '../../../lib/session'
import { ConfirmButton, DateTime, EmptyState, PageHeader, QueryView, Section, StatePill } from '../../../ui'
import { useChangeSource, useRevokeKey, useRotateKey, sourcesQuery, type TrackSource } from '../api/sources'
import { PlanTabs } from '../components/plan-tabs'
import { RefusedMessages } from '../components/refused-messages'
import css from '../components/quarantine.module.css'
import { SourceForm } from '../components/source-form'

interface NewKey {
  key: string
  rotated: boolean
}

export default function TrackSources() {
  const sources = useQuery(sourcesQuery)
  const mayWrite = useCan('event.write')
  const [editing, setEditing] = useState<TrackSource | 'new' | null>(null)
  const [newKey, setNewKey] = useState<NewKey | null>(null)
  return (
    <div className="stack">
      <PageHeader
        title="埋点方案"
        description="网站、商城、收银台等用各自的密钥上报事件；同一条消息编号重复上报只计一次"
        actions={
          mayWrite && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
              新增来源
            </Button>
          )
        }
      />
      <PlanTabs active="/sources" />
      <QueryView query={sources} rows={4}>
        {(rows) => (
          <Section flush>
            {rows.length === 0 ? (
              <EmptyState title="还没有上报来源" description="小程序不需要密钥；网站和服务器要先在这里新增来源。" />
            ) : (
              <SourceTable rows={rows} mayWrite={mayWrite} onEdit={setEditing} onKey={setNewKey} />
            )}
          </Section>
        )}
      </QueryView>
      <RefusedMessages />
      <SourceForm
        source={editing === 'new' ? null : editing}
        open={editing !== null}
        onClose={() => setEditing(null)}
        onKey={(key) => setNewKey({ key, rotated: false })}
      />
      <KeyDialog shown={newKey} onClose={() => setNewKey(null)} />
    </div>
  )
}

interface TableProps {
  rows: TrackSource[]
  mayWrite: boolean
  onEdit: (source: TrackSource) => void
  onKey: (key: NewKey) => void
}

function SourceTable({ rows, mayWrite, onEdit, onKey }: TableProps) {
  const { message } = App.useApp()
  const rotate = useRotateKey()
  const change = useChangeSource()
  const toggle = async ({ id, disabled }: TrackSource) => {
    try {
      await change.mutateAsync({ id, disabled: !disabled })
      message.success(disabled ? '已启用' : '已停用，它的密钥不再有效')
    } catch (error) {
      message.error(messageOf(error))
    }
  }
  return (
    <Table<TrackSource>
      aria-label="上报来源"
      rowKey="id"
      pagination={false}
      dataSource={rows}
      columns={[
        {
          title: '来源',
          render: (_, { name, code }) => (
            <span className={css.event}>
              <b>{name}</b>
              <span className={css.mono}>{code}</span>
            </span>
          ),
        },
        { title: '种类', render: (_, { kind }) => (kind === 'web' ? '网页' : '服务器') },
        {
          title: '可以上报',
          render: (_, { events, origins }) => (
            <span className="small">
              <div>{events ? `${events.length} 种事件` : '全部事件'}</div>
              {origins && <div className="faint">仅限 {origins.join('、')}</div>}
            </span>
          ),
        },
        {
          title: '密钥',
          render: (_, source) => <Keys source={source} mayWrite={mayWrite} />,
        },
        {
          title: '状态',
          render: (_, { disabled }) => (
            <StatePill tone={disabled ? 'quiet' : 'good'}>{disabled ? '已停用' : '启用'}</StatePill>
          ),
        },
        {
          title: '',
          align: 'right',
          render: (_, source) =>
            mayWrite && (
              <span className="row" style={{ justifyContent: 'flex-end', flexWrap: 'nowrap', gap: 0 }}>
                <Button type="link" size="small" onClick={() => onEdit(source)}>
                  编辑
                </Button>
                <ConfirmButton
                  type="link"
                  size="small"
                  title="更换密钥？"
                  description="新密钥立即可用，旧密钥还能用 24 小时。"
                  onConfirm={async () => onKey({ ...(await rotate.mutateAsync(source.id)), rotated: true })}
                >
                  更换密钥
                </ConfirmButton>
                <Button type="link" size="small" onClick={() => void toggle(source)}>
                  {source.disabled ? '启用' : '停用'}
                </Button>
              </span>
            ),
        },
      ]}
    />
  )
}

function Keys({ source, mayWrite }: { source: TrackSource; mayWrite: boolean }) {
  const revoke = useRevokeKey()
  return (
    <span className="small">
      {source.keys.map(({ id, tail, working, endsAt, lastUsedAt }) => (
        <div key={id} className={`${css.keyRow} ${working ? '' : 'faint'}`}>
          <code className={css.mono}>gyk_…{tail}</code>
          {!working ? (
            '已失效'
          ) : (
            <>
              {endsAt && (
                <span>
                  <DateTime value={endsAt} /> 失效
                </span>
              )}
              <span className="faint">
                {lastUsedAt ? (
                  <>
                    <DateTime value={lastUsedAt} mode="ago" />
                    用过
                  </>
                ) : (
                  '没有用过'
                )}
              </span>
              {mayWrite && (
                <ConfirmButton
                  type="link"
                  size="small"
                  danger
                  title={`立即停用以 ${tail} 结尾的密钥？`}
                  description="还在用它的页面和程序会马上上报失败。"
                  onConfirm={() => revoke.mutateAsync({ id: source.id, keyId: id })}
                >
                  停用
                </ConfirmButton>
              )}
            </>
          )}
        </div>
      ))}
    </span>
  )
}

function KeyDialog({ shown, onClose }: { shown: NewKey | null; onClose: () => void }) {
  const { message } = App.useApp()
  const copy = async (key: string) => {
    try {
      await navigator.clipboard.writeText(key)
      message.success('已复制')
    } catch {
      // Browsers allow the clipboard only on https and localhost.
      message.info('浏览器不允许自动复制，请手动选中后复制')
    }
  }
  return (
    <Modal
      title={shown?.rotated ? '新的上报密钥' : '上报密钥'}
      open={shown !== null}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={() => shown && void copy(shown.key)}>复制</Button>
          <Button type="primary" onClick={onClose}>
            我已保存
          </Button>
        </>
      }
    >
      <Alert type="warning" showIcon title="只显示这一次。关闭后无法再看到，只能更换。" style={{ marginBottom: 12 }} />
      <pre className={css.key}>{shown?.key}</pre>
      <p className="small faint">
        网页：引入 <code>/sdk/guiyi-track.js</code> 后调用 <code>GuiyiTrack.start(&#123; url, key &#125;)</code>
        ；服务器：
        <code>POST /v1/track</code>，请求头 <code>Authorization: Bearer 密钥</code>。
      </p>
    </Modal>
  )
}
