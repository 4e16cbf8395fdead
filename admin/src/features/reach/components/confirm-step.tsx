import { useQuery } from '@tanstack/react-query'
import { Section } from '../../../ui'
import { templatesQuery, type CampaignOptions } from '../api/campaign-options'
import type { CampaignDraft, MessageDraft } from '../draft'
import { Audience } from './audience-step'
import css from './editor.module.css'
import { PhonePreview } from './phone-preview'

/** Everything once more before the plan is made. */
export function ConfirmStep({ draft, options }: { draft: CampaignDraft; options: CampaignOptions }) {
  const event =
    options.conversionEvents.find(({ name }) => name === draft.conversionEvent)?.label ?? draft.conversionEvent
  return (
    <div className="stack">
      <Section title={draft.name || '未命名群发'}>
        <div className={css.fields}>
          {draft.segmentId !== null && <Audience segmentId={draft.segmentId} />}
          <dl className={css.facts}>
            <div>
              <dt>对照组</dt>
              <dd>{draft.controlPercent === 0 ? '不设' : `${draft.controlPercent}%，随机留出，不发送`}</dd>
            </div>
            <div>
              <dt>转化</dt>
              <dd>
                {draft.conversionDays} 天内「{event}」
              </dd>
            </div>
            {draft.messages.length > 1 && (
              <div>
                <dt>多渠道</dt>
                <dd>{draft.channelPolicy === 'each' ? '每个渠道各发一条' : '只发排在前面的渠道'}</dd>
              </div>
            )}
          </dl>
          <p className="small faint">
            生成计划不会发送任何消息：会逐人检查营销同意、关注与好友关系、触达频次，列出谁会收到、谁会跳过以及原因。
          </p>
        </div>
      </Section>
      <div className={css.previews}>
        {draft.messages.map((message) => (
          <Preview key={`${message.channel}:${message.accountId}`} message={message} />
        ))}
      </div>
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
