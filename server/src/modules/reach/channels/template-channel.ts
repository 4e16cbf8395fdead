import { Inject, Injectable } from '@nestjs/common'
import { AppError } from '../../../platform/errors'
import { LOGGER, type Logger } from '../../../platform/logger'
import { officialAccountCalls, WechatApiError, WechatTransportError, type MessageTemplate } from '../../../wechat'
import { AccountService, WechatClients } from '../../account'
import { IdentityService } from '../../identity'
import { renderText, unknownVariables, type MessageContent, type TemplateContent } from './channel'
import type { ChannelPort, SendOutcome, Target } from './channel-port'

export interface TemplateDescription {
  templateId: string
  title: string
  /** Keywords to fill, in the order of the template: `thing1`, `time2` … */
  fields: { key: string; label: string; maxLength: number | null }[]
  example: string
}

/** Longest value by keyword type (developers.weixin.qq.com, 模板消息参数值内容限制说明). */
const MAX_LENGTH: Record<string, number> = {
  thing: 20,
  character_string: 32,
  phrase: 5,
  name: 10,
  number: 32,
  letter: 32,
  symbol: 5,
  phone_number: 17,
  car_number: 8,
}

const isTemplate = (content: MessageContent): content is TemplateContent => 'templateId' in content

/** 公众号模板消息: one call per person, the outcome comes back as a callback. */
@Injectable()
export class TemplateChannel implements ChannelPort {
  readonly kind = 'official_account_template'
  readonly missing = 'NOT_A_FOLLOWER'

  constructor(
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
    private readonly identities: IdentityService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async templates(accountId: number): Promise<TemplateDescription[]> {
    const client = await this.clients.officialAccount(accountId)
    const { template_list } = await client.call(officialAccountCalls.templates, undefined)
    return template_list.map(describeTemplate)
  }

  async check(accountId: number, content: MessageContent): Promise<void> {
    if (!isTemplate(content))
      throw new AppError('MESSAGE_CONTENT_INVALID', { field: 'content', params: { reason: '缺少模板' } })
    const template = (await this.templates(accountId)).find(({ templateId }) => templateId === content.templateId)
    if (!template) throw new AppError('MESSAGE_TEMPLATE_UNKNOWN', { field: 'content.templateId' })
    const problems = template.fields.flatMap(({ key, label, maxLength }) => {
      const value = content.values[key]?.trim() ?? ''
      if (value === '') return [`请填写「${label}」`]
      if (unknownVariables(value).length > 0)
        return [`「${label}」里有未知变量 {${unknownVariables(value).join('}、{')}}`]
      return maxLength !== null && [...value].length > maxLength ? [`「${label}」最多 ${maxLength} 个字`] : []
    })
    if (problems.length > 0)
      throw new AppError('MESSAGE_CONTENT_INVALID', {
        field: 'content.values',
        params: { reason: problems.join('；') },
      })
  }

  async targets(accountId: number, customerIds: readonly number[]): Promise<Map<number, Target>> {
    const { key } = await this.accounts.get(accountId)
    const followers = await this.identities.followersOf(key, [...customerIds])
    return new Map(
      followers.map(({ customerId, identityId, openid }) => [
        customerId,
        { identityId, address: openid, sender: null },
      ]),
    )
  }

  /**
   * Sends to one person. The delivery's id rides along as `client_msg_id`, so that a repeated call is harmless.
   * @param person the receiver's openid, and the nickname for `{昵称}`
   */
  async send(
    accountId: number,
    content: TemplateContent,
    person: { openid: string; nickname: string | null },
    deliveryId: number,
  ): Promise<SendOutcome> {
    const client = await this.clients.officialAccount(accountId)
    const limit = (key: string): number => maxLengthOf(key) ?? Number.MAX_SAFE_INTEGER
    const data = Object.fromEntries(
      Object.entries(content.values).map(([key, value]) => [
        key,
        { value: [...renderText(value, person)].slice(0, limit(key)).join('') },
      ]),
    )
    const miniprogram = content.miniProgramPath
      ? { appid: content.miniProgramAppid, pagepath: content.miniProgramPath }
      : undefined
    try {
      const { msgid } = await client.call(officialAccountCalls.sendTemplate, {
        touser: person.openid,
        template_id: content.templateId,
        client_msg_id: `gy${deliveryId}`,
        ...(miniprogram ? { miniprogram } : {}),
        data,
      })
      return { kind: 'submitted', platformMessageId: msgid }
    } catch (error) {
      const outcome = outcomeOf(error)
      if (outcome.kind === 'failed' && error instanceof WechatApiError)
        this.logger.warn({ errcode: error.errcode, deliveryId }, '模板消息被拒绝')
      return outcome
    }
  }
}

function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof WechatTransportError) return { kind: 'unknown' }
  if (!(error instanceof WechatApiError)) throw error
  switch (error.errcode) {
    case 40003:
    case 43004:
      return { kind: 'failed', reason: 'UNSUBSCRIBED' }
    case 45009:
      return { kind: 'later', seconds: 3600 }
    case -1:
    case 45011:
    case 45033:
      return { kind: 'later', seconds: 30 }
    case 40036:
    case 40037:
    case 40249:
    case 40250:
    case 47001:
    case 47003:
      return { kind: 'failed', reason: 'CONTENT_REFUSED' }
    default:
      return { kind: 'failed', reason: 'PLATFORM_ERROR' }
  }
}

const maxLengthOf = (key: string): number | null => MAX_LENGTH[key.replace(/\d+$/, '')] ?? null

/** The template's text reads `名称：{{thing1.DATA}}` line by line. */
function describeTemplate(template: MessageTemplate): TemplateDescription {
  const fields = [...template.content.matchAll(/([^\n{}:：]*)[:：]?\s*\{\{(\w+)\.DATA\}\}/g)].map(([, label, key]) => ({
    key: key ?? '',
    label: label?.trim() || (key ?? ''),
    maxLength: maxLengthOf(key ?? ''),
  }))
  return { templateId: template.template_id, title: template.title, fields, example: template.example }
}
