import { DownloadOutlined, InboxOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input, Table, Upload } from 'antd'
import { useState } from 'react'
import { href, messageOf } from '../../../lib/api'
import { formatCount } from '../../../lib/format'
import { ProgressPanel, QueryView, StatNumber, type WorkState } from '../../../ui'
import {
  audienceImportQuery,
  useCancelAudienceImport,
  useConfirmAudience,
  useUploadAudience,
  type AudienceImport,
} from '../api/audiences'

interface Props {
  open: boolean
  onClose: () => void
  onMade: (id: number) => void
}

/**
 * A file becomes an audience in two steps: its people are looked for, then kept under a name. Whoever closes the drawer
 * finds the search where it is when opening it again.
 */
export function ImportAudience({ open, onClose, onMade }: Props) {
  const [importId, setImportId] = useState<number | null>(null)
  const startOver = () => setImportId(null)
  const made = (audienceId: number) => {
    startOver()
    onMade(audienceId)
  }
  return (
    <Drawer title="导入人群包" open={open} onClose={onClose} size={600} destroyOnHidden>
      {importId === null ? (
        <Pick onUploaded={({ id }) => setImportId(id)} />
      ) : (
        <Uploaded id={importId} onBack={startOver} onMade={made} />
      )}
    </Drawer>
  )
}

const WORK_STATES: Record<AudienceImport['state'], WorkState> = {
  checking: 'running',
  checked: 'succeeded',
  done: 'succeeded',
  cancelled: 'cancelled',
  failed: 'failed',
}

interface UploadedProps {
  id: number
  onBack: () => void
  onMade: (id: number) => void
}

/** An uploaded list while its people are being looked for, and after. */
function Uploaded({ id, onBack, onMade }: UploadedProps) {
  const query = useQuery(audienceImportQuery(id))
  return (
    <QueryView query={query}>
      {(list) =>
        list.state === 'checked' ? (
          <Found check={list} onBack={onBack} onMade={onMade} />
        ) : (
          <Searching list={list} onBack={onBack} />
        )
      }
    </QueryView>
  )
}

function Searching({ list, onBack }: { list: AudienceImport; onBack: () => void }) {
  const cancel = useCancelAudienceImport()
  const searches = list.state === 'checking'
  return (
    <div className="stack">
      <ProgressPanel
        title={`查找客户：${list.fileName}`}
        state={WORK_STATES[list.state]}
        done={list.doneRows}
        total={list.totalRows}
        startedAt={searches ? list.createdAt : null}
        message={list.state === 'failed' ? '查找没有完成，请重新上传这份名单' : undefined}
        onCancel={() => cancel.mutate(list.id)}
        cancelling={cancel.isPending}
      />
      {searches ? (
        <div className="small faint">关闭后会继续查找，再次打开可以看到结果。</div>
      ) : (
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onBack}>换一个文件</Button>
        </div>
      )}
    </div>
  )
}

function Pick({ onUploaded }: { onUploaded: (started: AudienceImport) => void }) {
  const upload = useUploadAudience()
  return (
    <Upload.Dragger
      accept=".xlsx,.csv,.txt,text/csv"
      showUploadList={false}
      disabled={upload.isPending}
      beforeUpload={(file) => {
        void upload.mutateAsync(file).then(onUploaded, () => undefined)
        return false
      }}
    >
      <p className="ant-upload-drag-icon">
        <InboxOutlined />
      </p>
      <p style={{ fontSize: 15 }}>{upload.isPending ? '正在上传…' : '点击选择，或把名单文件拖到这里'}</p>
      <p className="small faint" style={{ margin: '6px 24px 0' }}>
        Excel（.xlsx，读第一张表）或 CSV（UTF-8、GBK），最多 10
        万行。第一行写列名，至少有一列：手机号、openid、unionid、external_userid 或客户编号。
      </p>
      <Button
        type="link"
        size="small"
        href={href('/api/audiences/imports/template')}
        download
        onClick={(event) => event.stopPropagation()}
      >
        下载模板
      </Button>
    </Upload.Dragger>
  )
}

interface FoundProps {
  check: AudienceImport
  onBack: () => void
  onMade: (id: number) => void
}

function Found({ check, onBack, onMade }: FoundProps) {
  const confirm = useConfirmAudience()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ name: string }>()
  const submit = async () => {
    const values = await form.validateFields().catch(() => null)
    if (!values) return
    try {
      const audience = await confirm.mutateAsync({ id: check.id, name: values.name.trim() })
      message.success(`人群包已生成，共 ${formatCount(audience.people)} 人`)
      onMade(audience.id)
    } catch (error) {
      message.error(messageOf(error))
    }
  }
  return (
    <div className="stack">
      <div className="muted clip" title={check.fileName}>
        {check.fileName}，共 {formatCount(check.totalRows)} 行
      </div>
      <div className="grid" style={{ '--columns': 3 }}>
        <StatNumber label="找到的客户" value={formatCount(check.people)} unit="人" tone="good" />
        <StatNumber label="重复" value={formatCount(check.repeatedRows)} unit="行" />
        <StatNumber
          label="没有找到"
          value={formatCount(check.rejectedRows)}
          unit="行"
          tone={check.rejectedRows > 0 ? 'bad' : 'plain'}
        />
      </div>
      {check.rejectedRows > 0 && (
        <>
          <div className="spread">
            <span className="muted">
              {check.rejectedRows > check.rejects.length ? `前 ${check.rejects.length} 行` : '这些行'}
              会被略过，其余不受影响
            </span>
            <Button
              size="small"
              icon={<DownloadOutlined />}
              href={href('/api/audiences/imports/{id}/rejects', { path: { id: check.id } })}
              download
            >
              下载没有找到的行
            </Button>
          </div>
          <Table
            size="small"
            rowKey="row"
            pagination={false}
            scroll={{ y: 220 }}
            dataSource={check.rejects}
            columns={[
              { title: '行号', dataIndex: 'row', width: 90 },
              { title: '原因', dataIndex: 'reason' },
            ]}
          />
        </>
      )}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={() => void submit()}>
        <Form.Item
          name="name"
          label="人群包名称"
          initialValue={check.fileName.replace(/\.[^.]*$/, '').slice(0, 64)}
          rules={[{ required: true, whitespace: true, message: '请给人群包起个名字' }, { max: 64 }]}
        >
          <Input />
        </Form.Item>
      </Form>
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button onClick={onBack}>换一个文件</Button>
        <Button type="primary" disabled={check.people === 0} loading={confirm.isPending} onClick={() => void submit()}>
          生成人群包（{formatCount(check.people)} 人）
        </Button>
      </div>
    </div>
  )
}
