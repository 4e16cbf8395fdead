import { Injectable } from '@nestjs/common'
import { workCalls } from '../../wechat'
import { toPlatformError } from './platform-errors'
import { WechatClients } from './wechat-clients'

/** Asked one by one, so only as many as a person could choose from. */
const AT_MOST = 60

export interface WorkMemberName {
  userid: string
  name: string
  title: string
}

/** Members of a WeCom corp who may receive customers, as the platform lists them. */
@Injectable()
export class WorkMembers {
  constructor(private readonly clients: WechatClients) {}

  /** @throws NOT_FOUND, ACCOUNT_DISABLED, ACCOUNT_KIND_MISMATCH, PLATFORM_REFUSED, PLATFORM_UNREACHABLE */
  async list(accountId: number): Promise<WorkMemberName[]> {
    const client = await this.clients.work(accountId)
    try {
      const { follow_user: userids } = await client.call(workCalls.followUsers, undefined)
      const members = await Promise.all(
        userids.slice(0, AT_MOST).map((userid) => client.call(workCalls.member, { userid })),
      )
      return members.map(({ userid, name, position }) => ({ userid, name, title: position ?? '' }))
    } catch (error) {
      throw toPlatformError(error)
    }
  }
}
