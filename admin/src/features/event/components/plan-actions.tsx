import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { messageOf } from '../../../lib/api'
import { useChangeEvent, type EventDefinition } from '../api/tracking-plan'
import { EventUsers } from './event-users'

/** What can be done with one event of the plan. */
export function PlanActions({ event, onEdit }: { event: EventDefinition; onEdit: () => void }) {
  const { message } = App.useApp()
  const change = useChangeEvent()
  const apply = async (part: { paused?: boolean; archived?: boolean }, done: string) => {
    await change.mutateAsync({ name: event.name, version: event.version, ...part })
    message.success(done)
  }
  const again = (part: { paused?: boolean; archived?: boolean }, done: string) =>
    apply(part, done).catch((error: unknown) => void message.error(messageOf(error)))
  return (
    <span className="row" style={{ justifyContent: 'flex-end', flexWrap: 'nowrap', gap: 0 }}>
      <Button type="link" size="small" onClick={onEdit}>
        编辑
      </Button>
      {!event.builtIn && !event.archived && !event.paused && (
        <StopButton
          event={event}
          what="停用"
          after="之后上报的会放入隔离区，启用后可以重放。"
          onConfirm={() => apply({ paused: true }, '已停用')}
        />
      )}
      {event.paused && !event.archived && (
        <Button
          type="link"
          size="small"
          loading={change.isPending}
          onClick={() => void again({ paused: false }, '已启用')}
        >
          启用
        </Button>
      )}
      {!event.builtIn && !event.archived && (
        <StopButton
          event={event}
          what="归档"
          after="不再接收，历史数据仍可使用，以后可以恢复。"
          onConfirm={() => apply({ archived: true }, '已归档')}
        />
      )}
      {event.archived && (
        <Button
          type="link"
          size="small"
          loading={change.isPending}
          onClick={() => void again({ archived: false }, '已恢复')}
        >
          恢复
        </Button>
      )}
    </span>
  )
}

interface StopProps {
  event: EventDefinition
  what: string
  /** What follows from it. */
  after: string
  onConfirm: () => Promise<unknown>
}

/** Shows who reads the event before nothing of it comes any more. */
function StopButton({ event: { name, label }, what, after, onConfirm }: StopProps) {
  const { message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    try {
      await onConfirm()
      setAsking(false)
    } catch (error) {
      message.error(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button type="link" size="small" onClick={() => setAsking(true)}>
        {what}
      </Button>
      <Modal
        title={`${what}「${label}」？`}
        open={asking}
        centered
        width={460}
        okText={what}
        confirmLoading={busy}
        onOk={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        <p>{after}</p>
        {asking && (
          <div>
            正在使用它的：
            <EventUsers event={name} nobody="没有标签或分群" />
          </div>
        )}
      </Modal>
    </>
  )
}
