import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useCan } from '../../../lib/session'
import { ConfirmButton } from '../../../ui'
import { useCancelCampaign, usePlanCampaign, useReplanCampaign } from '../api/run-campaign'
import { useDeleteCampaign } from '../api/save-campaign'
import type { Campaign } from '../labels'
import { SendDialog } from './send-dialog'

/** What may be done with a campaign now, by its state and the person's permissions. */
export function CampaignButtons({ campaign }: { campaign: Campaign }) {
  const { id, name, state, actions } = campaign
  const navigate = useNavigate()
  const { message } = App.useApp()
  const writes = useCan('campaign.write')
  const sends = useCan('campaign.send')
  const [sending, setSending] = useState(false)
  const plan = usePlanCampaign()
  const replan = useReplanCampaign()
  const cancel = useCancelCampaign()
  const remove = useDeleteCampaign()
  const may = (action: Campaign['actions'][number]) => actions.includes(action)

  return (
    <>
      {writes && state === 'draft' && (
        <>
          <ConfirmButton
            danger
            title={`删除「${name}」？`}
            description="草稿删除后无法恢复。"
            okText="删除"
            onConfirm={async () => {
              await remove.mutateAsync(id)
              message.success('草稿已删除')
              await navigate({ to: '/campaigns' })
            }}
          >
            删除
          </ConfirmButton>
          <Button onClick={() => void navigate({ to: `/campaigns/${id}/edit` })}>编辑</Button>
        </>
      )}
      {sends && may('cancel') && (
        <ConfirmButton
          danger
          title={`取消「${name}」？`}
          description="还没有发出的消息不再发送；已经发出的保留在触达明细里。取消后不能恢复。"
          okText="取消群发"
          onConfirm={async () => {
            await cancel.mutateAsync(id)
            message.success('群发已取消')
          }}
        >
          取消群发
        </ConfirmButton>
      )}
      {writes && may('replan') && state !== 'planning' && (
        <ConfirmButton
          title="退回修改？"
          description="现在的发送计划会作废，改好后需要重新生成。还没有发出任何消息。"
          okText="退回修改"
          onConfirm={async () => {
            await replan.mutateAsync(id)
          }}
        >
          退回修改
        </ConfirmButton>
      )}
      {writes && may('plan') && (
        <Button type="primary" loading={plan.isPending} onClick={() => plan.mutate(id)}>
          生成发送计划
        </Button>
      )}
      {sends && may('send') && (
        <>
          <Button type="primary" onClick={() => setSending(true)}>
            {state === 'scheduled' ? '修改发送时间' : '发送'}
          </Button>
          <SendDialog campaign={campaign} open={sending} onClose={() => setSending(false)} />
        </>
      )}
    </>
  )
}
