import { accountErrors } from './account'
import { contentErrors } from './content'
import { eventErrors } from './event'
import { identityErrors } from './identity'
import { incentiveErrors } from './incentive'
import { insightErrors } from './insight'
import { intakeErrors } from './intake'
import { leadErrors } from './lead'
import { orderErrors } from './order'
import { platformErrors } from './platform'
import { privacyErrors } from './privacy'
import { productErrors } from './product'
import { reachErrors } from './reach'
import { ruleErrors } from './rule'
import { segmentErrors } from './segment'
import { staffErrors } from './staff'
import { tagErrors } from './tag'
import type { ErrorDeclaration } from './declaration'

export type { ErrorDeclaration } from './declaration'

/** The one catalogue of coded errors, shared by the server (which raises them) and the clients (which switch on them). */
export const ERRORS = {
  ...platformErrors,
  ...accountErrors,
  ...staffErrors,
  ...privacyErrors,
  ...intakeErrors,
  ...identityErrors,
  ...eventErrors,
  ...contentErrors,
  ...productErrors,
  ...orderErrors,
  ...incentiveErrors,
  ...ruleErrors,
  ...tagErrors,
  ...segmentErrors,
  ...reachErrors,
  ...leadErrors,
  ...insightErrors,
} as const satisfies Record<string, ErrorDeclaration>

export type ErrorCode = keyof typeof ERRORS

/** One fault of an input. */
export interface ErrorDetail {
  field: string
  /** The kind of fault, of rules (RuleFault): `window-in-future`, `unknown-event` … */
  code?: string
  message: string
}

/** The shape of every refusal that the server answers with. */
export interface ErrorReply {
  error: {
    code: ErrorCode
    message: string
    field?: string
    details?: ErrorDetail[]
    requestId: string
  }
}
