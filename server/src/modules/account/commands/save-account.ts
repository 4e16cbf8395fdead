import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import type { CreateAccountBody, UpdateAccountBody } from '../account.dto'
import { assertAccountShape, assertMerchantShape, isConfigurable, type AccountSecrets } from '../account.policy'
import { AccountService } from '../account.service'
import { TouchpointAccount, type TouchpointKind, type TouchpointSettings } from '../touchpoint-account.entity'

type Fields = Omit<UpdateAccountBody, 'status'>

const settingsOf = ({
  originalId,
  agentId,
  plainCallbacks,
  merchantSerial,
  publicKeyId,
}: Fields): TouchpointSettings => ({
  ...(originalId ? { originalId } : {}),
  ...(agentId ? { agentId } : {}),
  ...(plainCallbacks ? { plainCallbacks } : {}),
  ...(merchantSerial ? { merchantSerial } : {}),
  ...(publicKeyId ? { publicKeyId } : {}),
})

/** Adds and edits touchpoint accounts. A secret that is left empty stays what it was. */
@Injectable()
export class SaveAccount {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountService,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws ACCOUNT_EXISTS, ACCOUNT_CREDENTIALS_INVALID */
  async create(body: CreateAccountBody): Promise<TouchpointAccount> {
    const secrets = merged({ secret: '', token: '', encodingAESKey: '' }, body)
    assertShape(body.kind, body.key, body, secrets)
    if (body.kind !== 'pay' && secrets.secret === '') {
      throw new AppError('ACCOUNT_CREDENTIALS_INVALID', { field: 'secret', params: { label: '密钥' } })
    }
    const repo = this.db.repo(TouchpointAccount)
    if (await repo.existsBy({ kind: body.kind, key: body.key })) throw new AppError('ACCOUNT_EXISTS', { field: 'key' })
    const account = await repo.save(
      repo.create({
        kind: body.kind,
        key: body.key,
        name: body.name,
        status: 'active',
        settings: settingsOf(body),
        secrets: this.accounts.seal(secrets),
        lastCheck: null,
        updatedAt: this.clock.now(),
      }),
    )
    this.describe('account.create', account)
    return repo.findOneByOrFail({ id: account.id })
  }

  /** @throws NOT_FOUND, ACCOUNT_CREDENTIALS_INVALID */
  async update(id: number, body: UpdateAccountBody): Promise<TouchpointAccount> {
    const account = await this.db.repo(TouchpointAccount).findOneBy({ id })
    if (!account) throw new AppError('NOT_FOUND', { params: { what: '触点账号' } })
    const secrets = merged(this.accounts.open(account), body)
    assertShape(account.kind, account.key, body, secrets)
    Object.assign(account, {
      name: body.name,
      status: body.status,
      settings: settingsOf(body),
      secrets: this.accounts.seal(secrets),
      updatedAt: this.clock.now(),
    })
    await this.db.repo(TouchpointAccount).save(account)
    await this.db.afterCommit(() => this.accounts.forget(id))
    this.describe('account.update', account)
    return account
  }

  private describe(action: string, account: TouchpointAccount): void {
    const { kind, key, name, status, settings } = account
    this.audit.describe({
      action,
      target: { kind: 'account', id: account.id, name: account.name },
      after: { kind, key, name, status, settings },
    })
  }
}

/** @throws ACCOUNT_CREDENTIALS_INVALID naming the field */
function assertShape(kind: TouchpointKind, key: string, fields: Fields, secrets: AccountSecrets): void {
  if (kind === 'pay') assertMerchantShape(key, fields, secrets.merchant ?? NO_MERCHANT)
  if (isConfigurable(kind)) assertAccountShape(kind, { ...secrets, key, agentId: fields.agentId })
}

const NO_MERCHANT = { privateKey: '', apiV3Key: '', publicKey: '' }

function merged(known: AccountSecrets, given: Fields): AccountSecrets {
  const { privateKey, apiV3Key, publicKey } = known.merchant ?? NO_MERCHANT
  const merchant = {
    privateKey: given.privateKey || privateKey,
    apiV3Key: given.apiV3Key || apiV3Key,
    publicKey: given.publicKey || publicKey,
  }
  return {
    secret: given.secret || known.secret,
    token: given.token || known.token,
    encodingAESKey: given.encodingAESKey || known.encodingAESKey,
    ...(Object.values(merchant).some((value) => value !== '') ? { merchant } : {}),
  }
}
