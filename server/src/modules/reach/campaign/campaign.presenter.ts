import { CHANNEL_KINDS, type ChannelKind, type TemplateContent, type WorkContent } from '../channels/channel'
import { FAILURE_REASONS, SKIP_REASONS, type DeliveryState } from '../delivery/delivery.states'
import type { CampaignMessage } from './campaign-message.entity'
import type { CampaignCounts, CampaignDetail, CampaignMessageReply, CampaignRow, ReasonCount } from './campaign.dto'
import type { Campaign } from './campaign.entity'
import { campaignMachine } from './campaign.states'

export const emptyCounts = (): CampaignCounts => ({
  planned: 0,
  skipped: 0,
  sending: 0,
  submitted: 0,
  unknown: 0,
  delivered: 0,
  failed: 0,
})

/** Adds up deliveries by state. */
export function sumCounts(
  rows: readonly { state: keyof CampaignCounts; deliveries: number | string }[],
): CampaignCounts {
  const counts = emptyCounts()
  for (const { state, deliveries } of rows) counts[state] += Number(deliveries)
  return counts
}

/** The Chinese words for a reason, whichever list it comes from. */
export const reasonLabel = (reason: string): string => ({ ...SKIP_REASONS, ...FAILURE_REASONS })[reason] ?? reason

export const presentReason = (row: {
  channel: ChannelKind
  state: DeliveryState
  reason: string
  people: number | string
}): ReasonCount => ({
  channel: row.channel,
  state: row.state,
  reason: row.reason,
  label: reasonLabel(row.reason),
  people: Number(row.people),
})

/** One line of the list. */
export const presentRow = (
  campaign: Campaign,
  channels: ChannelKind[],
  counts: CampaignCounts,
  segmentName: string | null,
  createdByName: string | null,
): CampaignRow => ({
  id: campaign.id,
  name: campaign.name,
  state: campaign.state,
  segmentId: campaign.segmentId,
  segmentName: segmentName ?? '（分群已删除）',
  channels,
  controlBasisPoints: campaign.controlBasisPoints,
  audienceSize: campaign.audienceSize,
  counts,
  createdByName,
  createdAt: campaign.createdAt.toISOString(),
  scheduledAt: campaign.scheduledAt?.toISOString() ?? null,
  startedAt: campaign.startedAt?.toISOString() ?? null,
  finishedAt: campaign.finishedAt?.toISOString() ?? null,
})

interface DetailParts {
  messages: { message: CampaignMessage; accountName: string; counts: CampaignCounts }[]
  reasons: ReasonCount[]
  reachedPeople: number
  controlPeople: number
  planJobId: number | null
  nextAllowedAt: Date
}

/** Everything the campaign's own page shows, but the effect. */
export const presentDetail = (campaign: Campaign, row: CampaignRow, parts: DetailParts): CampaignDetail => ({
  ...row,
  audienceSentence: campaign.audienceSentence,
  channelPolicy: campaign.channelPolicy,
  conversionEvent: campaign.conversionEvent,
  conversionDays: campaign.conversionDays,
  ignoreQuietHours: campaign.ignoreQuietHours,
  plannedAt: campaign.plannedAt?.toISOString() ?? null,
  messages: parts.messages.map(presentMessage),
  reasons: parts.reasons,
  reachedPeople: parts.reachedPeople,
  controlPeople: parts.controlPeople,
  actions: campaignMachine.actions(campaign.state),
  planJobId: parts.planJobId,
  nextAllowedAt: parts.nextAllowedAt.toISOString(),
})

function presentMessage({ message, accountName, counts }: DetailParts['messages'][number]): CampaignMessageReply {
  const { id, channel, accountId, content } = message
  const template = channel === 'official_account_template' ? (content as TemplateContent) : null
  const work = channel === 'work_group_message' ? (content as WorkContent) : null
  return { id, channel, accountId, accountName, template, work, counts }
}

/** Names of the channels, for an operator. */
export const channelLabel = (channel: ChannelKind): string => CHANNEL_KINDS[channel]
