import { Alert } from 'antd'
import type { Schema } from '../../../lib/api'
import { formatCount, formatTime } from '../../../lib/format'

/** Shown while messages wait on the server's disk because the database was away. */
export function JournalNotice({ journal }: { journal: Schema<'JournalReply'> }) {
  return (
    <Alert
      type={journal.recordAway ? 'error' : 'warning'}
      showIcon
      title={
        journal.recordAway
          ? `数据库连接不上，${formatCount(journal.waiting)} 条消息已安全写入本机日志`
          : `正在把本机日志里的 ${formatCount(journal.waiting)} 条消息补入数据库`
      }
      description={`自 ${formatTime(journal.since, true)} 起启用本机日志。平台收到的答复仍然表示“已安全存下”，补入后按原来的先后处理，不会丢也不会重复。`}
    />
  )
}
