import type { Schema } from '../../lib/api'
import type { Template } from './api/campaign-options'
import type { Campaign, ChannelKind } from './labels'

type TemplateContent = Schema<'TemplateContentDto'>

export interface MessageDraft {
  channel: ChannelKind
  accountId: number
  accountName: string
  template: Omit<TemplateContent, 'values'> & { values: Record<string, string> }
  work: { text: string; link: { title: string; description: string; url: string } | null }
}

/** A campaign while it is being written. */
export interface CampaignDraft {
  name: string
  segmentId: number | null
  controlPercent: number
  channelPolicy: Campaign['channelPolicy']
  conversionEvent: string
  conversionDays: number
  messages: MessageDraft[]
}

export const newDraft = (segmentId: number | null): CampaignDraft => ({
  name: '',
  segmentId,
  controlPercent: 10,
  channelPolicy: 'each',
  conversionEvent: 'purchase',
  conversionDays: 7,
  messages: [],
})

export const newMessage = (channel: ChannelKind, accountId: number, accountName: string): MessageDraft => ({
  channel,
  accountId,
  accountName,
  template: { templateId: '', templateTitle: '', values: {}, miniProgramPath: '', miniProgramAppid: '' },
  work: { text: '', link: null },
})

/** The draft that a saved campaign was written from. */
export const draftOf = (campaign: Campaign): CampaignDraft => ({
  name: campaign.name,
  segmentId: campaign.segmentId,
  controlPercent: campaign.controlBasisPoints / 100,
  channelPolicy: campaign.channelPolicy,
  conversionEvent: campaign.conversionEvent,
  conversionDays: campaign.conversionDays,
  messages: campaign.messages.map(({ channel, accountId, accountName, template, work }) => {
    const blank = newMessage(channel, accountId, accountName)
    return {
      ...blank,
      template: template ? { ...template, values: template.values } : blank.template,
      work: work ? { text: work.text, link: work.link ?? null } : blank.work,
    }
  }),
})

/** What the server is asked to keep. Only for a draft without problems. */
export const bodyOf = (draft: CampaignDraft, segmentId: number): Schema<'SaveCampaignDto'> => ({
  name: draft.name.trim(),
  segmentId,
  controlBasisPoints: Math.round(draft.controlPercent * 100),
  channelPolicy: draft.channelPolicy,
  conversionEvent: draft.conversionEvent,
  conversionDays: draft.conversionDays,
  messages: draft.messages.map(({ channel, accountId, template, work }) =>
    channel === 'official_account_template' ? { channel, accountId, template } : { channel, accountId, work },
  ),
})

const VARIABLE = '{昵称}'
/** Longest text of a 企微 group message in bytes of UTF-8, as the server counts it. */
const WORK_BYTES = 4000

/** How long a value is for the platform's limit; the nickname counts as it is written. */
export const lengthOf = (value: string): number => Array.from(value).length

const strangers = (text: string): string[] =>
  [...text.matchAll(/\{[^{}]*\}/g)].map(([found]) => found).filter((found) => found !== VARIABLE)

/** What is wrong with one message, by field; empty when it can be sent. `template` is the chosen one, when known. */
export function messageProblems(message: MessageDraft, template: Template | undefined): Record<string, string> {
  return message.channel === 'official_account_template' ? templateProblems(message, template) : workProblems(message)
}

function templateProblems(
  { template: { templateId, values } }: MessageDraft,
  template: Template | undefined,
): Record<string, string> {
  if (!templateId) return { template: '请选择模板' }
  const problems: Record<string, string> = {}
  for (const { key, label, maxLength } of template?.fields ?? []) {
    const value = values[key]?.trim() ?? ''
    const [stranger] = strangers(value)
    if (!value) problems[key] = `请填写「${label}」`
    else if (stranger) problems[key] = `没有 ${stranger} 这个变量`
    else if (maxLength !== null && lengthOf(value) > maxLength) problems[key] = `最多 ${maxLength} 个字`
  }
  return problems
}

function workProblems({ work: { text, link } }: MessageDraft): Record<string, string> {
  const problems: Record<string, string> = {}
  const [stranger] = strangers(text)
  if (!text.trim()) problems.text = '请填写正文'
  else if (text.includes(VARIABLE)) problems.text = '企微群发的正文对所有人相同，不能使用 {昵称}'
  else if (stranger) problems.text = `没有 ${stranger} 这个变量`
  else if (new TextEncoder().encode(text).length > WORK_BYTES) problems.text = '正文过长，最多约 1300 个汉字'
  if (link) {
    if (!link.title.trim()) problems.linkTitle = '请填写链接标题'
    if (!/^https?:\/\/\S+$/.test(link.url)) problems.linkUrl = '链接应以 http:// 或 https:// 开头'
  }
  return problems
}
