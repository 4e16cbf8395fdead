import { AppError } from '../../platform/errors'
import type { TouchpointKind } from './touchpoint-account.entity'

/** Kinds that the console can add. The others come with the modules that use them. */
export const CONFIGURABLE_KINDS = ['official_account', 'mini_program', 'work'] as const
export type ConfigurableKind = (typeof CONFIGURABLE_KINDS)[number]

export const KIND_NAMES: Readonly<Record<TouchpointKind, string>> = {
  official_account: '公众号',
  mini_program: '小程序',
  work: '企业微信',
  pay: '微信支付',
  sms: '短信',
  shop: '店铺',
}

/** Path under which an account's callbacks arrive. */
export const CALLBACK_PATHS: Readonly<Record<ConfigurableKind, string>> = {
  official_account: '/callbacks/official-account',
  mini_program: '/callbacks/mini-program',
  work: '/callbacks/work',
}

/** The secret half of an account. An empty text means: not set yet. */
export interface AccountSecrets {
  secret: string
  token: string
  encodingAESKey: string
}

const KEY_SHAPES: Readonly<Record<ConfigurableKind, RegExp>> = {
  official_account: /^wx[0-9A-Za-z]{16}$/,
  mini_program: /^wx[0-9A-Za-z]{16}$/,
  work: /^w[wx][0-9A-Za-z]{16}$/,
}

const invalid = (field: string, label: string): AppError =>
  new AppError('ACCOUNT_CREDENTIALS_INVALID', { field, params: { label } })

export const isConfigurable = (kind: TouchpointKind): kind is ConfigurableKind =>
  (CONFIGURABLE_KINDS as readonly string[]).includes(kind)

/** @throws ACCOUNT_CREDENTIALS_INVALID naming the field */
export function assertAccountShape(
  kind: ConfigurableKind,
  input: { key: string; agentId?: number; token: string; encodingAESKey: string },
): void {
  if (!KEY_SHAPES[kind].test(input.key)) throw invalid('key', kind === 'work' ? '企业 ID' : 'AppID')
  if (kind === 'work' && !input.agentId) throw invalid('agentId', '应用 AgentId')
  if (input.token !== '' && !/^[A-Za-z0-9]{3,32}$/.test(input.token)) throw invalid('token', '回调 Token')
  if (input.encodingAESKey !== '' && !/^[A-Za-z0-9]{43}$/.test(input.encodingAESKey)) {
    throw invalid('encodingAESKey', 'EncodingAESKey')
  }
}

/** Whether a text can be compared with an ASCII column; the database refuses to compare others. */
export const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)
