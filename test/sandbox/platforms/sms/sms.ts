import type { SmsAccount } from '../../accounts'
import { randomDigits, randomHex } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import type { Person } from '../../people/people'
import { optional, text, texts } from './fields'
import { postCallback, replyForm, reportForm, type SmsReply, type SmsReport } from './reports'
import { SmsError } from './sms-error'

/** One message to one number, until its report was fetched. */
const LIMITS = { numbers: 200, parameter: 12, perHour: 5, perDay: 10, pulled: 100 }
const REPORT_MS = 1000
const HALF_MINUTE = 30
const REMEMBERED_SECONDS = 3 * 86_400
/** Words after which nothing more may be sent. */
const GOODBYES = new Set(['R', 'T', 'TD', '退订', '拒收'])
/** Numbers that ends so are switched off, so that a report can be one of failure. */
const UNREACHABLE = /0000$/

/**
 * The SMS gateway of Tencent Cloud. Its rules and words are written from what is generally known of it and unverified: the
 * protocol reference tells of no SMS.
 */
export class Sms {
  private readonly reports
  private readonly replies
  private readonly left
  private readonly recent
  private readonly addresses

  constructor(
    private readonly kernel: Kernel,
    readonly account: SmsAccount,
  ) {
    const { store, timers, housekeeping } = kernel
    this.reports = store.map<SmsReport>('sms reports')
    this.replies = store.map<SmsReply>('sms replies')
    this.left = store.map<number>('sms unsubscribed')
    this.recent = store.map<{ at: number }>('sms recent')
    this.addresses = store.map<string>('sms callbacks')
    const isOld = ({ at }: { at: number }, now: number): boolean => now - at > REMEMBERED_SECONDS
    housekeeping.rule(this.reports, isOld)
    housekeeping.rule(this.replies, isOld)
    housekeeping.rule(this.recent, ({ at }, now) => now - at > HALF_MINUTE)
    timers.register<SmsReport>('sms report', (report, at) => this.arrive({ ...report, at }))
  }

  /** Where reports and replies are posted to; undefined means that they wait to be fetched. */
  get callbacks(): { report?: string; reply?: string } {
    return { report: this.addresses.get('report'), reply: this.addresses.get('reply') }
  }

  moveCallback(kind: 'report' | 'reply', url: string | undefined): void {
    if (url === undefined) this.addresses.delete(kind)
    else this.addresses.set(kind, url)
  }

  /** `SendSms`: what is wrong with a number stands in its own status, what is wrong with the request refuses it whole. */
  send(body: JsonObject): Record<string, unknown> {
    this.requireApp(body)
    const numbers = texts(body, 'PhoneNumberSet')
    if (numbers.length === 0) throw new SmsError('MissingParameter', '缺少参数 PhoneNumberSet。')
    if (numbers.length > LIMITS.numbers)
      throw new SmsError('LimitExceeded.PhoneNumberCountLimit', '单次提交的手机号个数超过 200。')
    const templateId = text(body, 'TemplateId')
    const parameters = texts(body, 'TemplateParamSet')
    const signName = optional(body, 'SignName')
    const sessionContext = optional(body, 'SessionContext')
    return {
      SendStatusSet: numbers.map((number) => {
        const phone = number.replace(/^(\+|00)?86(?=1\d{10}$)/, '')
        const wrong = this.wrongContent(signName, templateId, parameters) ?? this.wrongNumber(phone)
        const serialNo = wrong === undefined ? `2026:${randomDigits(20)}` : ''
        if (wrong === undefined) {
          this.deliver(phone, templateId, parameters)
          this.plan({ serialNo, phone, sessionContext })
        }
        return {
          SerialNo: serialNo,
          PhoneNumber: `+86${phone}`,
          Fee: wrong === undefined ? 1 : 0,
          SessionContext: sessionContext,
          Code: wrong?.code ?? 'Ok',
          Message: wrong?.message ?? 'send success',
          IsoCode: 'CN',
        }
      }),
    }
  }

  /** `PullSmsSendStatus`: what was fetched is not told again. */
  pullReports(body: JsonObject): Record<string, unknown> {
    const reports = this.pull(this.reports, body)
    return {
      PullSmsSendStatusSet: reports.map(({ serialNo, phone, sessionContext, at, status, description }) => ({
        UserReceiveTime: at,
        CountryCode: '86',
        SubscriberNumber: phone,
        PhoneNumber: `+86${phone}`,
        SerialNo: serialNo,
        ReportStatus: status,
        Description: description,
        SessionContext: sessionContext,
      })),
    }
  }

  /** `PullSmsReplyStatus`. */
  pullReplies(body: JsonObject): Record<string, unknown> {
    return {
      PullSmsReplyStatusSet: this.pull(this.replies, body).map(({ phone, text: words, signName, extend, at }) => ({
        ExtendCode: extend,
        CountryCode: '86',
        PhoneNumber: `+86${phone}`,
        SubscriberNumber: phone,
        SignName: signName,
        ReplyContent: words,
        ReplyTime: at,
      })),
    }
  }

