import { Inject, Injectable } from '@nestjs/common'
import { AppError } from '../../../platform/errors'
import { LOGGER, type Logger } from '../../../platform/logger'
import { WechatApiError, WechatTransportError, workCalls } from '../../../wechat'
import { AccountService, WechatClients } from '../../account'
import { IdentityService } from '../../identity'
import { unknownVariables, type MessageContent, type WorkContent } from './channel'
import type { ChannelPort, Target } from './channel-port'

/** Longest text of a group message in UTF-8 bytes (developer.work.weixin.qq.com/document/path/92135). */
const MAX_TEXT_BYTES = 4000

export type TaskOutcome =
  | { kind: 'waiting'; platformMessageId: string; refused: ReadonlySet<string> }
  | { kind: 'refused' }
  | { kind: 'later'; seconds: number }
  | { kind: 'unknown' }

/** What became of one receiver of a task. */
export interface WorkResult {
  externalUserid: string
  status: 'waiting' | 'delivered' | 'not-a-friend' | 'over-cap'
}

const isWork = (content: MessageContent): content is WorkContent => 'text' in content

/** 企业微信群发: the platform only makes a task; the member confirms it in 企业微信, then the customer gets it. */
@Injectable()
export class WorkChannel implements ChannelPort {
  readonly kind = 'work_group_message'
  readonly missing = 'NOT_A_CONTACT'

  constructor(
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
    private readonly identities: IdentityService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  check(_accountId: number, content: MessageContent): Promise<void> {
    const problems = isWork(content) ? problemsOf(content) : ['缺少正文']
    if (problems.length > 0)
      throw new AppError('MESSAGE_CONTENT_INVALID', { field: 'content', params: { reason: problems.join('；') } })
    return Promise.resolve()
  }

  /** A person with several advisers hears from the one who knows them longest. */
  async targets(accountId: number, customerIds: readonly number[]): Promise<Map<number, Target>> {
    const { key } = await this.accounts.get(accountId)
    const contacts = await this.identities.workContactsOf(key, [...customerIds])
    const oldestLast = [...contacts].sort((a, b) => b.addedAt.getTime() - a.addedAt.getTime())
    return new Map(
      oldestLast.map(({ customerId, identityId, externalUserid, userid }) => [
        customerId,
        { identityId, address: externalUserid, sender: userid },
      ]),
    )
  }

  /** Makes the member's task. @param receivers external_userids, at most 10 000 */
  async createTask(accountId: number, content: WorkContent, sender: string, receivers: string[]): Promise<TaskOutcome> {
    const client = await this.clients.work(accountId)
    const { link } = content
    const attachments = link
      ? [
          {
            msgtype: 'link' as const,
            link: { title: link.title, url: link.url, ...(link.description ? { desc: link.description } : {}) },
          },
        ]
      : undefined
    try {
      const reply = await client.call(workCalls.addGroupMessage, {
        chat_type: 'single',
        external_userid: receivers,
        sender,
        text: { content: content.text },
        ...(attachments ? { attachments } : {}),
      })
      return { kind: 'waiting', platformMessageId: reply.msgid, refused: new Set(reply.fail_list) }
    } catch (error) {
      if (error instanceof WechatTransportError) return { kind: 'unknown' }
      if (!(error instanceof WechatApiError)) throw error
      if ([-1, 45033, 6000].includes(error.errcode)) return { kind: 'later', seconds: 30 }
      if (error.errcode === 45009) return { kind: 'later', seconds: 3600 }
      this.logger.warn({ errcode: error.errcode, reason: error.reason }, '企微群发任务被拒绝')
      return { kind: 'refused' }
    }
  }

  /**
   * What the member has done with a task so far.
   * @returns null while the platform is still handing the task out (41063), else whether it was confirmed and, then, the results
   */
  async progress(
    accountId: number,
    platformMessageId: string,
    sender: string,
  ): Promise<{ confirmed: boolean; results: WorkResult[] } | null> {
    const client = await this.clients.work(accountId)
    try {
      const { task_list } = await client.call(workCalls.groupMessageTasks, { msgid: platformMessageId, limit: 1000 })
      // 2, not 1, means sent (wechat reference §3.7).
      if (!task_list.some(({ userid, status }) => userid === sender && status === 2))
        return { confirmed: false, results: [] }
      const results: WorkResult[] = []
      for (let cursor: string | undefined; cursor !== '';) {
        const page = await client.call(workCalls.groupMessageResults, {
          msgid: platformMessageId,
          userid: sender,
          limit: 1000,
          ...(cursor ? { cursor } : {}),
        })
        results.push(
          ...page.send_list.flatMap(({ external_userid, status }) =>
            external_userid ? [{ externalUserid: external_userid, status: STATUS[status] ?? 'waiting' }] : [],
          ),
        )
        cursor = page.next_cursor
      }
      return { confirmed: true, results }
    } catch (error) {
      if (error instanceof WechatApiError && error.errcode === 41063) return null
      throw error
    }
  }
}

/** 0 not sent, 1 sent, 2 not a friend, 3 over the receiver's cap. */
const STATUS: Record<number, WorkResult['status']> = { 0: 'waiting', 1: 'delivered', 2: 'not-a-friend', 3: 'over-cap' }

function problemsOf({ text, link }: WorkContent): string[] {
  const problems: string[] = []
  if (text.trim() === '') problems.push('请填写正文')
  if (Buffer.byteLength(text) > MAX_TEXT_BYTES) problems.push('正文过长，最多约 1300 个汉字')
  // One task text goes to all of a member's customers, so nothing personal can stand in it.
  if (text.includes('{昵称}')) problems.push('企微群发的正文对所有人相同，不能使用 {昵称}')
  else if (unknownVariables(text).length > 0) problems.push(`正文里有未知变量 {${unknownVariables(text).join('}、{')}}`)
  if (link && !/^https?:\/\//.test(link.url)) problems.push('链接应以 http:// 或 https:// 开头')
  if (link && link.title.trim() === '') problems.push('请填写链接标题')
  return problems
}
