import { readFile } from 'node:fs/promises'
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock } from '../../platform/clock'
import { CONFIG, type Config } from '../../platform/config'
import { Database } from '../../platform/database'
import type { AccountSecrets, ConfigurableKind } from './account.policy'
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
    const { officialAccount, miniProgram, work } = JSON.parse(await readFile(file, 'utf8')) as DemoFile
    await this.add('official_account', officialAccount.appid, officialAccount, {
      originalId: officialAccount.originalId,
    })
    await this.add('mini_program', miniProgram.appid, miniProgram, { originalId: miniProgram.originalId })
    await this.add('work', work.corpid, work, { agentId: work.agentId })
  }

  private async add(
    kind: ConfigurableKind,
    key: string,
    demo: DemoAccount,
    settings: TouchpointSettings,
  ): Promise<void> {
    const { secret, token, encodingAESKey } = demo
    await this.db.query(
      `INSERT INTO touchpoint_account (kind, \`key\`, name, status, settings, secrets, updated_at)
       VALUES (?, ?, ?, 'active', ?, ?, ?) ON DUPLICATE KEY UPDATE id = id`,
      [
        kind,
        key,
        demo.name,
        JSON.stringify(settings),
        this.accounts.seal({ secret, token, encodingAESKey }),
        this.clock.now(),
      ],
    )
  }
}
