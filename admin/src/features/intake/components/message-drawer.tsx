import { RedoOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Descriptions, Drawer } from 'antd'
import { useCan } from '../../../lib/session'
import { formatDuration, formatTime } from '../../../lib/format'
import { DateTime, JsonView, QueryView, StatePill } from '../../../ui'
import { messageQuery, useReplay } from '../api/messages'
import { states } from '../labels'
import css from './message-drawer.module.css'

const handlingMs = ({ receivedAt, handledAt }: { receivedAt: string; handledAt: string | null }): number =>
  new Date(handledAt ?? receivedAt).getTime() - new Date(receivedAt).getTime()

/** One element per line, values beside their names. */
const lines = (xml: string): string => xml.replace(/(<\/[^>]+>|<xml>)\s*(?=<)/g, '$1\n')

function Body({ format, body }: { format: string; body: string | null }) {
  if (body === null) return <p className="faint">内容已随客户的个人信息删除而销毁，只保留去重所需的摘要。</p>
  if (format !== 'xml') {
    try {
      return <JsonView value={JSON.parse(body) as unknown} />
    } catch {
      // Masking never breaks JSON, but a platform may have sent something else: shown as it came.
    }
  }
  return <pre className={css.xml}>{lines(body)}</pre>
}

/** One raw message: its fate, and what it said with phone numbers and one-time codes masked. */
export function MessageDrawer({ id, onClose }: { id: number | null; onClose: () => void }) {
  const result = useQuery({ ...messageQuery(id ?? 0), enabled: id !== null })
  const replays = useCan('intake.replay')
  const replay = useReplay()
  const { message } = App.useApp()
  const data = result.data
  const canReplay = replays && (data?.state === 'dead' || data?.state === 'failed')
  return (
    <Drawer
      title={data ? `#${data.id} ${data.kindLabel}` : '原始消息'}
      open={id !== null}
      onClose={onClose}
      size={600}
      destroyOnHidden
      extra={
        canReplay && (
          <Button
            type="primary"
            icon={<RedoOutlined />}
            loading={replay.isPending}
            onClick={() => replay.mutate({ ids: [data.id] }, { onSuccess: () => void message.success('已重新排队') })}
          >
            重放
          </Button>
        )
      }
    >
      <QueryView query={result} rows={8}>
        {(one) => (
          <div className="stack">
            {one.lastError && (
              <Alert
                type={one.state === 'dead' ? 'error' : 'warning'}
                showIcon
                title={one.lastErrorMessage ?? '处理时出现了意外错误'}
                description={
                  <>
                    错误码 <code>{one.lastError}</code>，已尝试 {one.attempts} 次
                    {one.nextAt && <>，{formatTime(one.nextAt, true)} 再试</>}
                  </>
                }
              />
            )}
            <Descriptions
              column={1}
              size="small"
              styles={{ label: { width: 76 } }}
              items={[
                {
                  key: 'state',
                  label: '状态',
                  children: (
                    <span className="row">
                      <StatePill tone={states[one.state].tone}>{states[one.state].text}</StatePill>
                      <span className="faint small">{states[one.state].means}</span>
                    </span>
                  ),
                },
                { key: 'account', label: '触点账号', children: one.accountName ?? '—' },
                {
                  key: 'person',
                  label: '平台用户',
                  children: one.person ? <code className="small">{one.person}</code> : '—',
                },
                { key: 'occurred', label: '发生时间', children: <DateTime value={one.occurredAt} /> },
                { key: 'received', label: '收到时间', children: <DateTime value={one.receivedAt} /> },
                {
                  key: 'handled',
                  label: '处理时间',
                  children: (
                    <span className="row">
                      <DateTime value={one.handledAt} />
                      <span className="faint small">
                        {one.handledAt && `用时 ${formatDuration(handlingMs(one))}，`}共尝试 {one.attempts} 次
                      </span>
                    </span>
                  ),
                },
              ]}
            />
            <div>
              <div className="small muted" style={{ marginBottom: 6 }}>
                消息内容（手机号与一次性凭证已遮盖）
              </div>
              <Body format={one.format} body={one.body} />
            </div>
          </div>
        )}
      </QueryView>
    </Drawer>
  )
}
