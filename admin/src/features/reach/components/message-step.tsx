import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { EmptyState, Section } from '../../../ui'
import { templatesQuery, type CampaignOptions } from '../api/campaign-options'
import { messageProblems, newMessage, type MessageDraft } from '../draft'
import { CHANNELS } from '../labels'
import css from './editor.module.css'
import { PhonePreview } from './phone-preview'
import { TemplateFields } from './template-fields'
import { WorkFields } from './work-fields'

interface Props {
  messages: MessageDraft[]
  onChange: (messages: MessageDraft[]) => void
  options: CampaignOptions
  showProblems: boolean
}

const keyOf = ({ channel, accountId }: Pick<MessageDraft, 'channel' | 'accountId'>) => `${channel}:${accountId}`

/** What they get: one card per channel account, each with its preview. */
export function MessageStep({ messages, onChange, options, showProblems }: Props) {
  const used = new Set(messages.map(keyOf))
  const free = options.channels.filter((choice) => !used.has(keyOf(choice)))
  return (
    <div className="stack">
      {messages.map((message, index) => (
        <MessageCard
          key={keyOf(message)}
          message={message}
          miniProgramAppid={options.miniProgramAppid}
          showProblems={showProblems}
          onChange={(changed) => onChange(messages.with(index, changed))}
          onRemove={() => onChange(messages.filter((other) => other !== message))}
        />
      ))}
      {messages.length === 0 && (
        <Section>
          <EmptyState compact title="还没有消息" description="选择一个渠道，开始写第一条消息" />
        </Section>
      )}
      {free.length > 0 && (
        <div className="row">
          {free.map(({ channel, accountId, accountName, channelLabel }) => (
            <Button
              key={keyOf({ channel, accountId })}
              icon={<PlusOutlined />}
              onClick={() => onChange([...messages, newMessage(channel, accountId, accountName)])}
            >
              添加{channelLabel}（{accountName}）
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

interface CardProps {
  message: MessageDraft
  miniProgramAppid: string | null
  showProblems: boolean
  onChange: (message: MessageDraft) => void
  onRemove: () => void
}

function MessageCard({ message, miniProgramAppid, showProblems, onChange, onRemove }: CardProps) {
  const isTemplate = message.channel === 'official_account_template'
  const { data: templates } = useQuery({ ...templatesQuery(message.accountId), enabled: isTemplate })
  const template = templates?.find(({ templateId }) => templateId === message.template.templateId)
  const problems = showProblems ? messageProblems(message, template) : {}
  return (
    <Section
      title={CHANNELS[message.channel].label}
      hint={message.accountName}
      extra={
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={`移除${CHANNELS[message.channel].label}`}
          onClick={onRemove}
        />
      }
    >
      <div className={css.message}>
        <div className={css.fields}>
          {isTemplate ? (
            <TemplateFields
              message={message}
              miniProgramAppid={miniProgramAppid}
              problems={problems}
              onChange={(patch) => onChange({ ...message, template: { ...message.template, ...patch } })}
            />
          ) : (
            <WorkFields
              work={message.work}
              problems={problems}
              onChange={(patch) => onChange({ ...message, work: { ...message.work, ...patch } })}
            />
          )}
        </div>
        <PhonePreview message={message} template={template} />
      </div>
    </Section>
  )
}
