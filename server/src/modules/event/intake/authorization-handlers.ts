import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { LOGGER, type Logger } from '../../../platform/logger'
import { fieldText, type MessageFields } from '../../../wechat'
import { AccountService } from '../../account'
import { AttributeService, EraseCustomer, IdentityService } from '../../identity'
import { IntakeRegistry, type IntakeMessage } from '../../intake'
import { ConsentService } from '../../privacy'

/** `RevokeInfo`: everything. Its other numbers are single rights on the phone (address, camera …) of which we keep nothing. */
const EVERYTHING = '301'

/** The platform tells whole seconds; what was allowed in the same one came before. */
const REST_OF_SECOND_MS = 999

/** People who take back, in WeChat itself, what they had allowed an official account or a mini-program. */
@Injectable()
export class AuthorizationHandlers implements OnModuleInit {
  constructor(
    private readonly registry: IntakeRegistry,
    private readonly accounts: AccountService,
    private readonly identities: IdentityService,
    private readonly attributes: AttributeService,
    private readonly consents: ConsentService,
    private readonly erasure: EraseCustomer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    const handle = (message: IntakeMessage, body: MessageFields): Promise<void> => this.handle(message, body)
    this.registry.register<MessageFields>('mini-program.event', handle)
    this.registry.register<MessageFields>('official-account.event.other', handle)
  }

  /** All other events of these kinds are kept as they came. */
  private async handle(message: IntakeMessage, body: MessageFields): Promise<void> {
    const event = fieldText(body, 'Event')
    if (event === 'user_authorization_revoke' && fieldText(body, 'RevokeInfo') === EVERYTHING)
      return this.withdraw(message, body)
    if (event === 'user_authorization_cancellation') return this.erase(message, body)
  }

  /** Consent ends, and what was said through this account is forgotten. */
  private async withdraw(message: IntakeMessage, body: MessageFields): Promise<void> {
    const known = await this.personOf(message, body)
    if (!known) return
    const at = new Date(message.occurredAt.getTime() + REST_OF_SECOND_MS)
    await this.consents.withdrawAll(known.customerId, 'revoke-authorization', sourceOf(message), at)
    await this.attributes.forget(known.customerId, known.identityId)
  }

  /** The WeChat account itself is gone: the person is erased as on her own request. */
  private async erase(message: IntakeMessage, body: MessageFields): Promise<void> {
    const known = await this.personOf(message, body)
    if (!known) return
    await this.erasure.run(known.customerId, sourceOf(message))
    this.logger.info({ message: message.id, customer: known.customerId }, '微信账号已注销，客户资料已删除')
  }

  private async personOf(
    message: IntakeMessage,
    body: MessageFields,
  ): Promise<{ customerId: number; identityId: number } | null> {
    const { key: scope } = await this.accounts.get(message.accountId ?? 0)
    const value = fieldText(body, 'openid') ?? fieldText(body, 'OpenID')
    return value === undefined ? null : this.identities.findCustomer({ kind: 'openid', scope, value })
  }
}

const sourceOf = ({ kind }: IntakeMessage): string =>
  kind === 'mini-program.event' ? 'mini-program' : 'official-account'
