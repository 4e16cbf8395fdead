import { App, Button, Table } from 'antd'
import { useState } from 'react'
import { messageOf, type Schema } from '../../../lib/api'
import { useCan } from '../../../lib/session'
import { CountLink, DateTime, JobProgress, Section } from '../../../ui'
import { useSuggestion, type Suggestion } from '../api/quarantine'
import { DeclareEvent } from './declare-event'
import css from './quarantine.module.css'

type Undeclared = Schema<'UndeclaredEvent'>
type Sender = Pick<Undeclared, 'sourceId' | 'sourceName' | 'event'>

/** Events that come in although nobody declared them. Nothing at all when there are none. */
export function UndeclaredEvents({ rows, onEnd }: { rows: Undeclared[]; onEnd: () => void }) {
  const { message } = App.useApp()
  const mayWrite = useCan('event.write')
  const suggest = useSuggestion()
  const [declaring, setDeclaring] = useState<{ target: Sender; suggestion: Suggestion } | null>(null)
  const [jobId, setJobId] = useState<number | null>(null)
  const declare = async (target: Sender) => {
    const { sourceId, event } = target
    try {
      setDeclaring({ target, suggestion: await suggest.mutateAsync({ sourceId, event }) })
    } catch (error) {
      message.error(messageOf(error))
    }
  }
  return (
    <>
      {jobId !== null && <JobProgress jobId={jobId} title="重放隔离的事件" onEnd={onEnd} />}
      {rows.length > 0 && (
        <Section flush title="未声明的事件" hint="收到了，但埋点方案里没有；声明后已隔离的会重新入库">
          <Table<Undeclared>
            aria-label="未声明的事件"
            size="medium"
            rowKey={({ sourceId, event }) => `${sourceId} ${event}`}
            pagination={{ pageSize: 10, hideOnSinglePage: true, size: 'small' }}
            dataSource={rows}
            columns={[
              { title: '事件', render: (_, { event }) => <code className={css.mono}>{event}</code> },
              { title: '来源', dataIndex: 'sourceName' },
              {
                title: '条数',
                align: 'right',
                sorter: (a, b) => a.count - b.count,
                render: (_, { count, event }) => (
                  <CountLink count={count} to="/event-definitions/quarantine" search={{ event }} />
                ),
              },
              { title: '最近', render: (_, { lastAt }) => <DateTime value={lastAt} mode="ago" /> },
              {
                title: '',
                align: 'right',
                render: (_, { sourceId, sourceName, event }) =>
                  mayWrite && (
                    <Button
                      type="link"
                      size="small"
                      loading={
                        suggest.isPending &&
                        suggest.variables.event === event &&
                        suggest.variables.sourceId === sourceId
                      }
                      onClick={() => void declare({ sourceId, sourceName, event })}
                    >
                      声明
                    </Button>
                  ),
              },
            ]}
          />
        </Section>
      )}
      {declaring && <DeclareEvent {...declaring} onClose={() => setDeclaring(null)} onJob={setJobId} />}
    </>
  )
}
