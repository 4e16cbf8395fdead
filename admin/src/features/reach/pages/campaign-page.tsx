import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { formatPercent, formatTime } from '../../../lib/format'
import { JobProgress, PageHeader, QueryView, StatePill } from '../../../ui'
import { campaignQuery } from '../api/get-campaign'
import { CampaignButtons } from '../components/campaign-buttons'
import { Deliveries } from '../components/deliveries'
import { Effect } from '../components/effect'
import { Outline } from '../components/outline'
import { CAMPAIGN_STATES, type Campaign } from '../labels'

export default function CampaignPage() {
  const { campaignId = '' }: { campaignId?: string } = useParams({ strict: false })
  const campaign = useQuery(campaignQuery(Number(campaignId)))
  return (
    <QueryView query={campaign} rows={10}>
      {(found) => <CampaignScreen campaign={found} />}
    </QueryView>
  )
}

function CampaignScreen({ campaign }: { campaign: Campaign }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { tab = 'outline' }: { tab?: string } = useSearch({ strict: false })
  const { label, tone } = CAMPAIGN_STATES[campaign.state]
  const drawn = campaign.reachedPeople + campaign.controlPeople > 0
  return (
    <div className="stack">
      <PageHeader
        back={{ to: '/campaigns', label: '群发' }}
        title={campaign.name}
        badge={<StatePill tone={tone}>{label}</StatePill>}
        description={story(campaign)}
        actions={<CampaignButtons campaign={campaign} />}
      />
      {campaign.planJobId !== null && (
        <JobProgress
          key={campaign.planJobId}
          jobId={campaign.planJobId}
          title="正在生成发送计划"
          onEnd={() => void client.invalidateQueries({ queryKey: ['campaigns'] })}
        />
      )}
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ to: '.', search: key === 'outline' ? {} : { tab: key } })}
        items={[
          { key: 'outline', label: '概况', children: <Outline campaign={campaign} /> },
          { key: 'deliveries', label: '触达明细', disabled: !drawn, children: <Deliveries campaign={campaign} /> },
          {
            key: 'effect',
            label: '效果',
            disabled: campaign.startedAt === null,
            children: <Effect campaign={campaign} />,
          },
        ]}
        destroyOnHidden
      />
    </div>
  )
}

/** Whom it is for and when it went out, in one line. */
function story({ segmentName, controlBasisPoints, startedAt, scheduledAt, state }: Campaign): string {
  const control = controlBasisPoints > 0 ? `对照组 ${formatPercent(controlBasisPoints / 10_000, 0)}` : '无对照组'
  const when =
    startedAt !== null
      ? `${formatTime(startedAt)} 开始发送`
      : state === 'scheduled'
        ? `将于 ${formatTime(scheduledAt)} 发送`
        : '尚未发送'
  return `${segmentName} · ${control} · ${when}`
}
