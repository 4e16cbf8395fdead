import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isTooLarge } from '../../kernel/front'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { readSmsBody } from './fields'
import type { Sms } from './sms'
import { SmsError } from './sms-error'
import { authorize } from './tc3'

const SMS_HOST = 'sms.tencentcloudapi.com'
const VERSION = '2021-01-11'

/** The HTTP face of the SMS gateway: one address, the action in a header, everything signed. */
export class SmsFront {
  constructor(
    private readonly kernel: Kernel,
    private readonly sms: Sms,
  ) {}

  mount(app: FastifyInstance): void {
    for (const path of [`/${SMS_HOST}`, `/${SMS_HOST}/`])
      app.post(
        path,
        {
          errorHandler: (error, request, reply) => {
            const known = isTooLarge(error) ? new SmsError('RequestSizeLimitExceeded', '请求包超过限制大小。') : error
            void reply.send(this.finish(request, this.refusal(known, request), performance.now()))
          },
        },
        (request, reply) => this.answer(request, reply),
      )
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const started = performance.now()
    const { faults, store, housekeeping } = this.kernel
    housekeeping.run()
    const slow = faults.strike(request.url, ['delay'])
    if (slow !== undefined) await pause(slow.milliseconds)
    const broken = faults.strike(request.url, ['status', 'errcode', 'drop', 'drop-after'])
    if (broken?.effect === 'status') return reply.code(broken.status).send()
    if (broken?.effect === 'drop') return this.hangUp(request, reply)
    let answer: JsonObject
    try {
      if (broken?.effect === 'errcode') throw new SmsError('InternalError', '内部错误。')
      answer = this.handle(request)
    } catch (error) {
      answer = this.refusal(error, request)
    }
    store.touch()
    const full = this.finish(request, answer, started)
    return broken?.effect === 'drop-after' ? this.hangUp(request, reply) : reply.send(full)
  }

  private handle(request: FastifyRequest): JsonObject {
    const raw = rawBody(request)
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
    )
    // A library is pointed here with the host as a path, and may sign the path with it or without.
    const paths = ['/', request.url, `${request.url.replace(/\/$/, '')}/`]
    authorize(this.sms.account, { method: request.method, paths, headers, body: raw })
    if (headers['x-tc-version'] !== VERSION) throw new SmsError('NoSuchVersion', '接口版本不存在。')
    switch (headers['x-tc-action']) {
      case 'SendSms':
        return this.sms.send(readSmsBody(raw))
      case 'PullSmsSendStatus':
        return this.sms.pullReports(readSmsBody(raw))
      case 'PullSmsReplyStatus':
        return this.sms.pullReplies(readSmsBody(raw))
      default:
        throw new SmsError('InvalidAction', '接口不存在。')
    }
  }

  private refusal(error: unknown, request: FastifyRequest): JsonObject {
    if (!(error instanceof SmsError)) request.log.error(error)
    const { code, message } = error instanceof SmsError ? error : new SmsError('InternalError', '内部错误。')
    return { Error: { Code: code, Message: message } }
  }

  /** Writes the call down and gives the answer its frame. */
  private finish(request: FastifyRequest, answer: JsonObject, started: number): JsonObject {
    const full = { Response: { ...answer, RequestId: randomUUID() } }
    const action = request.headers['x-tc-action']
    this.kernel.journal.add({
      kind: 'call',
      method: request.method,
      path: `${request.url}${typeof action === 'string' ? `#${action}` : ''}`,
      status: 200,
      milliseconds: Math.round(performance.now() - started),
      request: rawBody(request).toString('utf8'),
      response: JSON.stringify(full),
    })
    return full
  }

  private hangUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    reply.hijack()
    request.raw.socket.destroy()
    return reply
  }
}

function rawBody({ body }: FastifyRequest): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0)
}
