import { Injectable } from '@nestjs/common'
import { AccountService } from '../../account'
import { EventService } from '../../event'
import { CHANNEL_KINDS, type ChannelKind } from '../channels/channel'
import { TemplateChannel, type TemplateDescription } from '../channels/template-channel'
import type { CampaignOptions } from './campaign.dto'

const ACCOUNT_KIND_OF = { official_account_template: 'official_account', work_group_message: 'work' } as const

/** What an operator may choose from while writing a campaign. */
@Injectable()
export class CampaignOptionsService {
  constructor(
    private readonly accounts: AccountService,
    private readonly events: EventService,
    private readonly templateChannel: TemplateChannel,
  ) {}

  async all(): Promise<CampaignOptions> {
    const accounts = (await this.accounts.list()).filter(({ status }) => status === 'active')
    const channels = (Object.keys(CHANNEL_KINDS) as ChannelKind[]).flatMap((channel) =>
      accounts
        .filter(({ kind }) => kind === ACCOUNT_KIND_OF[channel])
        .map(({ id, name }) => ({ channel, channelLabel: CHANNEL_KINDS[channel], accountId: id, accountName: name })),
    )
    const events = await this.events.definitions()
    return {
      channels,
      conversionEvents: events.map(({ name, label }) => ({ name, label })),
      miniProgramAppid: accounts.find(({ kind }) => kind === 'mini_program')?.key ?? null,
    }
  }

  /** The account's templates, asked from the platform. @throws NOT_FOUND */
  async templates(accountId: number): Promise<TemplateDescription[]> {
    return this.templateChannel.templates(accountId)
  }
}
