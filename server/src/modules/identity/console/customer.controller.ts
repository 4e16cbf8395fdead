import { Body, Controller, Delete, Get, HttpCode, Ip, Param, Post, Query, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import type { Actor } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { refuseMany } from '../../../platform/exports'
import { Allow, CurrentActor, sendCsv, staffOf } from '../../../platform/http'
import { ConsentService, displayPhone, PhoneVault, PrivacyPolicyService } from '../../privacy'
import { AttributeService } from '../attribute/attribute.service'
import { mainPhone, TOUCHPOINT_BADGES } from '../customer/customer.policy'
import { CustomerService } from '../customer/customer.service'
import { EraseCustomer } from '../merge/erase-customer'
import { IdentityStore } from '../resolve/identity-store'
import { CustomerDetail } from './customer-detail'
import { CustomerList } from './customer-list'
import {
  ChannelReply,
  CustomerDetailReply,
  CustomerPage,
  CustomerQuery,
  PhoneReply,
  RecordConsentDto,
  SetAttributeDto,
} from './customer.dto'

@Controller('api/customers')
export class CustomerController {
  constructor(
    private readonly list: CustomerList,
    private readonly detail: CustomerDetail,
    private readonly customers: CustomerService,
    private readonly identities: IdentityStore,
    private readonly attributes: AttributeService,
    private readonly consents: ConsentService,
    private readonly policies: PrivacyPolicyService,
    private readonly vault: PhoneVault,
    private readonly erasing: EraseCustomer,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Allow('customer.read')
  async page(@Query() query: CustomerQuery): Promise<CustomerPage> {
    return { ...(await this.list.page(query)), page: query.page, pageSize: query.pageSize }
  }

  /** The list as a file; phone numbers stay masked, and every fetch stands in the audit log. @throws EXPORT_NEEDS_APPROVAL */
  @Get('export')
  @Allow('segment.export', 'customer.read')
  async export(
    @Query() query: CustomerQuery,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const people = await this.list.count(query)
    refuseMany(people)
    this.audit.describe({ action: 'customer.export', after: { people } })
    await this.audit.write(staffOf(actor), { permission: 'segment.export', ip, requestId: request.id, body: null })
    await sendCsv(
      reply,
      '客户',
      [
        { header: '客户编号', value: ({ id }) => id },
        { header: '昵称', value: ({ nickname }) => nickname },
        { header: '手机号', value: ({ phoneMasked }) => phoneMasked },
        { header: '触点', value: ({ touchpoints }) => touchpoints.map((badge) => TOUCHPOINT_BADGES[badge]).join('、') },
        { header: '首次来源', value: ({ channel }) => channel },
        { header: '首次出现（UTC）', value: ({ firstSeenAt }) => firstSeenAt },
        { header: '最近出现（UTC）', value: ({ lastSeenAt }) => lastSeenAt },
      ],
      this.list.all(query),
    )
  }

  @Get('channels')
  @Allow('customer.read')
  async channels(): Promise<ChannelReply[]> {
    return this.list.channels()
  }

  @Get(':id')
  @Allow('customer.read')
  async get(@Param('id') id: string): Promise<CustomerDetailReply> {
    return this.detail.of(await this.customers.byPublicId(id))
  }

  @Post(':id/attributes')
  @HttpCode(200)
  @Allow('customer.write')
  async setAttribute(@Param('id') id: string, @Body() { key, value }: SetAttributeDto): Promise<CustomerDetailReply> {
    const customer = await this.customers.byPublicId(id)
    await this.attributes.set(customer.id, key, value, { source: 'staff', at: this.clock.now() })
    this.audit.describe({ action: 'customer.set-attribute', target: { kind: 'customer', id }, after: { key, value } })
    return this.detail.of(await this.customers.byPublicId(id))
  }

  /** The whole number, for those who may see it. A POST, because every look leaves an audit row. @throws CUSTOMER_WITHOUT_PHONE */
  @Post(':id/phone')
  @HttpCode(200)
  @Allow('customer.reveal-phone')
  async revealPhone(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<PhoneReply> {
    const customer = await this.customers.byPublicId(id)
    const phone = mainPhone(await this.identities.of([customer.id]))
    if (!phone?.cipher) throw new AppError('CUSTOMER_WITHOUT_PHONE')
    this.audit.describe({ action: 'customer.reveal-phone', target: { kind: 'customer', id, name: phone.masked } })
    void reply.header('cache-control', 'no-store')
    return { phone: displayPhone(this.vault.open(phone.cipher)) }
  }

  /** Notes what the customer told a member of staff about consent. */
  @Post(':id/consents')
  @HttpCode(200)
  @Allow('customer.write')
  async consent(@Param('id') id: string, @Body() { purpose, granted }: RecordConsentDto): Promise<CustomerDetailReply> {
    const customer = await this.customers.byPublicId(id)
    const { version } = await this.policies.current()
    await this.consents.record({
      customerId: customer.id,
      purpose,
      granted,
      textVersion: version,
      act: 'told-staff',
      source: 'console',
      at: this.clock.now(),
    })
    this.audit.describe({ action: 'customer.consent', target: { kind: 'customer', id }, after: { purpose, granted } })
    return this.detail.of(customer)
  }

  /** Erases the person. Cannot be undone. */
  @Delete(':id')
  @HttpCode(204)
  @Allow('customer.erase')
  async erase(@Param('id') id: string): Promise<void> {
    const customer = await this.customers.byPublicId(id)
    this.audit.describe({ action: 'customer.erase', target: { kind: 'customer', id } })
    await this.erasing.run(customer.id)
  }
}
