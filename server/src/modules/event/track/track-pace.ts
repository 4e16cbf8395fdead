import { Injectable } from '@nestjs/common'
import { Clock } from '../../../platform/clock'
import { AppError } from '../../../platform/errors'
import { TokenBucket, type Allowance } from './token-bucket'
import type { TrackSourceKind } from './track-source.entity'

/** Messages per process. A page's key can be read by anybody, so that whoever abuses one must not drown the others. */
const ALLOWED: Readonly<Record<TrackSourceKind, Allowance>> = {
  web: { perSecond: 2_000, burst: 20_000 },
  server: { perSecond: 40_000, burst: 200_000 },
}

/** Keeps each source to its allowance. */
@Injectable()
export class TrackPace {
  private readonly buckets = new Map<number, TokenBucket>()

  constructor(private readonly clock: Clock) {}

  /**
   * Counts messages of a source before they are looked at.
   * @throws TOO_MANY_REQUESTS
   */
  pass(sourceId: number, kind: TrackSourceKind, messages: number): void {
    const now = this.clock.now().getTime()
    const bucket = this.buckets.get(sourceId) ?? new TokenBucket(ALLOWED[kind], now)
    this.buckets.set(sourceId, bucket)
    if (bucket.take(messages, now) > 0) throw new AppError('TOO_MANY_REQUESTS')
  }
}
