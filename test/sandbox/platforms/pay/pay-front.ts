import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { randomHex } from '../../kernel/ids'
import { isTooLarge } from '../../kernel/front'
import type { Kernel } from '../../kernel/kernel'
import { payEndpoints, type PayEndpoint } from './endpoints'
import { PAY_HOST } from './host'
import type { Pay } from './pay'
import { PayError } from './pay-error'
import { PayFile } from './pay-file'

interface Outcome {
  status: number
  body: string
  headers: Record<string, string>
}

/** The HTTP face of WeChat Pay: the status is the result, requests and replies are signed. */
export class PayFront {
  private readonly endpoints: PayEndpoint[]

  constructor(
    private readonly kernel: Kernel,
    private readonly pay: Pay,
  ) {
    this.endpoints = payEndpoints(kernel, pay)
  }

  mount(app: FastifyInstance): void {
    app.all(
      `/${PAY_HOST}/*`,
      { errorHandler: (error, request, reply) => this.unreadable(error, request, reply) },
      (request, reply) => this.answer(request, reply),
    )
  }

  /** A request that could not even be read, for one that is too large. */
  private unreadable(error: Error, request: FastifyRequest, reply: FastifyReply): void {
    const known = isTooLarge(error) ? new PayError(413, 'INVALID_REQUEST', '请求内容过大') : error
    const outcome = this.refusal(known, request)
    this.record(request, Buffer.alloc(0), outcome, performance.now())
    void reply.code(outcome.status).headers(outcome.headers).send(outcome.body)
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const started = performance.now()
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const target = request.url.slice(PAY_HOST.length + 1)
    const { faults, store, housekeeping } = this.kernel
    housekeeping.run()
    const slow = faults.strike(request.url, ['delay'])
    if (slow !== undefined) await pause(slow.milliseconds)
    if (faults.strike(request.url, ['drop']) !== undefined) {
      this.record(request, raw, { status: 0, body: 'connection dropped', headers: {} }, started)
      return hangUp(request, reply)
    }
    const outcome = this.outcome(request, target, raw)
    if (request.method !== 'GET') store.touch()
    this.record(request, raw, outcome, started)
    if (faults.strike(request.url, ['drop-after']) !== undefined) return hangUp(request, reply)
    return reply
      .code(outcome.status)
      .headers(outcome.headers)
      .send(outcome.body === '' ? undefined : outcome.body)
  }

  private outcome(request: FastifyRequest, target: string, raw: Buffer): Outcome {
    const broken = this.kernel.faults.strike(request.url, ['status'])
    try {
      if (broken !== undefined && broken.status === 502) return { status: 502, body: '', headers: {} }
      if (broken !== undefined)
        throw new PayError(broken.status, broken.status === 429 ? 'FREQUENCY_LIMITED' : 'SYSTEM_ERROR', '系统繁忙')
      const answer = this.handle(request, target, raw)
      if (answer instanceof PayFile)
        return { status: 200, body: answer.content, headers: { ...head(), 'content-type': answer.contentType } }
      const body = answer === undefined ? '' : JSON.stringify(answer)
      return this.signed(answer === undefined ? 204 : 200, body, request)
    } catch (error) {
      return this.refusal(error, request)
    }
  }

  private refusal(error: unknown, request: FastifyRequest): Outcome {
    if (!(error instanceof PayError)) request.log.error(error)
    const known = error instanceof PayError ? error : new PayError(500, 'SYSTEM_ERROR', '系统错误')
    const { status, code, message, detail } = known
    const body = JSON.stringify({ code, message, ...(detail === undefined ? {} : { detail }) })
    // Whoever could not prove who they are gets no signature back.
    if (code === 'SIGN_ERROR') return { status, body, headers: head() }
    return this.signed(status, body, request)
  }

  private record(request: FastifyRequest, raw: Buffer, { status, body }: Outcome, started: number): void {
    this.kernel.journal.add({
      kind: 'call',
      method: request.method,
      path: request.url,
      status,
      milliseconds: Math.round(performance.now() - started),
      request: raw.toString('utf8'),
      response: body,
    })
  }

  private signed(status: number, body: string, request: FastifyRequest): Outcome {
    const wished = request.headers['wechatpay-serial']
    const headers = this.pay.keys.replyHeaders(body, typeof wished === 'string' ? wished : undefined)
    return { status, body, headers: { ...head(), ...headers } }
  }

  private handle(request: FastifyRequest, target: string, raw: Buffer): unknown {
    if ((request.headers['user-agent'] ?? '') === '')
      throw new PayError(400, 'INVALID_REQUEST', 'HTTP 头缺少 User-Agent')
    if (!/application\/json|\*\/\*/.test(request.headers.accept ?? ''))
      throw new PayError(406, 'INVALID_REQUEST', 'HTTP 头 Accept 应为 application/json')
    const url = new URL(target, 'http://sandbox')
    // A library whose base address carries the host as a prefix signs the path with it.
    this.pay.keys.authorize(request.headers.authorization, request.method, [target, request.url], raw)
    for (const { method, path, handle } of this.endpoints) {
      const match = path.exec(url.pathname)
      if (method !== request.method || match === null) continue
      const parameters = match.slice(1).map(decodeURIComponent)
      return handle({ parameters, query: url.searchParams, body: raw.toString('utf8') })
    }
    throw new PayError(404, 'RESOURCE_NOT_EXISTS', '无法将请求路由到对应的接口')
  }
}

/** The line breaks before an answer is through. */
function hangUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack()
  request.raw.socket.destroy()
  return reply
}

function head(): Record<string, string> {
  return { 'content-type': 'application/json; charset=utf-8', 'request-id': randomHex(16).toUpperCase() }
}
