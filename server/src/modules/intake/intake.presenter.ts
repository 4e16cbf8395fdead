import { ERRORS } from '@guiyi/shared'
import { hintOf } from '../account'
import { INTAKE_KINDS } from './intake-kinds'
import type { JournalReply, RawMessageDetailReply, RawMessageReply } from './intake.dto'
import { readableBody } from './intake.policy'
import type { JournalState } from './journal/local-journal'
import type { RawMessage } from './raw-message.entity'

/** The catalogue's sentence for a code, without its parameters, or what a platform's number means; null for any other. */
export function sentenceOf(code: string | null): string | null {
  if (code === null) return null
  const platform = /^PLATFORM_(-?\d+)$/.exec(code)?.[1]
  if (platform !== undefined) return `平台返回错误 ${platform}：${hintOf(Number(platform))}`
  if (!Object.hasOwn(ERRORS, code)) return null
  return ERRORS[code as keyof typeof ERRORS].message.replace(/\{\w+\}/g, '…')
}

export function presentMessage(message: RawMessage, accountNames: ReadonlyMap<number, string>): RawMessageReply {
  return {
    id: message.id,
    kind: message.kind,
    kindLabel: INTAKE_KINDS[message.kind].label,
    accountId: message.accountId,
    accountName: message.accountId === null ? null : (accountNames.get(message.accountId) ?? null),
    person: message.personKey === null ? null : message.personKey.slice(message.personKey.indexOf(':') + 1),
    state: message.state,
    attempts: message.attempts,
    lastError: message.lastError,
    lastErrorMessage: sentenceOf(message.lastError),
    occurredAt: message.occurredAt.toISOString(),
    receivedAt: message.receivedAt.toISOString(),
    nextAt: message.state === 'failed' ? message.nextAt.toISOString() : null,
    handledAt: message.handledAt?.toISOString() ?? null,
  }
}

/** @param setAside how many messages the record has refused to take */
export const presentJournal = ({ since, ...state }: JournalState, setAside: number): JournalReply => ({
  ...state,
  since: since?.toISOString() ?? null,
  setAside,
})

/** @param body decrypted; null when it was destroyed with its person */
export function presentMessageDetail(
  message: RawMessage,
  body: string | null,
  accountNames: ReadonlyMap<number, string>,
): RawMessageDetailReply {
  return {
    ...presentMessage(message, accountNames),
    format: message.format,
    body: body === null ? null : readableBody(body),
  }
}
