import { readFileSync } from 'node:fs'
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import type { Role } from '@guiyi/shared'
import { CONFIG, type Config } from '../../../platform/config'
import { Database } from '../../../platform/database'
import { hashPassword } from '../password'
import { Staff } from '../staff.entity'

interface DemoStaff {
  username: string
  password: string
  name: string
  role: Role
  workUserid?: string
}

/** Creates the demo log-ins that the demo accounts file names, where they are missing. Only with DEMO_ACCOUNTS. */
@Injectable()
export class LoadDemoStaff implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.demoAccountsFile) return
    const { staff } = JSON.parse(readFileSync(this.config.demoAccountsFile, 'utf8')) as { staff: DemoStaff[] }
    const present = new Set((await this.db.repo(Staff).find()).map(({ username }) => username))
    for (const { password, ...member } of staff.filter(({ username }) => !present.has(username))) {
      const passwordHash = await hashPassword(password)
      await this.db.query(
        `INSERT INTO staff (username, password_hash, name, role, work_userid) VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE id = id`,
        [member.username, passwordHash, member.name, member.role, member.workUserid ?? null],
      )
    }
  }
}
