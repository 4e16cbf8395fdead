import type { FailureReason, SkipReason } from '../delivery/delivery.states'
import type { ChannelKind, MessageContent } from './channel'

/** Where a message for one person goes. */
export interface Target {
  identityId: number
  /** The openid or external_userid. */
  address: string
  /** 企微: the member in whose name it goes. */
  sender: string | null
}

/** What the platform made of one message. */
export type SendOutcome =
  | { kind: 'submitted'; platformMessageId: string }
  | { kind: 'failed'; reason: FailureReason }
  | { kind: 'skipped'; reason: SkipReason }
  /** Not taken; try again after so many seconds. */
  | { kind: 'later'; seconds: number }
  /** No answer came: the platform may or may not have taken it. */
  | { kind: 'unknown' }

/** How one channel checks what is said and finds whom it reaches. */
export interface ChannelPort {
  kind: ChannelKind
  /** Why somebody without a target is skipped. */
  missing: SkipReason
  /** @throws MESSAGE_CONTENT_INVALID, MESSAGE_TEMPLATE_UNKNOWN */
  check(accountId: number, content: MessageContent): Promise<void>
  /** Those of `customerIds` who can be reached now. */
  targets(accountId: number, customerIds: readonly number[]): Promise<Map<number, Target>>
}
