import { RedoOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { atLeast, formatCount } from '../../../lib/format'
import { ConfirmButton } from '../../../ui'
import { replayableQuery, useReplay, type MessageFilters } from '../api/messages'

/** The server counts no further than one above this. */
const COUNTED_TO = 10_000

interface Props {
  /** Ids of chosen rows. */
  chosen: readonly string[]
  filter: MessageFilters
  filtered: boolean
  onDone: () => void
  /** A job has begun to replay what fits the filter. */
  onJob: (jobId: number) => void
}

/** Replays what is chosen; with nothing chosen, whatever fits the filter; without a filter, all dead letters. */
export function ReplayButton({ chosen, filter, filtered, onDone, onJob }: Props) {
  const wanted: MessageFilters = filtered ? filter : { state: 'dead' }
  const count = useQuery({ ...replayableQuery(wanted), enabled: chosen.length === 0 }).data?.count ?? 0
  const replay = useReplay()
  const { message } = App.useApp()
  const shown = count > COUNTED_TO ? atLeast(count) : formatCount(count)
  const what = chosen.length > 0 ? `选中的 ${chosen.length} 条` : filtered ? `符合条件的 ${shown} 条` : '全部死信'
  const again = async () => {
    const { accountId, ...rest } = wanted
    const body =
      chosen.length > 0
        ? { ids: chosen.map(Number) }
        : { filter: { ...rest, ...(accountId ? { accountId: Number(accountId) } : {}) } }
    const { replayed, skipped, jobId } = await replay.mutateAsync(body as Parameters<typeof replay.mutateAsync>[0])
    onDone()
    if (jobId !== null) return onJob(jobId)
    message.success(skipped > 0 ? `已重放 ${replayed} 条，${skipped} 条无需重放` : `已重放 ${replayed} 条`)
  }
  return (
    <ConfirmButton
      icon={<RedoOutlined />}
      disabled={chosen.length === 0 && count === 0}
      title={chosen.length > 0 ? `重放${what}消息？` : `重放${filtered ? what : `全部 ${shown} 条死信`}？`}
      description="只重放死信和等待重试的；已经产生效果的消息不会再处理一次。"
      okText="重放"
      onConfirm={again}
    >
      重放{what}
    </ConfirmButton>
  )
}
