import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { text } from '../../kernel/validate'
import type { Person } from '../../people/people'
import type { Contacts, Relation } from './contacts'
import type { MomentOrder } from './moment-order'

export interface Reaction {
  kind: 'comment' | 'like'
  /** Under which member's post. */
  userid: string
  number: number
  at: number
  text?: string
}

export interface Moment {
  momentId: string
  jobid: string
  /** Unix milliseconds: the job is at work for a moment after this. */
  createdAt: number
  order: MomentOrder
  tasks: { userid: string; publishedAt?: number }[]
  reactions: Reaction[]
  cancelled: boolean
}

export const JOB_STATUS = { begun: 1, running: 2, done: 3 } as const
const JOB_MS = 1000
const JOB_KEPT_MS = 24 * 3600 * 1000
/** Unverified (protocol reference §8). */
const PER_MINUTE = 10
const PER_MONTH = 100_000

/** The company's moments, which members publish to their customers (protocol reference §3.8). */
export class Moments {
  private readonly rows

  constructor(
    private readonly kernel: Kernel,
    private readonly contacts: Contacts,
  ) {
    this.rows = kernel.store.map<Moment>('moments')
  }

  list(): Moment[] {
    return [...this.rows.values()]
  }

  create(order: MomentOrder): Moment {
    this.kernel.quota.take('moments', PER_MINUTE, 'minute', 45009)
    this.kernel.quota.take('moments', PER_MONTH, 'month')
    const moment: Moment = {
      momentId: `mom${randomText(29)}`,
      jobid: randomText(32),
      createdAt: this.kernel.clock.nowMs(),
      order,
      tasks: order.senders.map((userid) => ({ userid })),
      reactions: [],
      cancelled: false,
    }
    this.rows.set(moment.momentId, moment)
    return moment
  }

  /** The job and how far it is; 40058 when there is none or it is forgotten after a day. */
  job(jobid: string): { moment: Moment; status: number } {
    const moment = this.list().find((item) => item.jobid === jobid)
    const age = moment === undefined ? Infinity : this.kernel.clock.nowMs() - moment.createdAt
    if (moment === undefined || age > JOB_KEPT_MS) throw new PlatformError(40058, 'invalid jobid')
    return { moment, status: age < JOB_MS ? JOB_STATUS.running : JOB_STATUS.done }
  }

  require(body: JsonObject): Moment {
    const moment = this.rows.get(text(body, 'moment_id', 40058))
    if (moment === undefined) throw new PlatformError(40058, 'invalid moment_id')
    return moment
  }

  find(momentId: string): Moment | undefined {
    return this.rows.get(momentId)
  }

  cancel(body: JsonObject): void {
    this.require(body).cancelled = true
  }

  /** A member's task, or 60111 for somebody who has none. */
  task(moment: Moment, userid: string): Moment['tasks'][number] {
    const task = moment.tasks.find((item) => item.userid === userid)
    if (task === undefined) throw new PlatformError(60111)
    return task
  }

  tasksOf(userid: string): Moment[] {
    return this.list().filter(({ tasks }) => tasks.some((task) => task.userid === userid))
  }

  /** False when there is nothing open to publish. */
  publish(momentId: string, userid: string): boolean {
    const moment = this.rows.get(momentId)
    const task = moment?.tasks.find((item) => item.userid === userid)
    if (moment === undefined || task === undefined || moment.cancelled || task.publishedAt !== undefined) return false
    task.publishedAt = this.kernel.clock.nowSeconds()
    return true
  }

  /** Whose customers may see a member's post. */
  audience(moment: Moment, userid: string): Readonly<Relation>[] {
    const { tagIds } = moment.order
    return this.contacts.relations
      .all(userid)
      .filter(
        (relation) =>
          !relation.removedByContact && (tagIds.length === 0 || tagIds.some((tag) => relation.tagIds.includes(tag))),
      )
  }

  /** What a person sees in their moments, newest first. */
  shownTo(person: Person): { moment: Moment; userid: string; publishedAt: number }[] {
    return this.list()
      .flatMap((moment) => moment.tasks.map((task) => ({ moment, ...task })))
      .flatMap(({ moment, userid, publishedAt }) => {
        const relation = publishedAt === undefined ? undefined : this.contacts.relation(userid, person)
        if (publishedAt === undefined || relation === undefined || relation.removedByContact) return []
        const { tagIds } = moment.order
        const visible = tagIds.length === 0 || tagIds.some((tag) => relation.tagIds.includes(tag))
        return visible ? [{ moment, userid, publishedAt }] : []
      })
      .sort((a, b) => b.publishedAt - a.publishedAt)
  }

  /** A person likes or comments what they see; false when they do not see it. */
  react(person: Person, momentId: string, userid: string, words?: string): boolean {
    const seen = this.shownTo(person).find((item) => item.moment.momentId === momentId && item.userid === userid)
    if (seen === undefined) return false
    seen.moment.reactions.push({
      kind: words === undefined ? 'like' : 'comment',
      userid,
      number: person.number,
      at: this.kernel.clock.nowSeconds(),
      ...(words === undefined ? {} : { text: words }),
    })
    return true
  }
}
