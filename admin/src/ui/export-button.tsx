import { DownloadOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Modal } from 'antd'
import { useState } from 'react'
import { api, href, messageOf, type Schema } from '../lib/api'
import { formatCount, formatTime } from '../lib/format'
import { JobProgress } from './job-progress'

type ExportFile = Schema<'ExportFileReply'>

interface Props {
  /** Asks the server for the file. */
  start: () => Promise<ExportFile>
  children?: string
}

/** Has a file made in the background, shows how far it is, and gives it when it is ready. */
export function ExportButton({ start, children = '导出' }: Props) {
  const [file, setFile] = useState<ExportFile | null>(null)
  const { message } = App.useApp()
  const create = useMutation({
    meta: { quiet: true },
    mutationFn: start,
    onSuccess: setFile,
    onError: (error) => message.error(messageOf(error)),
  })
  return (
    <>
      <Button icon={<DownloadOutlined aria-hidden />} loading={create.isPending} onClick={() => create.mutate()}>
        {children}
      </Button>
      {file && <ExportFileDialog id={file.id} onClose={() => setFile(null)} />}
    </>
  )
}

/** How far a file is, to be left, stopped or fetched. */
export function ExportFileDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const { data: file } = useQuery({
    queryKey: ['exports', id],
    queryFn: ({ signal }) => api.get('/api/exports/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : 800),
  })
  const { message } = App.useApp()
  const cancel = useMutation({
    mutationFn: () => api.post('/api/exports/{id}/cancel', { path: { id } }),
    onSuccess: onClose,
    onError: (error) => message.error(messageOf(error)),
  })
  const running = file?.state === 'running'
  return (
    <Modal
      open
      centered
      width={460}
      title={file?.name ?? '导出'}
      onCancel={onClose}
      footer={
        <>
          {running && (
            <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
              取消导出
            </Button>
          )}
          <Button onClick={onClose}>{running ? '后台继续' : '关闭'}</Button>
          {file?.state === 'ready' && (
            <Button type="primary" href={href('/api/exports/{id}/file', { path: { id } })} download>
              下载
            </Button>
          )}
        </>
      }
    >
      {running && file.jobId !== null && <JobProgress jobId={file.jobId} title="正在生成文件" cancellable={false} />}
      {file?.state === 'ready' && (
        <p>
          共 <b>{formatCount(file.rows)}</b> 行，CSV（UTF-8，可用 Excel 打开）。{formatTime(file.expiresAt)}{' '}
          前可以下载，每次下载都会记入操作日志。
        </p>
      )}
      {file?.state === 'failed' && <Alert type="error" showIcon title="文件没有生成成功，请重新导出" />}
      {file?.state === 'cancelled' && <Alert type="info" showIcon title="已取消" />}
    </Modal>
  )
}
