import type { Clock } from './clock'

export interface JournalEntry {
  seq: number
  /** Sandbox time, ISO 8601 UTC. */
  at: string
  kind: 'call' | 'callback' | 'act'
  method: string
  /** Path with its query, secrets and tokens shortened. */
  path: string
  status: number
  errcode?: number
  /** The request id told to the caller with a refusal. */
  rid?: string
  milliseconds: number
  request?: string
  response?: string
}

const CAPACITY = 2000
const TEXT_LIMIT = 4000
const SECRET_QUERY = /((?:access_token|secret|corpsecret|refresh_token)=)([^&]{0,6})[^&]*/g
const SECRET_FIELD = /("(?:access_token|refresh_token|secret|session_key|ticket)"\s*:\s*")([^"]{0,6})[^"]*"/g
const PHONE = /\b(1\d{2})\d{4}(\d{4})\b/g

/** The last calls and callbacks, for the screen and for tests; nothing here can be used to call anybody. */
export class Journal {
  private entries: JournalEntry[] = []
  private seq = 0

  constructor(private readonly clock: Clock) {}

  add(entry: Omit<JournalEntry, 'seq' | 'at'>): void {
    this.seq += 1
    this.entries.push({
      ...entry,
      seq: this.seq,
      at: this.clock.now().toISOString(),
      path: mask(entry.path),
      request: entry.request === undefined ? undefined : mask(entry.request),
      response: entry.response === undefined ? undefined : mask(entry.response),
    })
    // Cut in halves so that a long run does not shift the whole list at every call.
    if (this.entries.length > 2 * CAPACITY) this.entries = this.entries.slice(-CAPACITY)
  }

  /** Newest first. `path` keeps only entries whose path contains it; `after` only those with a higher number. */
  list(filter: { kind?: string; path?: string; after?: number; limit?: number } = {}): JournalEntry[] {
    const { kind, path, after = 0, limit = 100 } = filter
    const wanted = (entry: JournalEntry): boolean =>
      entry.seq > after &&
      (kind === undefined || entry.kind === kind) &&
      (path === undefined || entry.path.includes(path))
    return this.entries.filter(wanted).slice(-Math.min(limit, CAPACITY)).reverse()
  }

  byRid(rid: string): JournalEntry | undefined {
    return this.entries.findLast((entry) => entry.rid === rid)
  }

  clear(): void {
    this.entries = []
  }
}

function mask(text: string): string {
  const short = text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT)}…` : text
  return short.replace(SECRET_QUERY, '$1$2…').replace(SECRET_FIELD, '$1$2…"').replace(PHONE, '$1****$2')
}
