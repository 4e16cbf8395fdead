import { CALLBACK_PATHS, isConfigurable, KIND_NAMES, type AccountSecrets } from './account.policy'
import type { AccountReply } from './account.dto'
import type { TouchpointAccount } from './touchpoint-account.entity'

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
    secrets: {
      secret: secrets.secret !== '',
      token: secrets.token !== '',
      encodingAESKey: secrets.encodingAESKey !== '',
    },
    callbackUrl: isConfigurable(account.kind) ? `${publicUrl}${CALLBACK_PATHS[account.kind]}/${account.key}` : null,
    lastCheck: account.lastCheck,
    createdAt: account.createdAt.toISOString(),
  }
}
