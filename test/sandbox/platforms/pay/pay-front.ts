import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { randomHex } from '../../kernel/ids'
import type { Kernel } from '../../kernel/kernel'
import { payEndpoints, type PayEndpoint } from './endpoints'
import type { Pay } from './pay'
import { PayError } from './pay-error'

export const PAY_HOST = 'api.mch.weixin.qq.com'

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
    app.all(`/${PAY_HOST}/*`, (request, reply) => this.answer(request, reply))
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const started = performance.now()
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const target = request.url.slice(PAY_HOST.length + 1)
    const { faults, journal, store } = this.kernel
    const slow = faults.strike(request.url, ['delay'])
    if (slow !== undefined) await pause(slow.milliseconds)
    if (faults.strike(request.url, ['drop']) !== undefined) return hangUp(request, reply)
    const outcome = this.outcome(request, target, raw)
    store.touch()
    journal.add({
      kind: 'call',
      method: request.method,
      path: request.url,
      status: outcome.status,
      milliseconds: Math.round(performance.now() - started),
      request: raw.toString('utf8'),
      response: outcome.body,
    })
    if (faults.strike(request.url, ['drop-after']) !== undefined) return hangUp(request, reply)
    return reply
      .code(outcome.status)
      .headers(outcome.headers)
      .send(outcome.body === '' ? undefined : outcome.body)
  }

  private outcome(request: FastifyRequest, target: string, raw: Buffer): Outcome {
    const wished = request.headers['wechatpay-serial']
    const broken = this.kernel.faults.strike(request.url, ['status'])
    try {
      if (broken !== undefined && broken.status === 502) return { status: 502, body: '', headers: {} }
      if (broken !== undefined)
        throw new PayError(broken.status, broken.status === 429 ? 'FREQUENCY_LIMITED' : 'SYSTEM_ERROR', '系统繁忙')
      const answer = this.handle(request, target, raw)
      const body = answer === undefined ? '' : JSON.stringify(answer)
      return this.signed(answer === undefined ? 204 : 200, body, wished)
    } catch (error) {
      if (!(error instanceof PayError)) request.log.error(error)
      const known = error instanceof PayError ? error : new PayError(500, 'SYSTEM_ERROR', '系统错误')
      const { status, code, message, detail } = known
      const body = JSON.stringify({ code, message, ...(detail === undefined ? {} : { detail }) })
      // Whoever could not prove who they are gets no signature back.
      if (code === 'SIGN_ERROR') return { status, body, headers: head() }
      return this.signed(status, body, wished)
    }
  }

  private signed(status: number, body: string, wished: string | string[] | undefined): Outcome {
    const headers = this.pay.keys.replyHeaders(body, typeof wished === 'string' ? wished : undefined)
    return { status, body, headers: { ...head(), ...headers } }
  }

  private handle(request: FastifyRequest, target: string, raw: Buffer): unknown {
    if ((request.headers['user-agent'] ?? '') === '')
      throw new PayError(400, 'INVALID_REQUEST', 'HTTP 头缺少 User-Agent')
    if (!/application\/json|\*\/\*/.test(request.headers.accept ?? ''))
      throw new PayError(406, 'INVALID_REQUEST', 'HTTP 头 Accept 应为 application/json')
    const url = new URL(target, 'http://sandbox')
    this.pay.keys.authorize(request.headers.authorization, request.method, target, raw)
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
