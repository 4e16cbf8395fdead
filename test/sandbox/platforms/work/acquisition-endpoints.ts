import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { page, text, wholeNumber } from '../../kernel/validate'
import type { AcquisitionLink, AcquisitionLinks } from './acquisition'
import { post, read } from './calls'
import type { Contacts } from './contacts'
import { readLink, readLinkChange } from './link-plan'
import type { WorkSettings } from './settings'

const DAY_SECONDS = 86_400
const SPAN_SECONDS = 30 * DAY_SECONDS
const LOOK_BACK_SECONDS = 180 * DAY_SECONDS
const EXPIRY_SECONDS = 365 * DAY_SECONDS

function describe(link: AcquisitionLink): Record<string, unknown> {
  return ok({
    link: {
      link_id: link.linkId,
      link_name: link.name,
      url: link.url,
      create_time: link.createdAt,
      skip_verify: link.skipVerify,
      mark_source: link.markSource,
    },
    range: { user_list: link.users, department_list: link.departments },
    ...(link.priorityType === undefined
      ? {}
      : { priority_option: { priority_type: link.priorityType, priority_userid_list: link.priorityUsers } }),
  })
}

/** Clicks and new customers of whole days; 40058 for a span over 30 days or before the last 180. */
function statistic(kernel: Kernel, link: AcquisitionLink, body: JsonObject): Record<string, unknown> {
  const from = wholeNumber(body, 'start_time', 0, 40058)
  const to = wholeNumber(body, 'end_time', 0, 40058)
  const now = kernel.clock.nowSeconds()
  if (from > to || to - from > SPAN_SECONDS || from < now - LOOK_BACK_SECONDS)
    throw new PlatformError(40058, 'invalid time range')
  const within = (at: number): boolean => at >= from && at < to + DAY_SECONDS
  return ok({
    click_link_customer_cnt: link.clicks.filter(within).length,
    new_customer_cnt: link.customers.filter(({ at }) => within(at)).length,
  })
}

export function acquisitionEndpoints(
  kernel: Kernel,
  contacts: Contacts,
  links: AcquisitionLinks,
  settings: WorkSettings,
): Endpoint[] {
  const family = 'externalcontact/customer_acquisition'
  const one = { link_id: '…' }
  const range = { user_list: ['linxiaoyu'] }
  const externalUserid = (number: number): string => {
    const person = kernel.people.numbered(number)
    return person === undefined ? '' : contacts.externalUserid(person)
  }
  return [
    post(`${family}/list_link`, '获客链接列表', { limit: 100 }, ({ body }) => {
      const { items, nextCursor } = page(links.list(), body, 100, 100)
      return ok({ link_id_list: items.map(({ linkId }) => linkId), next_cursor: nextCursor })
    }),
    post(`${family}/get`, '获客链接详情', one, ({ body }) => describe(links.require(body))),
    post(`${family}/create_link`, '创建获客链接', { link_name: '门店获客', range }, ({ body }) => {
      const { linkId, name, url, createdAt } = links.create(readLink(body, contacts.directory))
      return ok({ link: { link_id: linkId, link_name: name, url, create_time: createdAt } })
    }),
    post(`${family}/update_link`, '编辑获客链接', { ...one, range }, ({ body }) => {
      const link = links.require(body)
      Object.assign(link, readLinkChange(body, contacts.directory))
      return ok()
    }),
    post(`${family}/delete_link`, '删除获客链接', one, ({ body }) => {
      links.remove(body)
      return ok()
    }),
    post(`${family}/customer`, '由获客链接添加的客户', one, ({ body }) => {
      const { items, nextCursor } = page(links.require(body).customers, body, 1000, 1000)
      return ok({
        customer_list: items.map(({ number, userid, chatStatus, state }) => ({
          external_userid: externalUserid(number),
          userid,
          chat_status: chatStatus,
          ...(state === '' ? {} : { state }),
        })),
        next_cursor: nextCursor,
      })
    }),
    post(
      `${family}/statistic`,
      '获客链接统计',
      { ...one, start_time: 1_790_000_000, end_time: 1_791_000_000 },
      ({ body }) => statistic(kernel, links.require(body), body),
    ),
    post(`${family}/get_chat_info`, '获客链接的首次会话', { chat_key: '…' }, ({ body }) => {
      const { link, customer } = links.byChatKey(text(body, 'chat_key', 40058))
      return ok({
        userid: customer.userid,
        external_userid: externalUserid(customer.number),
        chat_info: { recv_msg_cnt: customer.messages, link_id: link.linkId, state: customer.state },
      })
    }),
    read('externalcontact/customer_acquisition_quota', '获客额度', {}, () => {
      const { acquisitionBalance: balance } = settings.current
      const expires = kernel.clock.nowSeconds() + EXPIRY_SECONDS
      return ok({ total: Math.max(1000, balance), balance, quota_list: [{ expire_date: expires, balance }] })
    }),
  ]
}
