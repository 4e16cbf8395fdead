import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { CONFIG, type Config } from '../../../platform/config'
import { Database } from '../../../platform/database'
import { LOGGER, type Logger } from '../../../platform/logger'
import { hashPassword } from '../password'
import { Staff } from '../staff.entity'

/** Lets the first person in: an empty installation gets one administrator, whose password is written to a file that only its owner may read. */
@Injectable()
export class CreateFirstAdministrator implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly db: Database,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.demoAccountsFile || this.config.sandboxUrl || (await this.db.repo(Staff).count()) > 0) return
    const password = randomBytes(12).toString('base64url')
    const file = join(this.config.dataDir, 'first-administrator.txt')
    writeFileSync(file, `用户名 admin\n密码 ${password}\n登录后请修改密码并删除本文件\n`, { mode: 0o600 })
    await this.db.query(
      `INSERT INTO staff (username, password_hash, name, role) VALUES ('admin', ?, '管理员', 'administrator') ON DUPLICATE KEY UPDATE id = id`,
      [await hashPassword(password)],
    )
    this.logger.warn(`已创建首位管理员 admin，初始密码见 ${file}`)
  }
}
