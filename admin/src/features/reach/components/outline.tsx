import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { formatCount, formatPercent } from '../../../lib/format'
import { CountLink, Section, Sentence } from '../../../ui'
import { optionsQuery, templatesQuery } from '../api/campaign-options'
import type { DeliveryFilter } from '../api/list-deliveries'
import { draftOf, type MessageDraft } from '../draft'
import { CHANNELS, type Campaign } from '../labels'
import { ChannelFunnel } from './channel-funnel'
import { PhonePreview } from './phone-preview'
import css from './outline.module.css'
import { Reasons } from './reasons'

/** What was planned, what came of it, and why some got nothing. */
export function Outline({ campaign }: { campaign: Campaign }) {
  const navigate = useNavigate()
  const { data: options } = useQuery(optionsQuery)
  const open = (filter: Partial<Record<DeliveryFilter, string>>) =>
    void navigate({ to: '.', search: { tab: 'deliveries', ...filter } })
  const event = options?.conversionEvents.find(({ name }) => name === campaign.conversionEvent)?.label
  const drawn = campaign.reachedPeople + campaign.controlPeople
  const nobody = campaign.audienceSize - drawn
  return (
    <div className="stack">
      <div className={css.columns}>
        <Section title="人群">
          {campaign.audienceSize > 0 ? (
            <dl className={css.split}>
              <div>
                <dt>圈选</dt>
                <dd>{formatCount(campaign.audienceSize)}</dd>
              </div>
              <div>
                <dt>触达组</dt>
                <dd>
                  <CountLink count={campaign.reachedPeople} onClick={() => open({ arm: 'reached' })} />
                </dd>
              </div>
              <div>
                <dt>对照组</dt>
                <dd>
                  <CountLink count={campaign.controlPeople} onClick={() => open({ control: 'true' })} />
                </dd>
              </div>
              <div>
                <dt>无法触达</dt>
                <dd>
                  <CountLink count={nobody} onClick={() => open({ arm: 'none' })} />
                </dd>
              </div>
            </dl>
          ) : (
            <p className="faint">生成发送计划后，这里显示触达组与对照组的人数。</p>
          )}
          <div className={css.sentence}>
            <Sentence text={campaign.audienceSentence || campaign.segmentName} quiet />
          </div>
          <div className="small faint">
            {campaign.conversionDays} 天内「{event ?? campaign.conversionEvent}」算一次转化
            {campaign.controlBasisPoints > 0 && ` · 对照组 ${formatPercent(campaign.controlBasisPoints / 10_000, 0)}`}
            {campaign.messages.length > 1 &&
              ` · ${campaign.channelPolicy === 'each' ? '每个渠道各发一条' : '只发排在前面的渠道'}`}
          </div>
        </Section>
        <Section title="为什么没有收到" hint="点击查看是谁">
          <Reasons campaign={campaign} onOpen={open} />
        </Section>
      </div>
      {draftOf(campaign).messages.map((message, index) => {
        const counts = campaign.messages[index]?.counts
        return (
          <Section
            key={`${message.channel}:${message.accountId}`}
            title={CHANNELS[message.channel].label}
            hint={message.accountName}
          >
            <div className={css.message}>
              <div className={css.numbers}>
                {counts && <ChannelFunnel channel={message.channel} counts={counts} onOpen={open} />}
              </div>
              <Preview message={message} />
            </div>
          </Section>
        )
      })}
    </div>
  )
}

function Preview({ message }: { message: MessageDraft }) {
  const { data } = useQuery({
    ...templatesQuery(message.accountId),
    enabled: message.channel === 'official_account_template',
  })
  return (
    <PhonePreview
      message={message}
      template={data?.find(({ templateId }) => templateId === message.template.templateId)}
    />
  )
}
