import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input, Radio, Select, Segmented } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { href } from '../../../lib/api'
import { formatCount, shanghaiInstant } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { catalogQuery } from '../../../rule-editor'
import { DateTime, DrawerForm, EmptyState, Section, StatePill, type Tone } from '../../../ui'
import type { TagDetail } from '../api/get-tag'
import { handBatchesQuery, useCancelBatch, useStartBatch, type BatchInput, type HandBatch } from '../api/hand-batches'
import css from './hand-batches.module.css'

const MODES: Record<HandBatch['mode'], string> = { set: '设为', add: '追加', remove: '移除' }
const STATES: Record<HandBatch['state'], { text: string; tone: Tone }> = {
  running: { text: '进行中', tone: 'attention' },
  done: { text: '完成', tone: 'good' },
  cancelled: { text: '已取消', tone: 'quiet' },
  failed: { text: '失败', tone: 'bad' },
}

/** Tagging many people by hand at once: the order, its progress, who was left out. */
export function HandBatches({ tag }: { tag: TagDetail }) {
  const { data: batches = [] } = useQuery(handBatchesQuery(tag.id))
  const writes = useCan('tag.write')
  const edits = useCan('customer.write')
  const [open, setOpen] = useState(false)
  const may = writes && edits && tag.state === 'published'
  return (
    <Section
      title="批量打标"
      hint="给一批客户设置或移除这个标签"
      extra={may && <Button onClick={() => setOpen(true)}>批量打标</Button>}
    >
      {batches.length === 0 ? (
        <EmptyState compact title="还没有批量打过标" />
      ) : (
        <ul className={css.batches}>
          {batches.map((batch) => (
            <Batch key={batch.id} tag={tag} batch={batch} stoppable={may} />
          ))}
        </ul>
      )}
      <BatchForm tag={tag} open={open} onClose={() => setOpen(false)} />
    </Section>
  )
}

function Batch({ tag, batch, stoppable }: { tag: TagDetail; batch: HandBatch; stoppable: boolean }) {
  const cancel = useCancelBatch(tag.id)
  const what = batch.values.length === 0 ? '移除全部值' : `${MODES[batch.mode]}「${batch.values.join('、')}」`
  const running = batch.state === 'running'
  const share = batch.total > 0 ? Math.min(1, batch.done / batch.total) : 0
  return (
    <li className={css.batch}>
      <div className={css.head}>
        <StatePill tone={STATES[batch.state].tone}>{STATES[batch.state].text}</StatePill>
        <b>{batch.sourceName}</b>
        <span>{what}</span>
        <span className="small faint">
          <DateTime value={batch.createdAt} /> {batch.staffName}
        </span>
        {running && stoppable && (
          <Button type="link" size="small" loading={cancel.isPending} onClick={() => cancel.mutate(batch.id)}>
            取消
          </Button>
        )}
      </div>
      {running && (
        <div className={css.track}>
          <div className={css.bar} style={{ width: `${share * 100}%` }} />
        </div>
      )}
      <div className="small muted">
        {running
          ? `已处理 ${formatCount(batch.done)} / ${formatCount(batch.total)} 人`
          : `处理 ${formatCount(batch.done)} 人`}
        ，{formatCount(batch.changed)} 人有变化
        {batch.rejected > 0 && (
          <>
            ，{formatCount(batch.rejected)} 人被跳过{' '}
            <a
              href={href('/api/tags/{tagId}/batches/{id}/rejects', { path: { tagId: tag.id, id: batch.id } })}
              download
            >
              下载名单与原因
            </a>
          </>
        )}
        {batch.reason && `　原因：${batch.reason}`}
      </div>
    </li>
  )
}

interface Fields {
  mode: HandBatch['mode']
  values?: string[] | string
  from: 'list' | 'segment'
  ids?: string
  segmentId?: number
  expiresAt?: Dayjs | null
  reason?: string
}

const listOf = (values: string[] | string | undefined): string[] =>
  values === undefined ? [] : Array.isArray(values) ? values : [values]

function inputOf({ mode, values, from, ids = '', segmentId, expiresAt, reason }: Fields): BatchInput {
  return {
    mode,
    values: listOf(values),
    ...(from === 'list' ? { customerIds: ids.split(/[\s,，、;；]+/).filter((id) => id !== '') } : { segmentId }),
    ...(expiresAt ? { expiresAt: shanghaiInstant(expiresAt.endOf('day')) } : {}),
    ...(reason?.trim() ? { reason: reason.trim() } : {}),
  }
}

function BatchForm({ tag, open, onClose }: { tag: TagDetail; open: boolean; onClose: () => void }) {
  const [form] = Form.useForm<Fields>()
  const start = useStartBatch(tag.id)
  const { data: catalog } = useQuery({ ...catalogQuery, enabled: open })
  const mode = Form.useWatch('mode', form) ?? 'set'
  const from = Form.useWatch('from', form) ?? 'list'
  const modes = (['set', 'add', 'remove'] as const).filter((key) => key !== 'add' || tag.multiple)
  return (
    <DrawerForm<Fields>
      title={`批量打标「${tag.name}」`}
      open={open}
      onClose={onClose}
      form={form}
      initialValues={{ mode: 'set', from: 'list' }}
      okText="开始"
      success="已在后台开始"
      onSubmit={(fields) => start.mutateAsync(inputOf(fields))}
    >
      <Form.Item name="mode" label="做什么" required>
        <Radio.Group
          optionType="button"
          options={modes.map((value) => ({ value, label: `${MODES[value]}${value === 'remove' ? '' : '值'}` }))}
        />
      </Form.Item>
      <Form.Item
        name="values"
        label={mode === 'remove' ? '移除哪些值（不选则全部移除）' : '标签值'}
        rules={[{ required: mode !== 'remove', message: '请选择标签值' }]}
      >
        <Select
          aria-label="标签值"
          allowClear
          mode={tag.multiple || mode === 'remove' ? 'multiple' : undefined}
          options={(tag.handValues ?? []).map((value) => ({ value, label: value }))}
        />
      </Form.Item>
      <Form.Item name="from" label="给谁" required>
        <Segmented
          options={[
            { value: 'list', label: '客户名单' },
            { value: 'segment', label: '一个分群' },
          ]}
        />
      </Form.Item>
      {from === 'list' ? (
        <Form.Item
          name="ids"
          rules={[{ required: true, whitespace: true, message: '请粘贴客户编号' }]}
          extra="客户编号是导出文件的第一列，也在客户页的网址里；最多 10 000 个，用换行或逗号隔开。找不到的会列在结果里。"
        >
          <Input.TextArea aria-label="客户编号" rows={6} placeholder="每行一个客户编号" />
        </Form.Item>
      ) : (
        <Form.Item
          name="segmentId"
          rules={[{ required: true, message: '请选择分群' }]}
          extra="按开始时在分群里的人处理。"
        >
          <Select
            aria-label="分群"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="选择分群"
            options={catalog?.segments.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
      {mode !== 'remove' && (
        <Form.Item name="expiresAt" label="到期自动移除">
          <DatePicker aria-label="到期日" style={{ width: 200 }} />
        </Form.Item>
      )}
      <Form.Item name="reason" label="原因" rules={[{ max: 200 }]}>
        <Input placeholder="会记在每位客户的打标历史里" />
      </Form.Item>
    </DrawerForm>
  )
}
