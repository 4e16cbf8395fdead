import type { Delivery } from '../../callbacks/callback-sender'
import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalText, page, text, texts, wholeNumber } from '../../kernel/validate'
import type { Person } from '../../people/people'
import type { Contacts } from './contacts'
import { readCursor, writeCursor } from './paging'

export const TRANSFER_STATUS = { done: 1, waiting: 2, refused: 3, full: 4, none: 5 } as const

export interface Transfer {
  id: string
  handover: string
  takeover: string
  number: number
  status: number
  requestedAt: number
  /** When it takes or took effect (unix seconds). */
  takesEffectAt: number
  resigned: boolean
  message: string
}

const CUSTOMERS = 100
const MESSAGE_LIMIT = 200
const EFFECT_SECONDS = 24 * 3600
const TRANSFERS = 2
const TRANSFER_SPAN_SECONDS = 90 * 86_400
/** A member has room for so many customers by default. */
const ROOM = 20_000
const TIMER = 'work transfer'

/** Customers handed over between members, on the job or after leaving (protocol reference §3.10). */
export class Transfers {
  private readonly rows

  constructor(
    private readonly kernel: Kernel,
    private readonly contacts: Contacts,
  ) {
    this.rows = kernel.store.map<Transfer>('transfers')
    kernel.timers.register<{ id: string }>(TIMER, ({ id }, at) => this.takeEffect(id, at))
  }

  /** Starts handing over: each customer gets a code of their own, 0 when it began. */
  start(body: JsonObject, resigned: boolean): Record<string, unknown>[] {
    const { handover, takeover } = this.readPair(body)
    if (handover === takeover) throw new PlatformError(40058, 'handover and takeover are the same member')
    if (this.contacts.directory.find(takeover) === undefined) throw new PlatformError(60111)
    const left = this.contacts.directory.leftAt(handover) !== undefined
    if (resigned && !left) throw new PlatformError(40097, 'the member has not resigned')
    if (!resigned && left) throw new PlatformError(60111)
    const message = optionalText(body, 'transfer_success_msg', 40058) ?? ''
    if ([...message].length > MESSAGE_LIMIT) throw new PlatformError(40058)
    const asked = texts(body, 'external_userid', 40058)
    if (asked.length === 0 || asked.length > CUSTOMERS) throw new PlatformError(40058)
    return asked.map((externalUserid) => ({
      external_userid: externalUserid,
      errcode: this.begin({ handover, takeover, resigned, message }, externalUserid),
    }))
  }

  /** How the handing over between two members went; up to 1000 customers a page. */
  results(body: JsonObject, resigned: boolean): Record<string, unknown> {
    const { handover, takeover } = this.readPair(body)
    const rows = [...this.rows.values()].filter(
      (row) => row.resigned === resigned && row.handover === handover && row.takeover === takeover,
    )
    const { items, nextCursor } = page(rows, { cursor: body.cursor }, 1000, 1000)
    return {
      customer: items.flatMap(({ number, status, takesEffectAt }) => {
        const person = this.kernel.people.numbered(number)
        if (person === undefined) return []
        return [{ external_userid: this.contacts.externalUserid(person), status, takeover_time: takesEffectAt }]
      }),
      next_cursor: nextCursor,
    }
  }

  /** Customers of members who left and whom nobody has taken; by cursor or by page number. */
  unassigned(body: JsonObject): Record<string, unknown> {
    const size = wholeNumber(body, 'page_size', 1000, 40058)
    if (size < 1 || size > 1000) throw new PlatformError(40058)
    const members = this.contacts.directory.left()
    const [first = '0', start = ''] = readCursor(body)
    let skip = body.cursor === undefined ? wholeNumber(body, 'page_id', 0, 40058) * size : 0
    const info: Record<string, unknown>[] = []
    let next = ''
    for (let which = Number(first); which < members.length && next === ''; which += 1) {
      const userid = members[which] ?? ''
      const position = which === Number(first) ? start : ''
      const found = this.contacts.relations.page(userid, position, size - info.length + skip)
      for (const { number } of found.items.slice(skip)) {
        const person = this.kernel.people.numbered(number)
        if (person === undefined) continue
        info.push({
          handover_userid: userid,
          external_userid: this.contacts.externalUserid(person),
          dimission_time: this.contacts.directory.leftAt(userid),
        })
      }
      skip = Math.max(0, skip - found.items.length)
      if (found.next !== '') next = writeCursor(String(which), found.next)
      else if (info.length === size && which + 1 < members.length) next = writeCursor(String(which + 1))
    }
    return { info, is_last: next === '', next_cursor: next }
  }

