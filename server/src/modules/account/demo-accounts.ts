import { readFile } from 'node:fs/promises'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../platform/clock'
import { CONFIG, type Config } from '../../platform/config'
import { Database } from '../../platform/database'
import type { AccountKind, AccountSecrets, ConfigurableKind, MerchantSecrets } from './account.policy'
import { AccountService } from './account.service'
import type { TouchpointSettings } from './touchpoint-account.entity'

interface DemoAccount extends AccountSecrets {
  name: string
}

/** The part of the demo file that this module reads. */
interface DemoFile {
  officialAccount: DemoAccount & { appid: string; originalId: string }
  miniProgram: DemoAccount & { appid: string; originalId: string }
  work: DemoAccount & { corpid: string; agentId: number }
  /** Absent in files that were written before there were payments. */
  pay?: MerchantSecrets & { name: string; mchid: string; serialNo: string; publicKeyId: string }
}

/** Adds the demo brand's accounts at start-up when the configuration names a file. What is there already stays untouched. */
@Injectable()
export class DemoAccounts implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    const file = this.config.demoAccountsFile
    if (file === null) return
    const { officialAccount, miniProgram, work, pay } = JSON.parse(await readFile(file, 'utf8')) as DemoFile
    await this.add('official_account', officialAccount.appid, officialAccount, {
      originalId: officialAccount.originalId,
    })
    await this.add('mini_program', miniProgram.appid, miniProgram, { originalId: miniProgram.originalId })
    await this.add('work', work.corpid, work, { agentId: work.agentId })
    if (pay) await this.addMerchant(pay)
  }

  private async addMerchant(pay: NonNullable<DemoFile['pay']>): Promise<void> {
    const { name, mchid, serialNo, publicKeyId, privateKey, apiV3Key, publicKey } = pay
    const merchant = { privateKey, apiV3Key, publicKey }
    const settings = { merchantSerial: serialNo, publicKeyId }
    await this.insert('pay', mchid, name, settings, { secret: '', token: '', encodingAESKey: '', merchant })
  }

  private async add(
    kind: ConfigurableKind,
    key: string,
    demo: DemoAccount,
    settings: TouchpointSettings,
  ): Promise<void> {
    const { name, secret, token, encodingAESKey } = demo
    await this.insert(kind, key, name, settings, { secret, token, encodingAESKey })
  }

  private async insert(
    kind: AccountKind,
    key: string,
    name: string,
    settings: TouchpointSettings,
    secrets: AccountSecrets,
  ): Promise<void> {
    await this.db.query(
      `INSERT INTO touchpoint_account (kind, \`key\`, name, status, settings, secrets, updated_at)
       VALUES (?, ?, ?, 'active', ?, ?, ?) ON DUPLICATE KEY UPDATE id = id`,
      [kind, key, name, JSON.stringify(settings), this.accounts.seal(secrets), this.clock.now()],
    )
  }
}
