import { useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Drawer, Table } from 'antd'
import { useState } from 'react'
import { messageOf } from '../../../lib/api'
import { formatCount } from '../../../lib/format'
import { ErrorState, StatePill } from '../../../ui'
import {
  mappingsQuery,
  useHeld,
  usePreview,
  usePutMapping,
  type MappingPreview,
  type MappingStep,
  type QuarantineGroup,
} from '../api/quarantine'
import { trackingPlanQuery } from '../api/tracking-plan'
import { isWhole, MappingSteps } from './mapping-steps'
import css from './quarantine.module.css'

interface Props {
  group: QuarantineGroup
  onClose: () => void
  /** Told the job that replays what is held. */
  onReplay: (jobId: number) => void
}

/** Writes a mapping with its effect on the newest held events before one's eyes. */
export function MappingDrawer({ group, onClose, onReplay }: Props) {
  const mappings = useQuery(mappingsQuery)
  const known = mappings.data?.find(({ sourceId, event }) => sourceId === group.sourceId && event === group.event)
  return (
    <Drawer title={`修复「${group.label ?? group.event}」· ${group.sourceName}`} open onClose={onClose} size={860}>
      {mappings.data && (
        <Editor
          key={known?.id ?? 0}
          group={group}
          start={known?.steps ?? firstSteps(group)}
          onClose={onClose}
          onReplay={onReplay}
        />
      )}
    </Drawer>
  )
}

/** The step that most likely mends the fault. */
function firstSteps({ reason, property }: QuarantineGroup): MappingStep[] {
  if (reason === 'unknown_event' || reason === 'paused_event') return [{ do: 'rename-event' }]
  if (reason === 'unknown_property') return [{ do: 'drop', property }]
  if (reason === 'property_missing' || reason === 'unknown_reference') return [{ do: 'constant', property }]
  if (reason === 'time_future' || reason === 'time_past') return [{ do: 'received-time' }]
  return [{ do: 'convert', property }]
}

function Editor({ group, start, onClose, onReplay }: Props & { start: MappingStep[] }) {
  const { message } = App.useApp()
  const [steps, setSteps] = useState(start)
  const [replay, setReplay] = useState(true)
  const plan = useQuery(trackingPlanQuery)
  const held = useHeld(group)
  const put = usePutMapping()
  const target = { sourceId: group.sourceId, event: group.event }
  const whole = isWhole(steps)
  const preview = usePreview(target, steps, whole)
  const name = steps.find((step) => step.do === 'rename-event')?.to ?? group.event
  const declared = plan.data?.find((event) => event.name === name)?.properties ?? []
  const sent = [...new Set(held.data?.items.flatMap(({ properties }) => Object.keys(properties)) ?? [])]
  const save = async () => {
    try {
      const { jobId } = await put.mutateAsync({ ...target, steps, replay })
      if (jobId !== null) onReplay(jobId)
      message.success('映射已生效，之后上报的也按它处理')
      onClose()
    } catch (error) {
      message.error(messageOf(error))
    }
  }
  return (
    <div className="stack">
      <div>
        <p className={css.told}>每条「{group.event}」依次经过这些步骤，再按埋点方案检查。</p>
        <MappingSteps
          steps={steps}
          onChange={setSteps}
          sent={sent}
          events={(plan.data ?? []).map((event) => ({ value: event.name, label: `${event.label}（${event.name}）` }))}
          declared={declared.map(({ key, label }) => ({ value: key, label: `${label}（${key}）` }))}
        />
      </div>
      {preview.error ? (
        <ErrorState error={preview.error} />
      ) : (
        whole && preview.data && <Preview preview={preview.data} />
      )}
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <Checkbox checked={replay} onChange={({ target: box }) => setReplay(box.checked)}>
          保存后立即重放已隔离的事件
        </Checkbox>
        <Button type="primary" disabled={!whole} loading={put.isPending} onClick={() => void save()}>
          保存映射
        </Button>
      </div>
    </div>
  )
}

function Preview({ preview: { tried, fitting, samples } }: { preview: MappingPreview }) {
  return (
    <div>
      <p className={css.told}>
        最近 {formatCount(tried)} 条里，修复后 <b>{formatCount(fitting)}</b> 条合乎埋点方案
        {fitting < tried && `，${formatCount(tried - fitting)} 条仍然不合`}
      </p>
      <Table
        aria-label="映射预览"
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={samples}
        columns={[
          { title: '修复前', render: (_, { before }) => <Values values={before} /> },
          { title: '修复后', render: (_, { after }) => <Values values={after} /> },
          {
            title: '结果',
            width: 200,
            render: (_, { problem }) =>
              problem === null ? (
                <StatePill tone="good">合乎方案</StatePill>
              ) : (
                <span className={css.problem}>{problem}</span>
              ),
          },
        ]}
      />
    </div>
  )
}

/** Properties as they were sent, without the quotes of JSON around numbers. */
export function Values({ values }: { values: object }) {
  return (
    <span className={css.values}>
      {Object.entries(values).map(([key, value]) => (
        <span key={key} className={css.value}>
          <i>{key}</i> {JSON.stringify(value)}
        </span>
      ))}
    </span>
  )
}
