import type { Endpoint } from '../../kernel/endpoint'
import { weixinRows } from '../weixin/rows'
import type { MassMessages } from './mass-messages'

const PER_MINUTE = 60
const PER_DAY = 100

/** Mass messages (protocol reference §1.11); how many calls a day an account has is a number of ours (unverified there). */
export function massEndpoints(messages: MassMessages): Endpoint[] {
  const content = { msgtype: 'text', text: { content: '谷雨集春茶上新' } }
  const refusals = [40007, 40008, 44004, 45065, 45066, 45067]
  const job = { body: { msg_id: '1157442317482000001' } }
  const sending = { method: 'POST', minuteLimit: PER_MINUTE, dailyLimit: PER_DAY } as const
  return weixinRows(
    ['official_account'],
    [
      {
        ...sending,
        path: '/cgi-bin/message/mass/sendall',
        about: '按标签群发；每位关注者每自然月最多收到 4 条',
        sample: { body: { filter: { is_to_all: false, tag_id: 105 }, ...content, clientmsgid: 'spring-1' } },
        errors: [...refusals, 40035, 45159],
        handle: ({ body }) => messages.sendToTag(body),
      },
      {
        ...sending,
        path: '/cgi-bin/message/mass/send',
        about: '按 OpenID 群发，2 到 10000 人',
        sample: { body: { touser: ['OPENID1', 'OPENID2'], ...content, clientmsgid: 'spring-2' } },
        errors: [...refusals, 40003, 40130, 45019],
        handle: ({ body }) => messages.sendToPeople(body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/message/mass/preview',
        about: '预览；按微信号每天最多 100 次',
        sample: { body: { touser: 'OPENID1', ...content } },
        errors: [40003, 40007, 40008, 40132, 43004, 44004],
        handle: ({ body }) => messages.preview(body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/message/mass/get',
        about: '查询群发状态：SENDING、SEND_SUCCESS、SEND_FAIL、DELETE',
        sample: job,
        errors: [40059],
        handle: ({ body }) => messages.status(body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/message/mass/delete',
        about: '删除群发（仅图文和视频）',
        sample: { body: { msg_id: '1157442317482000001', article_idx: 0 } },
        errors: [40008, 40035, 40059],
        handle: ({ body }) => messages.remove(body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/message/mass/speed/get',
        about: '查询群发速度',
        bodyOptional: true,
        handle: () => messages.speed(),
      },
      {
        method: 'POST',
        path: '/cgi-bin/message/mass/speed/set',
        about: '设置群发速度，0（最快）到 4',
        sample: { body: { speed: 1 } },
        errors: [45083],
        handle: ({ body }) => messages.setSpeed(body),
      },
    ],
  )
}
