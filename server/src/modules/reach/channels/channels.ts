import { Injectable } from '@nestjs/common'
import type { ChannelKind } from './channel'
import type { ChannelPort } from './channel-port'
import { TemplateChannel } from './template-channel'
import { WorkChannel } from './work-channel'

/** Every channel by its kind. */
@Injectable()
export class Channels {
  constructor(
    readonly template: TemplateChannel,
    readonly work: WorkChannel,
  ) {}

  of(kind: ChannelKind): ChannelPort {
    return kind === 'official_account_template' ? this.template : this.work
  }
}
