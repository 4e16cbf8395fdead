import { Injectable, type OnModuleInit } from '@nestjs/common'
import { fieldText, workCalls, type ExternalContactReply, type MessageFields } from '../../../wechat'
import { AccountService, ChannelCodeService, WechatClients, type ChannelCode } from '../../account'
import { EventService } from '../../event'
import { AttributeService, IdentityService, PlatformTags, RelationService } from '../../identity'
import { IntakeRegistry, type IntakeMessage } from '../../intake'
import { DeliveryLedger, type AnsweredMessage } from '../../reach'
import { StaffService } from '../../staff'
import { LeadStore } from '../lead.store'
import { WelcomeContact } from './welcome-contact'

const CHANNEL = '企业微信'

interface PreparedContact {
  name: string
  gender: number
  unionid: string | undefined
  /** Names of the corp's tags that the member has given. */
  tags: readonly string[]
  code: ChannelCode | null
  welcome: AnsweredMessage['outcome'] | null
}

/** Which of our members and which customer a contact event is about. */
interface Pair {
  userid: string
  externalUserid: string
}

/** 企微 contacts come and go: the person, the tie, the event, the greeting and the lead. */
@Injectable()
export class ContactHandlers implements OnModuleInit {
  constructor(
    private readonly registry: IntakeRegistry,
    private readonly accounts: AccountService,
    private readonly clients: WechatClients,
    private readonly codes: ChannelCodeService,
    private readonly identities: IdentityService,
    private readonly relations: RelationService,
    private readonly tags: PlatformTags,
    private readonly attributes: AttributeService,
    private readonly events: EventService,
    private readonly ledger: DeliveryLedger,
    private readonly staff: StaffService,
    private readonly leads: LeadStore,
    private readonly welcome: WelcomeContact,
  ) {}

  onModuleInit(): void {
    this.registry.register<MessageFields, PreparedContact>('work.add_external_contact', {
      prepare: (message, fields) => this.prepare(message, fields),
      handle: (message, fields, prepared) => this.add(message, pairOf(fields), prepared),
    })
    this.registry.register<MessageFields, readonly string[]>('work.edit_external_contact', {
      prepare: (message, fields) => this.askTags(message, fields),
      handle: (message, fields, tags) => this.wear(message, pairOf(fields), tags, message.receivedAt),
    })
    this.registry.register<MessageFields>('work.del_external_contact', (message, fields) =>
      this.remove(message, pairOf(fields), '员工删除了客户'),
    )
    this.registry.register<MessageFields>('work.del_follow_user', (message, fields) =>
      this.remove(message, pairOf(fields), '客户删除了好友'),
    )
  }

  /** Greets first: the welcome code lives for 20 seconds only, the rest can wait. */
  private async prepare(message: IntakeMessage, fields: MessageFields): Promise<PreparedContact> {
    const accountId = accountOf(message)
    const { userid, externalUserid } = pairOf(fields)
    const client = await this.clients.work(accountId)
    const state = fieldText(fields, 'State')
    const code = state ? await this.codes.byState(accountId, state) : null
    const reply = await client.call(workCalls.externalContact, { external_userid: externalUserid })
    const { external_contact: contact } = reply
    const welcome = await this.welcome.greet(client, fieldText(fields, 'WelcomeCode'), code, contact.name)
    const { name, gender, unionid } = contact
    return { name, gender, unionid, tags: corpTagsOf(reply, userid), code, welcome }
  }

