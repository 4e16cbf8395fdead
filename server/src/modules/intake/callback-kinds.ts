import {
  classifyMiniProgramMessage,
  classifyOfficialAccountMessage,
  classifyWorkMessage,
  type MessageFields,
} from '../../wechat'
import type { ConfigurableKind, TouchpointKind } from '../account'
import type { IntakeKind } from './intake-kinds'

export interface SortedCallback {
  kind: IntakeKind
  /** The platform's id of whoever did it. */
  person: string | undefined
  occurredAt: Date | undefined
  dedupKey: string
}

/** What a pushed message is, by the kind of account that it came to. */
export const CALLBACK_SORTERS: Readonly<Record<ConfigurableKind, (fields: MessageFields) => SortedCallback>> = {
  official_account: (fields) => {
    const { kind, openid, occurredAt, dedupKey } = classifyOfficialAccountMessage(fields)
    const name: IntakeKind = kind === 'message' ? 'official-account.message' : `official-account.event.${kind}`
    return { kind: name, person: openid, occurredAt, dedupKey }
  },
  mini_program: (fields) => {
    const { kind, openid, occurredAt, dedupKey } = classifyMiniProgramMessage(fields)
    return { kind: `mini-program.${kind}`, person: openid, occurredAt, dedupKey }
  },
  work: (fields) => {
    const { kind, externalUserid, occurredAt, dedupKey } = classifyWorkMessage(fields)
    return { kind: `work.${kind}`, person: externalUserid, occurredAt, dedupKey }
  },
}

export const isCallbackKind = (kind: TouchpointKind): kind is ConfigurableKind => Object.hasOwn(CALLBACK_SORTERS, kind)
