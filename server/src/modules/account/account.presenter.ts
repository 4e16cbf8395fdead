import { CALLBACK_PATHS, isAccountKind, KIND_NAMES, type AccountSecrets } from './account.policy'
import type { AccountReply } from './account.dto'
import type { TouchpointAccount } from './touchpoint-account.entity'

const isSet = (secret: string | undefined): boolean => secret !== undefined && secret !== ''

/** What the console may know of an account: of its secrets only whether they are set. */
export function presentAccount(account: TouchpointAccount, secrets: AccountSecrets, publicUrl: string): AccountReply {
  return {
    id: account.id,
    kind: account.kind,
    kindName: KIND_NAMES[account.kind],
    key: account.key,
    name: account.name,
    status: account.status,
    originalId: account.settings.originalId ?? null,
    agentId: account.settings.agentId ?? null,
    plainCallbacks: account.settings.plainCallbacks ?? false,
    merchantSerial: account.settings.merchantSerial ?? null,
    publicKeyId: account.settings.publicKeyId ?? null,
    secrets: {
      secret: secrets.secret !== '',
      token: secrets.token !== '',
      encodingAESKey: secrets.encodingAESKey !== '',
      privateKey: isSet(secrets.merchant?.privateKey),
      apiV3Key: isSet(secrets.merchant?.apiV3Key),
      publicKey: isSet(secrets.merchant?.publicKey),
    },
    callbackUrl: isAccountKind(account.kind) ? `${publicUrl}${CALLBACK_PATHS[account.kind]}/${account.key}` : null,
    lastCheck: account.lastCheck,
    createdAt: account.createdAt.toISOString(),
  }
}
