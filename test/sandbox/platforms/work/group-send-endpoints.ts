import type { Endpoint } from '../../kernel/endpoint'
import type { GroupSends } from './group-sends'

export function groupSendEndpoints(sends: GroupSends): Endpoint[] {
  const common = { host: 'qyapi.weixin.qq.com', method: 'POST', token: ['work'] } satisfies Partial<Endpoint>
  const base = '/cgi-bin/externalcontact'
  return [
    { ...common, path: `${base}/add_msg_template`, handle: ({ body }) => sends.create(body) },
    { ...common, path: `${base}/get_groupmsg_task`, handle: ({ body }) => sends.tasks(body) },
    { ...common, path: `${base}/get_groupmsg_send_result`, handle: ({ body }) => sends.results(body) },
    { ...common, path: `${base}/cancel_groupmsg_send`, handle: ({ body }) => sends.cancel(body) },
  ]
}
