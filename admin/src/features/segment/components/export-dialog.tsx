import { Alert, Checkbox, Form, Input } from 'antd'
import { formatCount } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { DrawerForm } from '../../../ui'
import { useRequestExport, type AudienceExport } from '../api/audience-exports'
import type { PeopleList } from '../api/analysis'
import { EXPORT_COLUMNS } from '../labels'

type ExportColumn = AudienceExport['columns'][number]

interface Props {
  list: PeopleList
  people: number
  open: boolean
  onClose: () => void
}

/** Asks for the people as a file; somebody else decides. */
export function ExportDialog({ list, people, open, onClose }: Props) {
  const request = useRequestExport()
  const reveals = useCan('customer.reveal-phone')
  const columns = (Object.keys(EXPORT_COLUMNS) as ExportColumn[]).filter((column) => column !== 'phone' || reveals)
  return (
    <DrawerForm<{ columns: ExportColumn[]; reason: string }>
      title={`申请导出 ${formatCount(people)} 人`}
      open={open}
      onClose={onClose}
      okText="提交申请"
      success="已提交，审批通过后可在「人群导出」下载"
      initialValues={{ columns: ['customerId', 'displayName', 'phoneMasked', 'channels'] }}
      onSubmit={(values) =>
        request.mutateAsync({
          targetKind: list.kind,
          targetId: list.id,
          columns: values.columns,
          reason: values.reason,
        })
      }
    >
      <Alert
        type="info"
        showIcon
        style={{ marginBottom: 20 }}
        title="名单在提交时冻结，由另一位同事审批；文件每一行都带有你的姓名、日期和申请编号，7 天后自动销毁。"
      />
      <Form.Item name="columns" label="导出哪些列" rules={[{ required: true, message: '请至少选一列' }]}>
        <Checkbox.Group
          style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', rowGap: 10 }}
          options={columns.map((value) => ({ value, label: EXPORT_COLUMNS[value] }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label="用途"
        rules={[
          { required: true, whitespace: true, min: 2, message: '请说明文件用来做什么，审批人会看到' },
          { max: 200 },
        ]}
      >
        <Input.TextArea
          rows={3}
          showCount
          maxLength={200}
          placeholder="例如：双十一会员日短信投放，交由短信供应商发送"
        />
      </Form.Item>
    </DrawerForm>
  )
}
