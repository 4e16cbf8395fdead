import { EditOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useCan } from '../../../lib/session'
import { ConfirmButton } from '../../../ui'
import type { SegmentDetail } from '../api/get-segment'
import { useRemoveSegment } from '../api/save-segment'
import { ExportDialog } from './export-dialog'

/** What may be done with a segment. */
export function SegmentActions({ segment }: { segment: SegmentDetail }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const writes = useCan('segment.write')
  const sends = useCan('campaign.write')
  const takesOut = useCan('segment.export')
  const remove = useRemoveSegment()
  const [exporting, setExporting] = useState(false)
  return (
    <>
      {writes && (
        <ConfirmButton
          danger
          title={`删除「${segment.name}」？`}
          description="已发出的群发和冻结的人群包会保留；仍被标签、分群或未结束的群发使用时不能删除。"
          okText="删除"
          onConfirm={async () => {
            await remove.mutateAsync(segment.id)
            message.success('分群已删除')
            await navigate({ to: '/segments' })
          }}
        >
          删除
        </ConfirmButton>
      )}
      {writes && (
        <Button
          icon={<EditOutlined aria-hidden />}
          onClick={() => void navigate({ to: `/segments/${segment.id}/edit` })}
        >
          编辑条件
        </Button>
      )}
      <Button onClick={() => void navigate({ to: '/segments/overlap', search: { segment: String(segment.id) } })}>
        看重合
      </Button>
      {takesOut && <Button onClick={() => setExporting(true)}>申请导出</Button>}
      <ExportDialog
        list={{ kind: 'segment', id: segment.id }}
        people={segment.people}
        open={exporting}
        onClose={() => setExporting(false)}
      />
      {sends && (
        <Button
          type="primary"
          onClick={() => void navigate({ to: '/campaigns/new', search: { segmentId: String(segment.id) } })}
        >
          给他们群发
        </Button>
      )}
    </>
  )
}
