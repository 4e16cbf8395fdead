export const CHANNEL_KINDS = {
  official_account_template: '公众号模板消息',
  work_group_message: '企业微信群发',
} as const

/** Channels that only answer: an operator cannot choose them for a campaign. */
export const ANSWER_CHANNELS = { work_welcome: '企业微信欢迎语' } as const

export type ChannelKind = keyof typeof CHANNEL_KINDS

/** A template message: values by the template's keyword, with `{昵称}` filled in per person. */
export interface TemplateContent {
  templateId: string
  /** What the operator sees in lists. */
  templateTitle: string
  values: Record<string, string>
  /** Page of the brand's mini-program that a tap opens; empty = none. */
  miniProgramPath: string
  miniProgramAppid: string
}

/** A 企微 message from one's own adviser. */
export interface WorkContent {
  text: string
  /** An article or page to attach. */
  link: { title: string; description: string; url: string } | null
}

export type MessageContent = TemplateContent | WorkContent

/** What can be put into a message per person. */
export const VARIABLES = { 昵称: '客户昵称，没有时写「朋友」' } as const

/** Fills `{昵称}` in. Unknown places are refused when the message is saved, so none is left here. */
export const renderText = (text: string, person: { nickname: string | null }): string =>
  text.replaceAll('{昵称}', person.nickname ?? '朋友')

/** Places of a text that no variable stands behind. */
export const unknownVariables = (text: string): string[] =>
  [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '').filter((name) => !(name in VARIABLES))
