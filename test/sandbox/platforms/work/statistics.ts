import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { object, texts, wholeNumber } from '../../kernel/validate'
import { post } from './calls'
import type { Contacts } from './contacts'
import type { GroupChat, GroupChats } from './group-chats'

const DAY_SECONDS = 86_400
const SHANGHAI_SECONDS = 8 * 3600
const LONGEST_DAYS = 30
const OLDEST_DAYS = 180
const OWNERS = 100
const LARGEST_PAGE = 1000

/** Midnight in Asia/Shanghai, at which days begin for statistics. */
function dayStart(seconds: number): number {
  return Math.floor((seconds + SHANGHAI_SECONDS) / DAY_SECONDS) * DAY_SECONDS - SHANGHAI_SECONDS
}

/**
 * Figures of members and groups by day (protocol reference §3.9, §3.11). They come from what is kept here: who was added
 * when, who wrote last when, who is in which group since when. Answer times and complaints are made up or zero.
 */
class Statistics {
  constructor(
    private readonly kernel: Kernel,
    private readonly contacts: Contacts,
    private readonly chats: GroupChats,
  ) {}

  /** Of several members the figures are added up. */
  behaviour(body: JsonObject): Record<string, unknown> {
    const { directory } = this.contacts
    const named = texts(body, 'userid', 40058)
    const parties: unknown = body.partyid ?? []
    if (!Array.isArray(parties) || !parties.every((id): id is number => Number.isInteger(id)))
      throw new PlatformError(40058, 'invalid partyid')
    if (named.length > OWNERS || parties.length > OWNERS || named.length + parties.length === 0)
      throw new PlatformError(40058, 'invalid userid or partyid size')
    const userids = new Set([
      ...named.map((userid) => directory.require(userid).userid),
      ...parties.flatMap((id) => directory.inDepartment(id, true).map(({ userid }) => userid)),
    ])
    const days = this.days(body, 'start_time', 'end_time')
    const added = new Map<number, number>()
    const chats = new Map<number, number>()
    for (const userid of userids)
      for (const { createdAt, lastChatAt } of this.contacts.relations.all(userid)) {
        countIn(added, dayStart(createdAt))
        countIn(chats, dayStart(lastChatAt))
      }
    return ok({
      behavior_data: days.map((day) => {
        const chatted = chats.get(day) ?? 0
        const fresh = added.get(day) ?? 0
        return {
          stat_time: day,
          chat_cnt: chatted,
          message_cnt: chatted,
          ...(chatted === 0 ? {} : { reply_percentage: 100, avg_reply_time: 1 }),
          negative_feedback_cnt: 0,
          new_apply_cnt: fresh,
          new_contact_cnt: fresh,
        }
      }),
    })
  }

  /** One row per owner, for the whole span. */
  groupsByOwner(body: JsonObject): Record<string, unknown> {
    const owners = this.owners(body)
    const [first = 0, last = 0] = this.span(body)
    const offset = wholeNumber(body, 'offset', 0, 40058)
    const limit = wholeNumber(body, 'limit', 500, 40058)
    if (offset < 0 || limit < 1 || limit > LARGEST_PAGE) throw new PlatformError(40058, 'invalid offset or limit')
    const items = owners.slice(offset, offset + limit).map((owner) => ({
      owner,
      data: figures(this.ownedBy([owner]), first, last + DAY_SECONDS),
    }))
    return ok({ total: owners.length, next_offset: offset + items.length, items })
  }

  /** One row per day, for all owners together. */
  groupsByDay(body: JsonObject): Record<string, unknown> {
    const chats = this.ownedBy(this.owners(body))
    const days = this.days(body, 'day_begin_time', 'day_end_time')
    return ok({ items: days.map((day) => ({ stat_time: day, data: figures(chats, day, day + DAY_SECONDS) })) })
  }

  private owners(body: JsonObject): string[] {
    const owners = texts(object(body, 'owner_filter', 40058), 'userid_list', 40058)
    if (owners.length === 0 || owners.length > OWNERS) throw new PlatformError(40058, 'invalid userid_list size')
    return owners.map((userid) => this.contacts.directory.require(userid).userid)
  }

  private ownedBy(owners: string[]): GroupChat[] {
    return owners.flatMap((owner) => this.chats.ownedBy(owner)).flatMap((chatId) => this.chats.find(chatId) ?? [])
  }

  /** Begin and end; without an end it is that one day. */
  private span(body: JsonObject): number[] {
    const from = wholeNumber(body, 'day_begin_time', 0, 40058)
    const days = this.days({ from, to: wholeNumber(body, 'day_end_time', from, 40058) }, 'from', 'to')
    return [days[0] ?? 0, days.at(-1) ?? 0]
  }

  /** The days of a closed interval; 40058 for more than 30 or for what is longer ago than 180. */
  private days(body: JsonObject, start: string, end: string): number[] {
    const from = wholeNumber(body, start, 0, 40058)
    const to = wholeNumber(body, end, from, 40058)
    const [first, last] = [dayStart(from), dayStart(to)]
    const oldest = dayStart(this.kernel.clock.nowSeconds()) - OLDEST_DAYS * DAY_SECONDS
    const count = (last - first) / DAY_SECONDS + 1
    if (first < oldest || count < 1 || count > LONGEST_DAYS) throw new PlatformError(40058, 'invalid time range')
    return Array.from({ length: count }, (_, place) => first + place * DAY_SECONDS)
  }
}

function figures(chats: GroupChat[], from: number, until: number): Record<string, number> {
  const inSpan = (at: number): boolean => at >= from && at < until
  const there = chats.filter(({ createdAt }) => createdAt < until)
  const members = there.flatMap(({ members: all }) => all.filter(({ joinedAt }) => joinedAt < until))
  return {
    new_chat_cnt: there.filter(({ createdAt }) => inSpan(createdAt)).length,
    chat_total: there.length,
    chat_has_msg: 0,
    new_member_cnt: members.filter(({ joinedAt }) => inSpan(joinedAt)).length,
    member_total: members.length,
    member_has_msg: 0,
    msg_cnt: 0,
    migrate_trainee_chat_cnt: 0,
  }
}

function countIn(counts: Map<number, number>, day: number): void {
  counts.set(day, (counts.get(day) ?? 0) + 1)
}

export function statisticsEndpoints(kernel: Kernel, contacts: Contacts, chats: GroupChats): Endpoint[] {
  const statistics = new Statistics(kernel, contacts, chats)
  const family = 'externalcontact'
  const span = { day_begin_time: 1_790_000_000, owner_filter: { userid_list: ['linxiaoyu'] } }
  return [
    post(
      `${family}/get_user_behavior_data`,
      '联系客户统计，按天，最多 30 天',
      { userid: ['linxiaoyu'], start_time: 1_790_000_000, end_time: 1_790_086_400 },
      ({ body }) => statistics.behaviour(body),
    ),
    post(`${family}/groupchat/statistic`, '客户群统计，按群主', span, ({ body }) => statistics.groupsByOwner(body)),
    post(`${family}/groupchat/statistic_group_by_day`, '客户群统计，按天', span, ({ body }) =>
      statistics.groupsByDay(body),
    ),
  ]
}
