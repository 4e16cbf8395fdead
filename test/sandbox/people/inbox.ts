import type { Clock } from '../kernel/clock'
import { randomHex } from '../kernel/ids'
import type { Store } from '../kernel/store'
import type { Person } from './people'

export interface Attachment {
  kind: 'link' | 'image' | 'miniprogram' | 'video' | 'voice' | 'file'
  title?: string
  description?: string
  url?: string
  imageUrl?: string
  appid?: string
  page?: string
}

/** A message as the person's phone shows it. */
export interface InboxMessage {
  id: string
  /** Sandbox time, ISO 8601 UTC. */
  at: string
  kind:
    | 'template'
    | 'subscribe'
    | 'customer_service'
    | 'mass'
    | 'reply'
    | 'welcome'
    | 'group_send'
    | 'sent_by_person'
    | 'sms'
    | 'notice'
  /** The chat it stands in: an account, a WeCom member or an SMS signature. */
  from: { kind: 'official_account' | 'mini_program' | 'work' | 'sms'; id: string; name: string; detail?: string }
  title?: string
  text?: string
  fields?: { label: string; value: string }[]
  url?: string
  miniprogram?: { appid: string; page: string }
  attachments?: Attachment[]
  /** Answers to tap under a menu message. */
  choices?: { id: string; text: string }[]
}

const KEPT_PER_PERSON = 200
/** Of the crowd only so many phones are kept: who received something longest ago is forgotten first. */
const KEPT_UNKNOWN = 5000

export class Inbox {
  private readonly rows
  private readonly unknown = new Map<string, InboxMessage[]>()

  constructor(
    store: Store,
    private readonly clock: Clock,
    private readonly isUnknown: (person: Person) => boolean,
  ) {
    this.rows = store.map<InboxMessage[]>('inboxes')
    store.onClear(() => this.unknown.clear())
  }

  /** Oldest first, as a chat is read. */
  of(person: Person): InboxMessage[] {
    return this.rows.get(person.id) ?? this.unknown.get(person.id) ?? []
  }

  deliver(person: Person, message: Omit<InboxMessage, 'id' | 'at'>): InboxMessage {
    const full: InboxMessage = { id: randomHex(8), at: this.clock.now().toISOString(), ...message }
    const messages = [...this.of(person), full].slice(-KEPT_PER_PERSON)
    if (this.isUnknown(person)) this.keepUnknown(person, messages)
    else this.rows.set(person.id, messages)
    return full
  }

  private keepUnknown(person: Person, messages: InboxMessage[]): void {
    this.unknown.delete(person.id)
    this.unknown.set(person.id, messages)
    if (this.unknown.size <= KEPT_UNKNOWN) return
    for (const [oldest] of this.unknown) {
      this.unknown.delete(oldest)
      return
    }
  }
}
