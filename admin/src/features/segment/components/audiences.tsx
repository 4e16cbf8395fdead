import { Link } from '@tanstack/react-router'
import { App, Button, Form, Input, Modal, Table } from 'antd'
import { useState } from 'react'
import { messageOf } from '../../../lib/api'
import { formatCount } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { DateTime, EmptyState, Section } from '../../../ui'
import type { SegmentDetail } from '../api/get-segment'
import { useFreezeAudience } from '../api/save-segment'

type Audience = SegmentDetail['audiences'][number]

/** Frozen copies of the segment: who was in it at a moment. */
export function Audiences({ segment }: { segment: SegmentDetail }) {
  const writes = useCan('segment.write')
  const [freezing, setFreezing] = useState(false)
  return (
    <Section
      title="人群包"
      hint="把此刻的名单固定下来，以后条件或数据变化都不影响"
      flush={segment.audiences.length > 0}
      extra={writes && <Button onClick={() => setFreezing(true)}>冻结为人群包</Button>}
    >
      {segment.audiences.length === 0 ? (
        <EmptyState compact title="还没有人群包" />
      ) : (
        <Table<Audience>
          aria-label="人群包"
          size="medium"
          rowKey="id"
          pagination={false}
          dataSource={segment.audiences}
          columns={[
            { title: '名称', render: (_, row) => <Link to={`/audiences/${row.id}`}>{row.name}</Link> },
            {
              title: '人数',
              width: 120,
              align: 'right',
              render: (_, row) => <span className="tabular">{formatCount(row.people)}</span>,
            },
            { title: '冻结时间', width: 180, render: (_, row) => <DateTime value={row.frozenAt} /> },
            { title: '操作人', width: 140, render: (_, row) => row.frozenByName ?? '—' },
          ]}
        />
      )}
      {freezing && <FreezeDialog segment={segment} onClose={() => setFreezing(false)} />}
    </Section>
  )
}

function FreezeDialog({ segment, onClose }: { segment: SegmentDetail; onClose: () => void }) {
  const [form] = Form.useForm<{ name: string }>()
  const freeze = useFreezeAudience(segment.id)
  const { message } = App.useApp()
  const submit = async () => {
    const values = await form.validateFields().catch(() => null)
    if (!values) return
    try {
      const audience = await freeze.mutateAsync(values.name.trim())
      message.success(`已冻结 ${formatCount(audience.people)} 人`)
      onClose()
    } catch (error) {
      message.error(messageOf(error))
    }
  }
  return (
    <Modal
      open
      centered
      width={420}
      title="冻结为人群包"
      okText="冻结"
      confirmLoading={freeze.isPending}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={() => void submit()}>
        <Form.Item
          name="name"
          label="人群包名称"
          rules={[{ required: true, whitespace: true, message: '请填写名称' }, { max: 64 }]}
        >
          <Input autoFocus placeholder={`例如：${segment.name} 双十二`} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
