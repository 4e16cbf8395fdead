import { Module } from '@nestjs/common'
import { AccountController } from './account.controller'
import { AccountService } from './account.service'
import { ChannelCodeController } from './channel-code.controller'
import { ChannelCodeService } from './channel-code.service'
import { CheckConnection } from './commands/check-connection'
import { CreateChannelCode } from './commands/create-channel-code'
import { SaveAccount } from './commands/save-account'
import { DatabaseRateStore } from './database-rate-store'
import { DatabaseTokenStore } from './database-token-store'
import { DemoAccounts } from './demo-accounts'
import { WechatClients } from './wechat-clients'
import { WorkMembers } from './work-members'

export type { ConfigurableKind } from './account.policy'
export { AccountService } from './account.service'
export type { AccountCredentials } from './account.service'
export type { ChannelCode, ChannelCodeGift, ChannelCodeKind } from './channel-code.entity'
export { ChannelCodeService } from './channel-code.service'
export { hintOf, toPlatformError } from './platform-errors'
export type { TouchpointAccount, TouchpointKind, TouchpointStatus } from './touchpoint-account.entity'
export { WechatClients } from './wechat-clients'
export { WorkMembers } from './work-members'

@Module({
  controllers: [AccountController, ChannelCodeController],
  providers: [
    AccountService,
    ChannelCodeService,
    CheckConnection,
    CreateChannelCode,
    DatabaseRateStore,
    DatabaseTokenStore,
    DemoAccounts,
    SaveAccount,
    WechatClients,
    WorkMembers,
  ],
  exports: [AccountService, ChannelCodeService, CreateChannelCode, WechatClients, WorkMembers],
})
export class AccountModule {}
