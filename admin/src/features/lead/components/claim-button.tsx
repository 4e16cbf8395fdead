import { App, Button } from 'antd'
import { useSession } from '../../../lib/session'
import { useClaimLead } from '../api/follow-lead'
import { LEAD_PATH, type LeadRow } from '../labels'

/** Takes a lead out of the pool; only sales own leads. */
export function ClaimButton({ lead }: { lead: LeadRow }) {
  const { role } = useSession()
  const { message } = App.useApp()
  const claim = useClaimLead()
  const open = LEAD_PATH.includes(lead.state) && lead.state !== 'won'
  if (role !== 'sales' || lead.ownerId !== null || !open) return null
  return (
    <Button
      size="small"
      loading={claim.isPending}
      onClick={(event) => {
        event.stopPropagation()
        claim.mutate(lead.id, { onSuccess: () => void message.success('已领取') })
      }}
    >
      领取
    </Button>
  )
}
