import { Injectable } from '@nestjs/common'

/** The only reader of the present. Tests put a moved one in its place. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date()
  }
}
