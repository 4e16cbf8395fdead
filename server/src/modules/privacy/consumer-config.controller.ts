import { Controller, Get, Inject } from '@nestjs/common'
import { CONFIG, type Config } from '../../platform/config'
import { Public } from '../../platform/http'
import { AccountService } from '../account'
import { PrivacyPolicyService } from './policy/privacy-policy.service'
import { ConsumerConfigReply } from './privacy.dto'
import { presentText } from './privacy.presenter'

@Controller('api/consumer/config')
export class ConsumerConfigController {
  constructor(
    private readonly policies: PrivacyPolicyService,
    private readonly accounts: AccountService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What the mini-program needs before anybody has logged in. */
  @Get()
  @Public('Shown before log-in; holds nothing about anybody')
  async get(): Promise<ConsumerConfigReply> {
    const [brand, policy, accounts] = await Promise.all([
      this.policies.brand(),
      this.policies.current(),
      this.accounts.list('mini_program'),
    ])
    const { sandboxUrl } = this.config
    return {
      brandName: brand.name,
      slogan: brand.slogan,
      miniProgramAppid: accounts.find(({ status }) => status === 'active')?.key ?? '',
      wechatHost: sandboxUrl ? { kind: 'sandbox', url: sandboxUrl } : { kind: 'wechat' },
      privacy: presentText(policy),
      subscribeTemplateIds: [],
    }
  }
}
