import { createHash } from 'node:crypto'

import { fieldInstant, fieldText, type MessageFields, type MessageValue } from './xml'

/** What tells the event of one name from another of the same name, person and second. */
export type TellingFields = Readonly<Record<string, readonly string[]>>

/** A message, as far as all platforms agree. */
export interface MessageHead {
  /** `event` by its name as the platform spells it, or the kind of message (`text`, `image` …). */
  type: { event: string } | { message: string }
  occurredAt: Date | undefined
  /** The same for every delivery of the same message, different for different ones. */
  dedupKey: string
}

/**
 * Reads kind, time and identity of a message. Messages repeat with the same `MsgId`; events have none and repeat with
 * the same sender and second, to which the fields are added that tell apart two events of one second (protocol §1.2, §3.1).
 * An event that is not listed is told by everything in it.
 */
export function readHead(fields: MessageFields, always: readonly string[], byEvent: TellingFields): MessageHead {
  const occurredAt = fieldInstant(fields, 'CreateTime')
  const event = fieldText(fields, 'Event')
  const kind = fieldText(fields, 'MsgType')
  if (kind === 'event' && event !== undefined) {
    const telling = byEvent[event]
    const told =
      telling === undefined ? sortedKeys(fields) : [...always, ...telling].map((name) => valueAt(fields, name))
    return { type: { event }, occurredAt, dedupKey: `event:${digest([event, told])}` }
  }
  const id = fieldText(fields, 'MsgId')
  const hasId = id !== undefined && id !== ''
  return {
    type: { message: kind ?? '' },
    occurredAt,
    dedupKey: hasId ? `message:${id}` : `event:${digest(sortedKeys(fields))}`,
  }
}

/**
 * The parts that a platform repeats. XML turns one `<List>` into an object and several into a list, JSON does the same
 * (protocol §1.4); a wrapper around them is there in XML and missing in JSON.
 * @param path the wrappers, outermost first, and the repeated name last; wrappers that are missing are passed over
 */
export function repeated(fields: MessageFields, path: readonly string[]): MessageFields[] {
  const last = path.at(-1) ?? ''
  let holder = fields
  for (const name of path.slice(0, -1)) {
    const inner = holder[name]
    if (isFields(inner)) holder = inner
  }
  const found = holder[last]
  const items = Array.isArray(found) ? found : [found]
  return items.filter(isFields)
}

/** A field below others: `['ScanCodeInfo', 'ScanResult']`. */
export function fieldAt(fields: MessageFields, path: readonly string[]): string | undefined {
  const value = path.reduce<MessageValue | undefined>(
    (inner, name) => (isFields(inner) ? inner[name] : undefined),
    fields,
  )
  return typeof value === 'string' ? value : undefined
}

function isFields(value: MessageValue | undefined): value is MessageFields {
  return typeof value === 'object' && !Array.isArray(value)
}

const valueAt = (fields: MessageFields, name: string): MessageValue => {
  const value = fields[name]
  return value === undefined ? '' : sortedKeys(value)
}

/** The same content in another order is the same message. */
function sortedKeys(value: MessageValue): MessageValue {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(sortedKeys)
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortedKeys(value[key] ?? '')]),
  )
}

const digest = (told: unknown): string => createHash('sha256').update(JSON.stringify(told)).digest('hex')
