import { Injectable } from '@nestjs/common'

export { checkedInstant, readInstant } from './read-instant'

/** The only reader of the present. Tests put a moved one in its place. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date()
  }
}

export { DAY_MS, SHANGHAI_MS, shanghaiDay, startOfShanghaiDay } from '@guiyi/shared'