  /** Whose handing over waits, for the screen. */
  waitingOf(person: Person): Transfer[] {
    return [...this.rows.values()].filter(
      ({ number, status }) => number === person.number && status === TRANSFER_STATUS.waiting,
    )
  }

  /** Those a member gives away or takes, oldest first. */
  of(userid: string): Transfer[] {
    return [...this.rows.values()].filter(({ handover, takeover }) => handover === userid || takeover === userid)
  }

  /** The customer would rather stay. Null when nothing waits. */
  async refuse(person: Person): Promise<Delivery | null> {
    const [transfer] = this.waitingOf(person)
    if (transfer === undefined) return null
    transfer.status = TRANSFER_STATUS.refused
    return this.contacts.transferFailed(person, transfer.handover, 'customer_refused')
  }

  private readPair(body: JsonObject): { handover: string; takeover: string } {
    const handover = text(body, 'handover_userid', 40058)
    const takeover = text(body, 'takeover_userid', 40058)
    const { directory } = this.contacts
    if (directory.find(handover) === undefined && directory.leftAt(handover) === undefined)
      throw new PlatformError(60111)
    return { handover, takeover }
  }

  private begin(
    plan: Pick<Transfer, 'handover' | 'takeover' | 'resigned' | 'message'>,
    externalUserid: string,
  ): number {
    const person = this.kernel.people.byExternalUserid(externalUserid, this.contacts.corpid)
    if (person === undefined) return 40096
    if (this.contacts.relation(plan.handover, person) === undefined) return 84061
    const now = this.kernel.clock.nowSeconds()
    const earlier = [...this.rows.values()].filter(({ number }) => number === person.number)
    if (earlier.some(({ status }) => status === TRANSFER_STATUS.waiting)) return 40100
    const recent = earlier.filter(
      ({ status, requestedAt }) => status === TRANSFER_STATUS.done && now - requestedAt < TRANSFER_SPAN_SECONDS,
    )
    if (!plan.resigned && recent.length >= TRANSFERS) return 40128
    const id = `transfer-${this.kernel.store.next('transfer')}`
    const takesEffectAt = now + EFFECT_SECONDS
    const { number } = person
    this.rows.set(id, { ...plan, id, number, status: TRANSFER_STATUS.waiting, requestedAt: now, takesEffectAt })
    this.kernel.timers.after(EFFECT_SECONDS * 1000, TIMER, { id })
    return 0
  }

  private async takeEffect(id: string, at: number): Promise<void> {
    const transfer = this.rows.get(id)
    const person = transfer === undefined ? undefined : this.kernel.people.numbered(transfer.number)
    if (transfer?.status !== TRANSFER_STATUS.waiting || person === undefined) return
    const { handover, takeover, message } = transfer
    if (this.contacts.relations.count(takeover) >= ROOM) {
      transfer.status = TRANSFER_STATUS.full
      await this.contacts.transferFailed(person, handover, 'customer_limit_exceed')
      return
    }
    transfer.status = TRANSFER_STATUS.done
    const words = message === '' ? `您好，${this.contacts.directory.nameOf(takeover)}将继续为您服务。` : message
    this.kernel.inbox.deliver(person, { kind: 'notice', from: this.contacts.sender(takeover), text: words })
    await this.contacts.moveTo(person, handover, takeover, at)
  }
}
