import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Put, Query, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { Allow, PageQuery, sendCsv } from '../../../platform/http'
import { CustomerService } from '../../identity'
import { CouponService } from '../coupon/coupon.service'
import { FormTally } from './form-statistics.policy'
import type { FormSubmission } from './form-submission.entity'
import {
  FormActionDto,
  FormDto,
  FormPage,
  FormQuery,
  FormReply,
  FormStatisticsReply,
  SubmissionPage,
  SubmissionReply,
} from './form.dto'
import type { Form } from './form.entity'
import { presentAnswers, presentForm } from './form.presenter'
import { FormService } from './form.service'

@Controller('api/forms')
export class FormController {
  constructor(
    private readonly forms: FormService,
    private readonly coupons: CouponService,
    private readonly customers: CustomerService,
  ) {}

  @Get()
  @Allow('incentive.read')
  async list(@Query() query: FormQuery): Promise<FormPage> {
    const [forms, total] = await this.forms.list(query, query)
    return { items: await this.present(forms), total, page: query.page, pageSize: query.pageSize }
  }

  @Get(':id')
  @Allow('incentive.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<FormReply> {
    return this.presentOne(await this.forms.get(id))
  }

  @Post()
  @Allow('incentive.write')
  async create(@Body() dto: FormDto): Promise<FormReply> {
    return this.presentOne(await this.forms.create(dto))
  }

  @Put(':id')
  @Allow('incentive.write')
  async update(@Param('id', ParseIntPipe) id: number, @Body() dto: FormDto): Promise<FormReply> {
    return this.presentOne(await this.forms.update(id, dto))
  }

  @Post(':id/state')
  @HttpCode(200)
  @Allow('incentive.write')
  async act(@Param('id', ParseIntPipe) id: number, @Body() dto: FormActionDto): Promise<FormReply> {
    return this.presentOne(await this.forms.act(id, dto.action))
  }

  @Get(':id/submissions')
  @Allow('customer.read')
  async submissions(@Param('id', ParseIntPipe) id: number, @Query() query: PageQuery): Promise<SubmissionPage> {
    const form = await this.forms.get(id)
    const [submissions, total] = await this.forms.submissions(id, query)
    return {
      items: await this.presentSubmissions(form, submissions),
      total,
      page: query.page,
      pageSize: query.pageSize,
    }
  }

  @Get(':id/statistics')
  @Allow('incentive.read')
  async statistics(@Param('id', ParseIntPipe) id: number): Promise<FormStatisticsReply> {
    const form = await this.forms.get(id)
    const tally = new FormTally(form.fields)
    for await (const part of this.forms.allSubmissions(id)) for (const { answers } of part) tally.add(answers)
    return tally.result()
  }

  @Get(':id/submissions/export')
  @Allow('customer.read')
  async export(@Param('id', ParseIntPipe) id: number, @Res() reply: FastifyReply): Promise<void> {
    const form = await this.forms.get(id)
    await sendCsv(
      reply,
      `${form.title}-填写记录`,
      [
        { header: '客户', value: (row) => row.customerName },
        { header: '提交时间(UTC)', value: (row) => row.submittedAt },
        ...form.fields.map((field, index) => ({
          header: field.label,
          value: (row: SubmissionReply) => row.answers[index]?.answer ?? '',
        })),
      ],
      this.exported(form),
    )
  }

  private async *exported(form: Form): AsyncIterable<SubmissionReply> {
    for await (const part of this.forms.allSubmissions(form.id)) yield* await this.presentSubmissions(form, part)
  }

  private async presentSubmissions(form: Form, submissions: readonly FormSubmission[]): Promise<SubmissionReply[]> {
    const customers = await this.customers.summaries(submissions.map(({ customerId }) => customerId))
    return submissions.map((submission) => ({
      id: submission.id,
      customerId: customers.get(submission.customerId)?.publicId ?? '',
      customerName: customers.get(submission.customerId)?.displayName ?? '',
      submittedAt: submission.submittedAt.toISOString(),
      answers: presentAnswers(form, submission),
    }))
  }

  private async presentOne(form: Form): Promise<FormReply> {
    const [reply] = await this.present([form])
    return reply ?? presentForm(form, null)
  }

  private async present(forms: readonly Form[]): Promise<FormReply[]> {
    const rewards = await this.coupons.byIds(forms.flatMap(({ rewardCouponId }) => rewardCouponId ?? []))
    return forms.map((form) =>
      presentForm(form, (form.rewardCouponId !== null && rewards.get(form.rewardCouponId)?.name) || null),
    )
  }
}
