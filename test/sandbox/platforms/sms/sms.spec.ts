import { createHash, createHmac } from 'node:crypto'
import type { JsonObject } from '../../kernel/json'
import { startReceiver, type CallbackReceiver } from '../../testing/callback-receiver'
import { accounts, SandboxUnderTest } from '../../testing/sandbox-client'

const { sms } = accounts
const HOST = 'sms.tencentcloudapi.com'

describe('the SMS gateway', () => {
  let wire: SandboxUnderTest
  let person: { id: string; phone: string }
  let receiver: CallbackReceiver | undefined

  beforeEach(async () => {
    wire = await SandboxUnderTest.start()
    person = await wire.person({ name: '苏南星', phone: '17000001234' })
  })
  afterEach(async () => {
    await receiver?.close()
    receiver = undefined
    await wire.stop()
  })

  /** Signed as Tencent Cloud describes TC3-HMAC-SHA256, written down here a second time. */
  const call = async (
    action: string,
    body: JsonObject,
    change: { secretKey?: string; secretId?: string; timestamp?: number; signedPath?: string; sent?: string } = {},
  ): Promise<JsonObject> => {
    const payload = JSON.stringify(body)
    const timestamp = change.timestamp ?? Math.floor(Date.now() / 1000)
    const date = new Date(timestamp * 1000).toISOString().slice(0, 10)
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
    const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
    const type = 'application/json; charset=utf-8'
    const host = new URL(wire.sandbox.url).host
    const signed = `content-type:${type}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n`
    const names = 'content-type;host;x-tc-action'
    const asked = `POST\n${change.signedPath ?? '/'}\n\n${signed}\n${names}\n${hash(payload)}`
    const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${date}/sms/tc3_request\n${hash(asked)}`
    const key = mac(mac(mac(`TC3${change.secretKey ?? sms.secretKey}`, date), 'sms'), 'tc3_request')
    const credential = `${change.secretId ?? sms.secretId}/${date}/sms/tc3_request`
    const response = await fetch(`${wire.sandbox.url}/${HOST}/`, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-tc-action': action,
        'x-tc-version': '2021-01-11',
        'x-tc-timestamp': String(timestamp),
        authorization: `TC3-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${mac(key, toSign).toString('hex')}`,
      },
      body: change.sent ?? payload,
    })
    const { Response: answer } = (await response.json()) as { Response: JsonObject }
    expect(answer.RequestId).toMatch(/^[0-9a-f-]{36}$/)
    return answer
  }
  const message = (phones: string[], change: JsonObject = {}): JsonObject => ({
    SmsSdkAppId: sms.sdkAppId,
    SignName: sms.signName,
    TemplateId: sms.templates[1]?.id,
    TemplateParamSet: ['明前龙井', '八折'],
    PhoneNumberSet: phones,
    SessionContext: 'c-1',
    ...change,
  })
  const send = async (phones: string[], change: JsonObject = {}): Promise<unknown> =>
    (await call('SendSms', message(phones, change))).SendStatusSet
  const errorOf = async (answer: Promise<JsonObject>): Promise<unknown> => ((await answer).Error as JsonObject).Code

  it('brings a message to the phone and tells later that it arrived', async () => {
    const [status] = (await send([`+86${person.phone}`])) as JsonObject[]
    expect(status).toMatchObject({ Code: 'Ok', Fee: 1, PhoneNumber: `+86${person.phone}`, SessionContext: 'c-1' })
    expect(await wire.controlGet(`people/${person.id}/inbox`)).toMatchObject([
      { kind: 'sms', text: '【谷雨集】明前龙井已上新，到店可享八折。拒收请回复R' },
    ])
    await wire.advance(2)
    const pull = { SmsSdkAppId: sms.sdkAppId, Limit: 10 }
    const told = [{ SerialNo: status?.SerialNo, ReportStatus: 'SUCCESS', SubscriberNumber: person.phone }]
    expect((await call('PullSmsSendStatus', pull)).PullSmsSendStatusSet).toMatchObject(told)
    expect((await call('PullSmsSendStatus', pull)).PullSmsSendStatusSet).toEqual([])
  })

  it('posts reports and replies where they are wanted, and sends no more to who said goodbye', async () => {
    receiver = await startReceiver()
    const { url, received } = receiver
    await wire.control('sms/callbacks', { report: `${url}/report`, reply: `${url}/reply` }, 'PUT')
    await send([person.phone, '17000000000'])
    await wire.advance(2)
    const reports = received.flatMap(({ body }) => JSON.parse(body) as Record<string, string>[])
    expect(Object.fromEntries(reports.map((report) => [report.mobile, report.report_status]))).toEqual({
      [person.phone]: 'SUCCESS',
      '17000000000': 'FAIL',
    })
    expect(await wire.control(`people/${person.id}/sms-reply`, { text: '退订' })).toEqual({
      delivered: true,
      unsubscribed: true,
    })
    expect(received.at(-1)).toMatchObject({ path: '/reply' })
    expect(JSON.parse(received.at(-1)?.body ?? '')).toMatchObject({ mobile: person.phone, text: '退订' })
    await wire.advance(60)
    expect(await send([person.phone])).toMatchObject([{ Code: 'FailedOperation.PhoneNumberInBlacklist', Fee: 0 }])
  })

  it('lets replies wait to be fetched', async () => {
    await wire.control(`people/${person.id}/sms-reply`, { text: '还有货吗' })
    const { PullSmsReplyStatusSet: replies } = await call('PullSmsReplyStatus', { SmsSdkAppId: sms.sdkAppId, Limit: 1 })
    expect(replies).toMatchObject([{ ReplyContent: '还有货吗', SubscriberNumber: person.phone }])
  })

  it('says of each number what is wrong with it', async () => {
    expect(await send(['12', person.phone, person.phone])).toMatchObject([
      { Code: 'InvalidParameterValue.IncorrectPhoneNumber', SerialNo: '' },
      { Code: 'Ok' },
      { Code: 'LimitExceeded.PhoneNumberThirtySecondLimit' },
    ])
    for (let count = 1; count < 5; count += 1) {
      await wire.advance(31)
      expect(await send([person.phone])).toMatchObject([{ Code: 'Ok' }])
    }
    await wire.advance(31)
    const [{ Code: code } = {}] = (await send([person.phone])) as JsonObject[]
    expect(code).toMatch(/Ok|LimitExceeded\.PhoneNumberOneHourLimit/)
    const other = ['17000005678']
    expect(await send(other, { SignName: '别家' })).toMatchObject([
      { Code: 'FailedOperation.SignatureIncorrectOrUnapproved' },
    ])
    expect(await send(other, { TemplateId: '9' })).toMatchObject([
      { Code: 'FailedOperation.TemplateIncorrectOrUnapproved' },
    ])
    expect(await send(other, { TemplateParamSet: [] })).toMatchObject([
      { Code: 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate' },
    ])
  })

  it('believes nobody who did not sign, in time, what came', async () => {
    const body = message([person.phone])
    const ask = (change: object): Promise<unknown> => errorOf(call('SendSms', body, change))
    expect(await ask({ secretKey: 'another' })).toBe('AuthFailure.SignatureFailure')
    expect(await ask({ sent: JSON.stringify({ ...body, TemplateParamSet: ['a', 'b'] }) })).toBe(
      'AuthFailure.SignatureFailure',
    )
    expect(await ask({ secretId: 'AKIDnobody' })).toBe('AuthFailure.SecretIdNotFound')
    expect(await ask({ timestamp: Math.floor(Date.now() / 1000) - 400 })).toBe('AuthFailure.SignatureExpire')
    expect(await call('SendSms', body, { signedPath: `/${HOST}/` })).toHaveProperty('SendStatusSet')
    expect(await errorOf(call('Dance', {}))).toBe('InvalidAction')
    expect(await errorOf(call('SendSms', { ...body, SmsSdkAppId: '1' }))).toBe(
      'UnauthorizedOperation.SmsSdkAppIdVerifyFail',
    )
    expect(await errorOf(call('SendSms', { ...body, PhoneNumberSet: [] }))).toBe('MissingParameter')
    expect(await errorOf(call('SendSms', { ...body, PhoneNumberSet: 5 }))).toBe('InvalidParameter')
    expect(await errorOf(call('PullSmsSendStatus', { SmsSdkAppId: sms.sdkAppId }))).toBe('InvalidParameterValue')
  })
})
