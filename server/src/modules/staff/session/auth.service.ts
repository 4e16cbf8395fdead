import { Injectable } from '@nestjs/common'
import type { StaffActor } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { WechatClients } from '../../account'
import { hashPassword, passwordFits } from '../password'
import { Staff } from '../staff.entity'
import { StaffService } from '../staff.service'
import { LoginThrottle } from './login-throttle'
import { SessionService } from './session.service'

/** Proves who a member of staff is. */
@Injectable()
export class AuthService {
  constructor(
    private readonly db: Database,
    private readonly staff: StaffService,
    private readonly throttle: LoginThrottle,
    private readonly sessions: SessionService,
    private readonly clients: WechatClients,
  ) {}

  /** @throws LOGIN_FAILED (the same for an unknown name and a wrong password), LOGIN_THROTTLED */
  async byPassword(username: string, password: string, ip: string): Promise<Staff> {
    await this.throttle.check(username, ip)
    const staff = await this.staff.byUsername(username.toLowerCase())
    const fits = await passwordFits(staff?.passwordHash ?? null, password)
    if (!staff || !fits || staff.disabled) {
      await this.throttle.failed(username, ip)
      throw new AppError('LOGIN_FAILED')
    }
    await this.throttle.succeeded(username, ip)
    return staff
  }

  /**
   * The member of staff who opened the sidebar inside 企业微信.
   * @param code of WeCom's OAuth, exchanged by `auth/getuserinfo` (developer.work.weixin.qq.com, 网页授权登录)
   * @throws WORK_LOGIN_FAILED, STAFF_NOT_BOUND
   */
  async byWorkCode(code: string): Promise<Staff> {
    const userid = await this.clients.workUseridOfCode(code).catch((cause: unknown) => {
      throw new AppError('WORK_LOGIN_FAILED', { cause })
    })
    const staff = userid ? await this.staff.byWorkUserid(userid) : null
    if (!staff || staff.disabled) throw new AppError('STAFF_NOT_BOUND')
    return staff
  }

  /** Changes one's own password and ends one's other sessions. @throws LOGIN_FAILED, LOGIN_THROTTLED */
  async changePassword(actor: StaffActor, current: string, next: string, ip: string): Promise<void> {
    const staff = await this.staff.get(actor.staffId)
    await this.byPassword(staff.username, current, ip)
    await this.db.repo(Staff).update({ id: staff.id }, { passwordHash: await hashPassword(next) })
    await this.sessions.closeAll(staff.id, actor.sessionId)
  }
}
