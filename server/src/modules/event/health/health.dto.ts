import type { EventPropertyType } from '@guiyi/shared'
import { IsInt, Max, Min } from 'class-validator'
import type { EventAlertKind } from './event-alert.entity'
import type { VolumeVerdict } from './volume.policy'

export class EventUsersReply {
  tags: number
  segments: number
}

export class EventHealthRow {
  name: string
  label: string
  builtIn: boolean
  paused: boolean
  archived: boolean
  ownerName: string | null
  expectedDaily: number | null
  /** The past 14 days of Asia/Shanghai, today included, oldest first. */
  days: number[]
  /** The past 24 full hours. */
  lastDay: number
  /** What those hours of the week usually bring; null without three weeks of history. */
  usual: number | null
  verdict: VolumeVerdict | null
  /** The window, the count and the median that the verdict compares; null without a judgement. */
  window: VolumeWindow | null
  firstAt: string | null
  lastAt: string | null
  total: number
  /** Held in the quarantine now. */
  held: number
  /** Rules in force that read it. */
  users: EventUsersReply
}

export class VolumeWindow {
  hours: number
  seen: number
  expected: number
  score: number
}

export class UndeclaredEvent {
  sourceId: number
  sourceName: string
  event: string
  count: number
  lastAt: string
}

export class EventHealthReply {
  events: EventHealthRow[]
  undeclared: UndeclaredEvent[]
  /** First day of `days`, `YYYY-MM-DD`. */
  firstDay: string
}

export class PropertyDayReply {
  /** Calendar day of Asia/Shanghai, `YYYY-MM-DD`. */
  day: string
  /** Recorded events that carry it. */
  filled: number
  /** Recorded events without it, and those held for lacking it. */
  empty: number
  /** Events held because its value means nothing there; for an undeclared one, because it came at all. */
  wrong: number
}

/** Sums are of the days told. All is counted by when the events happened. */
export class PropertyHealthReply {
  key: string
  label: string
  /** Null for an undeclared one. */
  type: EventPropertyType | null
  required: boolean
  declared: boolean
  filled: number
  empty: number
  wrong: number
  /** The part of `empty` that was held, since it is required. */
  missing: number
  /** empty / (filled + empty); null when nothing came. */
  nullRate: number | null
  /** wrong / (filled + wrong): of the values that came. */
  wrongRate: number | null
  firstAt: string | null
  lastAt: string | null
  /** The past 14 days, today included, oldest first. */
  days: PropertyDayReply[]
}

export class EventHealthDetail {
  name: string
  label: string
  /** Counts by the hour of the past seven days, oldest first, and what the same hours usually bring (median of the weeks before). */
  hourly: number[]
  usual: number[]
  /** When `hourly` begins. */
  from: string
  properties: PropertyHealthReply[]
}

export class EventAlertReply {
  id: number
  kind: EventAlertKind
  event: string
  /** Key of the property that it is about; '' when it is about the event. */
  property: string
  sentence: string
  openedAt: string
  lastFoundAt: string
  resolvedAt: string | null
  /** Told in WeCom. */
  notified: boolean
  read: boolean
  mutedUntil: string | null
  /** Nobody answers for the event. */
  unowned: boolean
}

export class MuteAlertDto {
  /** 0 lets it speak again. */
  @IsInt()
  @Min(0)
  @Max(24 * 30)
  hours: number
}
