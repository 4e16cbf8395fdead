import { Injectable } from '@nestjs/common'

export { readInstant } from './read-instant'

/** The only reader of the present. Tests put a moved one in its place. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date()
  }
}

/** Shanghai has had no summer time since 1991. */
const SHANGHAI_MS = 8 * 3_600_000

/** The calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const shanghaiDay = (at: Date): string => new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 10)
