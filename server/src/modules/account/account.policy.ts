import { createPrivateKey, createPublicKey } from 'node:crypto'
import { AppError } from '../../platform/errors'
import type { TouchpointKind } from './touchpoint-account.entity'

/** Kinds that push messages of the old shape to us: signed with a token, encrypted with an AES key. */
export const CONFIGURABLE_KINDS = ['official_account', 'mini_program', 'work'] as const
export type ConfigurableKind = (typeof CONFIGURABLE_KINDS)[number]

/** Kinds that the console can add. The others come with the modules that use them. */
export const ACCOUNT_KINDS = [...CONFIGURABLE_KINDS, 'pay'] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]

export const KIND_NAMES: Readonly<Record<TouchpointKind, string>> = {
  official_account: '公众号',
  mini_program: '小程序',
  work: '企业微信',
  pay: '微信支付',
  sms: '短信',
  shop: '店铺',
}

/** Path under which an account's callbacks arrive. */
export const CALLBACK_PATHS: Readonly<Record<AccountKind, string>> = {
  official_account: '/callbacks/official-account',
  mini_program: '/callbacks/mini-program',
  work: '/callbacks/work',
  pay: '/callbacks/pay',
}

/** The secret half of an account. An empty text means: not set yet. */
export interface AccountSecrets {
  secret: string
  token: string
  encodingAESKey: string
  /** Of a merchant only. */
  merchant?: MerchantSecrets
}

/** PEM texts and the key that notifications are sealed with. */
export interface MerchantSecrets {
  privateKey: string
  /** 32 bytes. */
  apiV3Key: string
  /** The platform's; not secret, but kept with the keys that it belongs to. */
  publicKey: string
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

export const isAccountKind = (kind: TouchpointKind): kind is AccountKind =>
  (ACCOUNT_KINDS as readonly string[]).includes(kind)

/**
 * A merchant needs its own key, the serial number of its certificate and the APIv3 key; the platform's public key comes
 * with its id or not at all.
 * @throws ACCOUNT_CREDENTIALS_INVALID naming the field
 */
export function assertMerchantShape(
  mchid: string,
  settings: { merchantSerial?: string; publicKeyId?: string },
  { privateKey, apiV3Key, publicKey }: MerchantSecrets,
): void {
  if (!/^\d{8,12}$/.test(mchid)) throw invalid('key', '商户号')
  if (!/^[0-9A-Fa-f]{16,64}$/.test(settings.merchantSerial ?? '')) throw invalid('merchantSerial', '商户证书序列号')
  if (!isRsa(() => createPrivateKey(privateKey))) throw invalid('privateKey', '商户私钥')
  if (!/^[0-9A-Za-z]{32}$/.test(apiV3Key)) throw invalid('apiV3Key', 'APIv3 密钥')
  const { publicKeyId = '' } = settings
  if (publicKeyId !== '' && !/^PUB_KEY_ID_\d{1,64}$/.test(publicKeyId)) throw invalid('publicKeyId', '微信支付公钥 ID')
  if ((publicKeyId === '') !== (publicKey === '')) throw invalid('publicKey', '微信支付公钥')
  if (publicKey !== '' && !isRsa(() => createPublicKey(publicKey))) throw invalid('publicKey', '微信支付公钥')
}

function isRsa(read: () => { asymmetricKeyType?: string }): boolean {
  try {
    return read().asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}

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
