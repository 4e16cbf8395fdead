import type { CustomerSummary } from '../identity'
import type { FollowUp } from './follow-up/follow-up.entity'
import type { FollowUpReply, LeadRow } from './lead.dto'
import type { Lead } from './lead.entity'
import { isOpen } from './lead.states'

/** One line of a list of leads. */
export const presentLead = (
  lead: Lead,
  publicId: string,
  person: Pick<CustomerSummary, 'publicId' | 'displayName' | 'phoneMasked'> | undefined,
  ownerName: string | null,
  now: Date,
): LeadRow => ({
  id: publicId,
  customerId: person?.publicId ?? '',
  displayName: person?.displayName ?? '已删除的客户',
  phoneMasked: person?.phoneMasked ?? null,
  state: lead.state,
  ownerId: lead.ownerId,
  ownerName,
  source: lead.source,
  nextStep: lead.nextStep,
  nextStepAt: lead.nextStepAt?.toISOString() ?? null,
  overdue: isOpen(lead.state) && lead.nextStepAt !== null && lead.nextStepAt < now,
  lastFollowedAt: lead.lastFollowedAt?.toISOString() ?? null,
  createdAt: lead.createdAt.toISOString(),
  closedAt: lead.closedAt?.toISOString() ?? null,
})

export const presentFollowUp = (entry: FollowUp, staffName: string | null): FollowUpReply => ({
  id: entry.id,
  at: entry.createdAt.toISOString(),
  staffName,
  kind: entry.kind,
  text: entry.text,
  fromState: entry.fromState,
  toState: entry.toState,
})
