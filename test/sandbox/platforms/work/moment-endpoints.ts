import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { page, text, wholeNumber } from '../../kernel/validate'
import { post, read } from './calls'
import type { Contacts, Relation } from './contacts'
import type { CorpTags } from './corp-tags'
import type { UseMedia } from './media'
import { readMoment } from './moment-order'
import { JOB_STATUS, type Moment, type Moments, type Reaction } from './moments'

const LIST_SECONDS = 30 * 86_400
/** Unverified: SDK documents say 100, others 20. */
const LIST_LIMIT = 20

/** What is told about moments (protocol reference §3.8). */
class MomentAnswers {
  constructor(
    private readonly kernel: Kernel,
    private readonly contacts: Contacts,
    private readonly moments: Moments,
  ) {}

  job(jobid: string): Record<string, unknown> {
    const { moment, status } = this.moments.job(jobid)
    const { invalidUsers, invalidDepartments, invalidTags } = moment.order
    return ok({
      status,
      type: 'add_moment_task',
      ...(status === JOB_STATUS.done
        ? {
            result: {
              errcode: 0,
              errmsg: 'ok',
              moment_id: moment.momentId,
              invalid_sender_list: { user_list: invalidUsers, department_list: invalidDepartments },
              invalid_external_contact_list: { tag_list: invalidTags },
            },
          }
        : {}),
    })
  }

  list(body: JsonObject): Record<string, unknown> {
    const from = wholeNumber(body, 'start_time', 0, 40058)
    const to = wholeNumber(body, 'end_time', 0, 40058)
    if (from <= 0 || to < from || to - from > LIST_SECONDS) throw new PlatformError(40058, 'invalid time range')
    const personal = wholeNumber(body, 'filter_type', 2, 40058) === 1
    const moments = this.moments.list().filter(({ createdAt }) => {
      const at = Math.floor(createdAt / 1000)
      return !personal && at >= from && at <= to
    })
    const { items, nextCursor } = page(moments.reverse(), body, LIST_LIMIT, LIST_LIMIT)
    return ok({ moment_list: items.map(present), next_cursor: nextCursor })
  }

  tasks(body: JsonObject): Record<string, unknown> {
    const { items, nextCursor } = page(this.moments.require(body).tasks, body, 500, 1000)
    return ok({
      task_list: items.map(({ userid, publishedAt }) => ({
        userid,
        publish_status: publishedAt === undefined ? 0 : 1,
      })),
      next_cursor: nextCursor,
    })
  }

  /** Whom it may reach when the member publishes it. */
  customers(body: JsonObject): Record<string, unknown> {
    const { moment, userid } = this.ask(body)
    const { items, nextCursor } = page(this.moments.audience(moment, userid), body, 500, 1000)
    return ok({
      customer_list: items.map((relation) => ({ userid, external_userid: this.externalUserid(relation) })),
      next_cursor: nextCursor,
    })
  }

  /** Whom it reached: nobody until the member has published it. */
  results(body: JsonObject): Record<string, unknown> {
    const { moment, userid } = this.ask(body)
    const published = this.moments.task(moment, userid).publishedAt !== undefined
    const { items, nextCursor } = page(published ? this.moments.audience(moment, userid) : [], body, 3000, 5000)
    return ok({
      customer_list: items.map((relation) => ({ external_userid: this.externalUserid(relation) })),
      next_cursor: nextCursor,
    })
  }

  comments(body: JsonObject): Record<string, unknown> {
    const { moment, userid } = this.ask(body)
    const those = (kind: Reaction['kind']): Record<string, unknown>[] =>
      moment.reactions
        .filter((reaction) => reaction.userid === userid && reaction.kind === kind)
        .map((reaction) => ({ external_userid: this.externalUserid(reaction), create_time: reaction.at }))
    return ok({ comment_list: those('comment'), like_list: those('like') })
  }

  private ask(body: JsonObject): { moment: Moment; userid: string } {
    const moment = this.moments.require(body)
    return { moment, userid: this.moments.task(moment, text(body, 'userid', 40058)).userid }
  }

  private externalUserid({ number }: Pick<Relation, 'number'>): string {
    const person = this.kernel.people.numbered(number)
    return person === undefined ? '' : this.contacts.externalUserid(person)
  }
}

function present({ momentId, createdAt, order }: Moment): Record<string, unknown> {
  const those = (wanted: string): JsonObject[] =>
    order.attachments.filter(({ kind }) => kind === wanted).map(({ part }) => part)
  const [video] = those('video')
  const [link] = those('link')
  return {
    moment_id: momentId,
    create_time: Math.floor(createdAt / 1000),
    create_type: 0,
    visible_type: order.forAll ? 1 : 0,
    ...(order.text === '' ? {} : { text: { content: order.text } }),
    ...(those('image').length === 0 ? {} : { image: those('image') }),
    ...(video === undefined ? {} : { video }),
    ...(link === undefined ? {} : { link }),
  }
}

export function momentEndpoints(
  kernel: Kernel,
  contacts: Contacts,
  tags: CorpTags,
  moments: Moments,
  use: UseMedia,
): Endpoint[] {
  const answers = new MomentAnswers(kernel, contacts, moments)
  const family = 'externalcontact'
  const one = { moment_id: 'mom…' }
  const member = { ...one, userid: 'linxiaoyu' }
  const span = { start_time: 1_790_000_000, end_time: 1_792_000_000 }
  return [
    post(`${family}/add_moment_task`, '创建客户朋友圈', { text: { content: '谷雨新茶' } }, ({ body }) =>
      ok({ jobid: moments.create(readMoment(body, contacts.directory, tags, use)).jobid }),
    ),
    read(`${family}/get_moment_task_result`, '创建朋友圈的结果', { jobid: '…' }, ({ query }) =>
      answers.job(query.jobid ?? ''),
    ),
    post(`${family}/cancel_moment_task`, '停止发表朋友圈', one, ({ body }) => {
      moments.cancel(body)
      return ok()
    }),
    post(`${family}/get_moment_list`, '朋友圈列表', span, ({ body }) => answers.list(body)),
    post(`${family}/get_moment_task`, '朋友圈发表状态', one, ({ body }) => answers.tasks(body)),
    post(`${family}/get_moment_customer_list`, '朋友圈可见客户', member, ({ body }) => answers.customers(body)),
    post(`${family}/get_moment_send_result`, '朋友圈已见客户', member, ({ body }) => answers.results(body)),
    post(`${family}/get_moment_comments`, '朋友圈互动', member, ({ body }) => answers.comments(body)),
  ]
}