  /** The person answers by SMS; a goodbye ends it. Tells whether somebody took the answer. */
  async reply(person: Person, words: string): Promise<{ delivered: boolean; unsubscribed: boolean }> {
    const now = this.kernel.clock.nowSeconds()
    const unsubscribed = GOODBYES.has(words.trim().toUpperCase())
    if (unsubscribed) this.left.set(person.phone, now)
    const reply: SmsReply = { phone: person.phone, text: words, signName: this.account.signName, extend: '', at: now }
    this.kernel.inbox.deliver(person, { kind: 'sent_by_person', from: this.sender(), text: words })
    const url = this.callbacks.reply
    if (url === undefined) this.replies.set(randomHex(8), reply)
    const delivered = url === undefined || (await postCallback(this.kernel, url, replyForm(reply)))
    return { delivered, unsubscribed }
  }

  private sender(): { kind: 'sms'; id: string; name: string } {
    return { kind: 'sms', id: this.account.sdkAppId, name: `短信 · ${this.account.signName}` }
  }

  private requireApp(body: JsonObject): void {
    if (text(body, 'SmsSdkAppId') !== this.account.sdkAppId)
      throw new SmsError('UnauthorizedOperation.SmsSdkAppIdVerifyFail', 'SmsSdkAppId 校验失败。')
  }

  private wrongContent(signName: string, templateId: string, parameters: string[]): SmsError | undefined {
    if (signName !== this.account.signName)
      return new SmsError('FailedOperation.SignatureIncorrectOrUnapproved', 'signature is not approved')
    const template = this.account.templates.find(({ id }) => id === templateId)
    if (template === undefined)
      return new SmsError('FailedOperation.TemplateIncorrectOrUnapproved', 'template is not approved')
    const wanted = new Set(template.content.match(/\{\d+\}/g)).size
    if (wanted !== parameters.length)
      return new SmsError(
        'FailedOperation.TemplateParamSetNotMatchApprovedTemplate',
        'template parameters do not match',
      )
    return parameters.some((parameter) => [...parameter].length > LIMITS.parameter)
      ? new SmsError('InvalidParameterValue.TemplateParameterLengthLimit', 'template parameter too long')
      : undefined
  }

  private wrongNumber(phone: string): SmsError | undefined {
    if (!/^1\d{10}$/.test(phone))
      return new SmsError('InvalidParameterValue.IncorrectPhoneNumber', 'incorrect phone number')
    if (this.left.has(phone))
      return new SmsError('FailedOperation.PhoneNumberInBlacklist', 'phone number is in blacklist')
    const { quota, clock } = this.kernel
    const last = this.recent.get(phone)
    if (last !== undefined && clock.nowSeconds() - last.at < HALF_MINUTE)
      return new SmsError('LimitExceeded.PhoneNumberThirtySecondLimit', 'too often within 30 seconds')
    if (quota.used(`sms ${phone}`, 'hour') >= LIMITS.perHour)
      return new SmsError('LimitExceeded.PhoneNumberOneHourLimit', 'too often within an hour')
    if (quota.used(`sms ${phone}`, 'day') >= LIMITS.perDay)
      return new SmsError('LimitExceeded.PhoneNumberDailyLimit', 'too often within a day')
    return undefined
  }

  private deliver(phone: string, templateId: string, parameters: string[]): void {
    const { quota, clock, people, inbox } = this.kernel
    quota.take(`sms ${phone}`, Infinity, 'hour')
    quota.take(`sms ${phone}`, Infinity, 'day')
    this.recent.set(phone, { at: clock.nowSeconds() })
    const person = people.byPhone(phone)
    if (person === undefined || UNREACHABLE.test(phone)) return
    const { content = '' } = this.account.templates.find(({ id }) => id === templateId) ?? {}
    const words = content.replace(/\{(\d+)\}/g, (_, place: string) => parameters[Number(place) - 1] ?? '')
    inbox.deliver(person, { kind: 'sms', from: this.sender(), text: `【${this.account.signName}】${words}` })
  }

  private plan(sent: Pick<SmsReport, 'serialNo' | 'phone' | 'sessionContext'>): void {
    const reached = !UNREACHABLE.test(sent.phone)
    const report = { ...sent, status: reached ? 'SUCCESS' : 'FAIL', description: reached ? 'DELIVRD' : 'MK:0001 关机' }
    this.kernel.timers.after(REPORT_MS, 'sms report', report)
  }

  private async arrive(report: SmsReport): Promise<void> {
    const url = this.callbacks.report
    if (url === undefined) this.reports.set(report.serialNo, report)
    else await postCallback(this.kernel, url, [reportForm(report)])
  }

  private pull<T>(rows: Map<string, T>, body: JsonObject): T[] {
    this.requireApp(body)
    const limit = body.Limit
    if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > LIMITS.pulled)
      throw new SmsError('InvalidParameterValue', 'Limit 应为 1 到 100 的整数。')
    const taken = [...rows].slice(0, limit)
    for (const [key] of taken) rows.delete(key)
    return taken.map(([, row]) => row)
  }
}
