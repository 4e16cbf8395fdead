import { Alert, App, Button } from 'antd'
import { formatCount } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { useRestore } from '../api/messages'

/** Shown while messages that were acknowledged lie on the server's disk because the database refused to take them. */
export function SetAsideNotice({ count }: { count: number }) {
  const restores = useCan('intake.replay')
  const restore = useRestore()
  const { message } = App.useApp()
  const again = () =>
    restore.mutate(undefined, {
      onSuccess: ({ restored, left }) => {
        if (left === 0) message.success(`已存入 ${formatCount(restored)} 条，将按正常流程处理`)
        else message.warning(`已存入 ${formatCount(restored)} 条，${formatCount(left)} 条仍然存不进去，请查看服务日志`)
      },
    })
  return (
    <Alert
      type="error"
      showIcon
      title={`${formatCount(count)} 条消息存不进数据库，另存在服务器磁盘上`}
      description="平台已经收到答复，不会再推送。先按服务日志里的原因修复数据库，再重新存入；存入后照常处理一次。"
      action={
        restores && (
          <Button size="small" loading={restore.isPending} onClick={again}>
            重新存入
          </Button>
        )
      }
    />
  )
}