  /** Somebody became a member's contact. Runs inside the message's transaction. */
  async add(
    message: IntakeMessage,
    { userid, externalUserid }: Pair,
    { name, gender, unionid, tags, code, welcome }: PreparedContact,
  ): Promise<void> {
    const accountId = accountOf(message)
    const { key: corpid } = await this.accounts.get(accountId)
    const at = message.occurredAt
    const resolved = await this.identities.resolve({
      identities: [
        { kind: 'external_userid', scope: corpid, value: externalUserid, verified: true },
        ...(unionid ? [{ kind: 'unionid' as const, value: unionid, verified: true }] : []),
      ],
      at,
      source: 'work',
      channel: code?.channel ?? CHANNEL,
    })
    const { customerId } = resolved
    const identityId = resolved.identityIds[0] ?? 0
    await this.relations.change({
      identityId,
      kind: 'work_contact',
      counterpart: userid,
      active: true,
      at,
      channel: code?.channel ?? null,
    })
    const values = { nickname: name, ...(gender === 0 ? {} : { gender: gender === 1 ? 'male' : 'female' }) }
    await this.attributes.setMany(customerId, values, { source: 'work', at, identityId })
    await this.tags.wear({ ...tieTo(userid), identityId, names: tags, at: message.receivedAt })
    const member = await this.staff.byWorkUserid(userid)
    await this.events.record({
      name: 'add_work_contact',
      customerId,
      identityId,
      occurredAt: at,
      // The same for a push and for a comparison that found the contact, so that both together are one event.
      dedupKey: `contact:${userid}:${externalUserid}:${Math.floor(at.getTime() / 1000)}`,
      channel: code?.channel ?? CHANNEL,
      properties: { staff: member?.name ?? userid },
    })
    if (code) await this.codes.countUse(code.id, true, at)
    if (welcome)
      await this.ledger.recordAnswer({
        customerId,
        identityId,
        address: externalUserid,
        channel: 'work_welcome',
        accountId,
        sender: userid,
        outcome: welcome,
        at,
      })
    await this.openLead(customerId, member, code)
  }

  /** What a member's customer wears, as the platform said at `at`; of a stranger nothing is noted. */
  async wear(
    message: IntakeMessage,
    { userid, externalUserid }: Pair,
    names: readonly string[],
    at: Date,
  ): Promise<void> {
    const { key: corpid } = await this.accounts.get(accountOf(message))
    const known = await this.identities.findCustomer({ kind: 'external_userid', scope: corpid, value: externalUserid })
    if (known) await this.tags.wear({ ...tieTo(userid), identityId: known.identityId, names, at })
  }

  private async askTags(message: IntakeMessage, fields: MessageFields): Promise<readonly string[]> {
    const { userid, externalUserid } = pairOf(fields)
    const client = await this.clients.work(accountOf(message))
    return corpTagsOf(await client.call(workCalls.externalContact, { external_userid: externalUserid }), userid)
  }

  private async openLead(
    customerId: number,
    member: { id: number; name: string } | null,
    code: ChannelCode | null,
  ): Promise<void> {
    const { lead, created } = await this.leads.open(customerId, code?.name ?? '企微好友', member?.id ?? null)
    const text = created
      ? `通过「${code?.name ?? '企微好友'}」添加了${member ? ` ${member.name}` : '企微好友'}`
      : '再次添加了企微好友'
    await this.leads.note({ leadId: lead.id, staffId: null, kind: 'contact', text })
  }

  /** Somebody is no longer a member's contact; `text` goes into the lead. Runs inside the message's transaction. */
  async remove(message: IntakeMessage, { userid, externalUserid }: Pair, text: string): Promise<void> {
    const { key: corpid } = await this.accounts.get(accountOf(message))
    const known = await this.identities.findCustomer({ kind: 'external_userid', scope: corpid, value: externalUserid })
    if (!known) return
    const { customerId, identityId } = known
    await this.relations.change({
      identityId,
      kind: 'work_contact',
      counterpart: userid,
      active: false,
      at: message.occurredAt,
    })
    await this.tags.wear({ ...tieTo(userid), identityId, names: [], at: message.receivedAt })
    const member = await this.staff.byWorkUserid(userid)
    await this.events.record({
      name: 'remove_work_contact',
      customerId,
      identityId,
      occurredAt: message.occurredAt,
      dedupKey: `raw:${message.id}`,
      channel: CHANNEL,
      properties: { staff: member?.name ?? userid },
    })
    const lead = await this.leads.ofCustomer(customerId)
    if (lead) await this.leads.note({ leadId: lead.id, staffId: null, kind: 'contact', text })
  }
}

const tieTo = (userid: string) => ({ kind: 'work_contact' as const, counterpart: userid })

/** A member's own words for a customer are nobody else's business; of the corp's tags the list tells too. */
const CORP_TAG = 1

const corpTagsOf = ({ follow_user: members }: ExternalContactReply, userid: string): string[] =>
  members
    .filter((member) => member.userid === userid)
    .flatMap(({ tags }) => tags.filter(({ type }) => type === CORP_TAG).map(({ tag_name: name }) => name))

function accountOf(message: IntakeMessage): number {
  if (message.accountId === null) throw new Error('work message without an account')
  return message.accountId
}

function pairOf(fields: MessageFields): Pair {
  return { userid: fieldText(fields, 'UserID') ?? '', externalUserid: fieldText(fields, 'ExternalUserID') ?? '' }
}
