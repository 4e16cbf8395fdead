import { Injectable } from '@nestjs/common'
import { Clock } from '../../platform/clock'
import { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { SecretBox } from '../../platform/secret-box'
import { isAscii, type AccountSecrets } from './account.policy'
import { TouchpointAccount, type TouchpointKind } from './touchpoint-account.entity'

/** Everything needed to speak for an account. Stays inside the server. */
export interface AccountCredentials extends AccountSecrets {
  kind: TouchpointKind
  key: string
  agentId: number
  plainCallbacks: boolean
  merchantSerial: string
  publicKeyId: string
}

interface Cached {
  account: TouchpointAccount
  credentials: AccountCredentials
  readAt: number
}

/** How long another process may still see an account as it was. */
const CACHE_MS = 5_000
const PURPOSE = 'touchpoint-account'

/**
 * Touchpoint accounts with their credentials. Reads are served from memory for a few seconds, because every callback
 * and every call to a platform asks for one.
 */
@Injectable()
export class AccountService {
  private readonly byId = new Map<number, Cached>()
  private readonly idByKey = new Map<string, number>()

  constructor(
    private readonly db: Database,
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  /** The account of that kind with that appid or corpid, or null. */
  async find(kind: TouchpointKind, key: string): Promise<TouchpointAccount | null> {
    const known = this.idByKey.get(`${kind}:${key}`)
    const cached = known === undefined ? undefined : this.fresh(known)
    if (cached) return cached.account
    if (!isAscii(key)) return null
    const account = await this.db.repo(TouchpointAccount).findOneBy({ kind, key })
    return account ? this.remember(account).account : null
  }

  /** @throws NOT_FOUND */
  async get(id: number): Promise<TouchpointAccount> {
    return (await this.load(id)).account
  }

  /** All accounts, or those of one kind, oldest first. */
  async list(kind?: TouchpointKind): Promise<TouchpointAccount[]> {
    return this.db.repo(TouchpointAccount).find({ where: kind ? { kind } : {}, order: { id: 'ASC' } })
  }

  /** Decrypted credentials. Never log or present them. @throws NOT_FOUND */
  async credentials(id: number): Promise<AccountCredentials> {
    return (await this.load(id)).credentials
  }

  /** The credentials of an account that is in use. @throws NOT_FOUND, ACCOUNT_DISABLED, ACCOUNT_KIND_MISMATCH */
  async activeCredentials(id: number, kind: TouchpointKind): Promise<AccountCredentials> {
    const { account, credentials } = await this.load(id)
    if (account.kind !== kind) throw new AppError('ACCOUNT_KIND_MISMATCH', { params: { name: account.name } })
    if (account.status !== 'active') throw new AppError('ACCOUNT_DISABLED', { params: { name: account.name } })
    return credentials
  }

  /** The secrets as they are kept. */
  seal(secrets: AccountSecrets): string {
    return this.box.seal(JSON.stringify(secrets), PURPOSE)
  }

  /** The secrets of a row, decrypted. */
  open(account: TouchpointAccount): AccountSecrets {
    return JSON.parse(this.box.open(account.secrets, PURPOSE)) as AccountSecrets
  }

  /** Drops what is remembered of an account, so that this process sees a change at once. */
  forget(id: number): void {
    this.byId.delete(id)
  }

  private async load(id: number): Promise<Cached> {
    const cached = this.fresh(id)
    if (cached) return cached
    const account = await this.db.repo(TouchpointAccount).findOneBy({ id })
    if (!account) throw new AppError('NOT_FOUND', { params: { what: '触点账号' } })
    return this.remember(account)
  }

  private fresh(id: number): Cached | undefined {
    const cached = this.byId.get(id)
    return cached && this.clock.now().getTime() - cached.readAt < CACHE_MS ? cached : undefined
  }

  private remember(account: TouchpointAccount): Cached {
    const { agentId = 0, plainCallbacks = false, merchantSerial = '', publicKeyId = '' } = account.settings
    const { kind, key } = account
    const cached = {
      account,
      credentials: { kind, key, agentId, plainCallbacks, merchantSerial, publicKeyId, ...this.open(account) },
      readAt: this.clock.now().getTime(),
    }
    this.byId.set(account.id, cached)
    this.idByKey.set(`${kind}:${key}`, account.id)
    return cached
  }
}
