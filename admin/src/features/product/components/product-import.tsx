import { InboxOutlined } from '@ant-design/icons'
import { Alert, Button, Modal, Table, Upload } from 'antd'
import { useState } from 'react'
import { useImportProducts, type ProductImport } from '../api/products'

/** Brings products in by file and tells what became of each line. */
export function ProductImportDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const bring = useImportProducts()
  const [result, setResult] = useState<ProductImport | null>(null)
  const close = () => {
    setResult(null)
    onClose()
  }
  return (
    <Modal
      title="导入商品"
      open={open}
      onCancel={close}
      footer={<Button onClick={close}>{result ? '完成' : '取消'}</Button>}
      width={560}
      destroyOnHidden
    >
      {result === null ? (
        <Upload.Dragger
          accept=".xlsx,.csv,.txt,text/csv"
          showUploadList={false}
          disabled={bring.isPending}
          beforeUpload={(file) => {
            void bring.mutateAsync(file).then(setResult, () => undefined)
            return false
          }}
        >
          <p className="ant-upload-drag-icon">
            <InboxOutlined />
          </p>
          <p>{bring.isPending ? '正在导入…' : '点击或把 Excel、CSV 文件拖到这里'}</p>
          <p className="small faint">需要的列：商品编码、商品名称、价格；可选：品类。UTF-8 或 GBK 都可以。</p>
        </Upload.Dragger>
      ) : (
        <div className="stack">
          <Alert
            type={result.rejected > 0 ? 'warning' : 'success'}
            showIcon
            title={`新增 ${result.created} 件，更新 ${result.updated} 件${result.rejected > 0 ? `，${result.rejected} 行未导入` : ''}`}
          />
          {result.errors.length > 0 && (
            <Table
              size="small"
              rowKey="row"
              pagination={false}
              scroll={{ y: 260 }}
              dataSource={result.errors}
              columns={[
                { title: '行号', dataIndex: 'row', width: 80 },
                { title: '原因', dataIndex: 'reason' },
              ]}
            />
          )}
        </div>
      )}
    </Modal>
  )
}
