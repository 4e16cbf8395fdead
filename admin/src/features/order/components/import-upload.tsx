import { InboxOutlined } from '@ant-design/icons'
import { Button, Upload } from 'antd'
import { href } from '../../../lib/api'
import { useCheckOrders, type OrderCheck } from '../api/order-imports'

/** The first step: a file, looked through before anything is imported. */
export function ImportUpload({ onChecked }: { onChecked: (check: OrderCheck) => void }) {
  const check = useCheckOrders()
  return (
    <Upload.Dragger
      accept=".xlsx,.csv,.txt,text/csv"
      showUploadList={false}
      disabled={check.isPending}
      beforeUpload={(file) => {
        void check.mutateAsync(file).then(onChecked, () => undefined)
        return false
      }}
    >
      <p className="ant-upload-drag-icon">
        <InboxOutlined />
      </p>
      <p style={{ fontSize: 15 }}>{check.isPending ? '正在逐行检查…' : '点击选择，或把订单文件拖到这里'}</p>
      <p className="small faint" style={{ marginTop: 6 }}>
        Excel（.xlsx，读第一张表）或 CSV（UTF-8、GBK），最多 20
        万行。先检查，确认后才导入；同一笔订单重复导入不会重复计算。
      </p>
      <Button
        type="link"
        size="small"
        href={href('/api/orders/imports/template')}
        download
        onClick={(event) => event.stopPropagation()}
        style={{ marginTop: 4 }}
      >
        下载模板
      </Button>
    </Upload.Dragger>
  )
}
