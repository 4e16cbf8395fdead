import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { Kernel } from '../../kernel/kernel'
import type { OAuth } from '../open/oauth'
import { jsTicket } from '../weixin-base'
import type { WorkMember } from '../../accounts'

const ROOT_DEPARTMENT = 1
const ACTIVE = 1

/** A member as a self-built app sees one since 2022-06: no phone, portrait, gender or address. */
function present({ userid, name, title }: WorkMember): Record<string, unknown> {
  return {
    userid,
    name,
    department: [ROOT_DEPARTMENT],
    main_department: ROOT_DEPARTMENT,
    position: title,
    status: ACTIVE,
    isleader: 0,
    enable: 1,
  }
}

/** Credentials, address book and page log-in of WeCom (protocol reference §3.0, §3.13–3.15). */
export function memberEndpoints(kernel: Kernel, oauth: OAuth): Endpoint[] {
  const common = { host: 'qyapi.weixin.qq.com', method: 'GET', token: ['work'] } satisfies Partial<Endpoint>
  const { work } = kernel.accounts
  return [
    {
      ...common,
      path: '/cgi-bin/gettoken',
      token: [],
      handle: ({ query }) => {
        if (query.corpid === undefined || query.corpid === '') throw new PlatformError(41002, 'corpid missing')
        if (query.corpsecret === undefined || query.corpsecret === '')
          throw new PlatformError(41004, 'corpsecret missing')
        if (query.corpid !== work.corpid) throw new PlatformError(40013, 'invalid corpid')
        if (query.corpsecret !== work.secret) throw new PlatformError(40001, 'invalid credential')
        return ok({ ...kernel.tokens.issueWork(work.corpid, work.secret) })
      },
    },
    {
      ...common,
      path: '/cgi-bin/user/get',
      handle: ({ query }) => {
        const member = work.members.find(({ userid }) => userid === query.userid)
        if (member === undefined) throw new PlatformError(60111)
        return ok(present(member))
      },
    },
    { ...common, path: '/cgi-bin/user/list', handle: () => ok({ userlist: work.members.map(present) }) },
    {
      ...common,
      path: '/cgi-bin/user/simplelist',
      handle: () =>
        ok({ userlist: work.members.map(({ userid, name }) => ({ userid, name, department: [ROOT_DEPARTMENT] })) }),
    },
    {
      ...common,
      path: '/cgi-bin/department/list',
      handle: () =>
        ok({
          department: [
            {
              id: ROOT_DEPARTMENT,
              name: work.name,
              name_en: '',
              department_leader: [],
              parentid: 0,
              order: 100_000_000,
            },
          ],
        }),
    },
    {
      ...common,
      path: '/cgi-bin/auth/getuserinfo',
      handle: ({ query }) => {
        if (query.code === undefined || query.code === '') throw new PlatformError(40029)
        return ok(oauth.memberInfo(query.code))
      },
    },
    { ...common, path: '/cgi-bin/get_jsapi_ticket', handle: () => ok(jsTicket(kernel, `corp ${work.corpid}`)) },
    {
      ...common,
      path: '/cgi-bin/ticket/get',
      handle: ({ query }) => {
        if (query.type !== 'agent_config') throw new PlatformError(40058)
        return ok(jsTicket(kernel, `agent ${work.corpid} ${work.agentId}`))
      },
    },
    { ...common, path: '/cgi-bin/getcallbackip', handle: () => ok({ ip_list: ['127.0.0.1'] }) },
  ]
}
