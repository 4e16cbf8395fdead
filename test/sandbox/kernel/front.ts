import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { PlainAnswer, type Call, type Endpoint } from './endpoint'
import { PlatformError, newRid, workMessage } from './errors'
import { writeJson } from './json'
import type { Kernel } from './kernel'
import { readMultipart } from './multipart'
import { parseBody } from './validate'

const ESCAPED = /\\u[0-9a-f]{4}/i
const WORK_HOSTS = new Set(['qyapi.weixin.qq.com'])

interface Outcome {
  status: number
  contentType: string
  content: string | Buffer
  headers?: Record<string, string>
  errcode?: number
  rid?: string
}

/** The HTTP face of all platforms: `/{host}{path}` on one port; every refusal is an errcode with HTTP 200. */
export class Front {
  private readonly endpoints = new Map<string, Endpoint>()

  constructor(
    private readonly kernel: Kernel,
    endpoints: Endpoint[],
  ) {
    for (const endpoint of endpoints) {
      const key = endpoint.host + endpoint.path
      if (this.endpoints.has(key)) throw new Error(`two endpoints answer ${key}`)
      this.endpoints.set(key, endpoint)
    }
  }

  mount(app: FastifyInstance): void {
    const hosts = new Set([...this.endpoints.values()].map(({ host }) => host))
    for (const host of hosts)
      app.all(
        `/${host}/*`,
        { errorHandler: (error, request, reply) => this.unreadable(host, error, request, reply) },
        (request, reply) => this.answer(host, request, reply),
      )
  }

  /** A request that could not even be read, for one that is too large: refused like any other. */
  private unreadable(host: string, error: Error, request: FastifyRequest, reply: FastifyReply): void {
    const outcome = this.refusal(host, isTooLarge(error) ? new PlatformError(45001) : error, request)
    this.record(request, Buffer.alloc(0), outcome, performance.now())
    void reply.code(outcome.status).header('content-type', outcome.contentType).send(outcome.content)
  }

  private async answer(host: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const started = performance.now()
    const url = new URL(request.url, 'http://sandbox')
    const path = url.pathname.slice(host.length + 1)
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    this.kernel.housekeeping.run()

    const slow = this.kernel.faults.strike(url.pathname, ['delay'])
    if (slow !== undefined) await pause(slow.milliseconds)
    if (this.kernel.faults.strike(url.pathname, ['drop']) !== undefined) {
      this.record(request, raw, { status: 0, contentType: '', content: 'connection dropped' }, started)
      return this.hangUp(request, reply)
    }
    const outcome = await this.outcome(host, path, url, request, raw)
    if (request.method !== 'GET') this.kernel.store.touch()
    this.record(request, raw, outcome, started)
    if (this.kernel.faults.strike(url.pathname, ['drop-after']) !== undefined) return this.hangUp(request, reply)
    return reply
      .code(outcome.status)
      .headers({ 'content-type': outcome.contentType, ...outcome.headers })
      .send(outcome.content)
  }

  private hangUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    reply.hijack()
    request.raw.socket.destroy()
    return reply
  }

  private async outcome(host: string, path: string, url: URL, request: FastifyRequest, raw: Buffer): Promise<Outcome> {
    try {
      const broken = this.kernel.faults.strike(url.pathname, ['status', 'errcode'])
      if (broken?.effect === 'status') return { status: broken.status, contentType: 'text/html', content: '' }
      if (broken !== undefined) throw new PlatformError(broken.errcode)
      const endpoint = this.find(host, path)
      if (endpoint.method !== request.method) throw new PlatformError(endpoint.method === 'GET' ? 43001 : 43002)
      const answer = await endpoint.handle(await this.readCall(endpoint, path, url, request, raw))
      if (answer instanceof PlainAnswer) return answer
      return { status: 200, contentType: 'application/json; charset=utf-8', content: writeJson(answer), errcode: 0 }
    } catch (error) {
      return this.refusal(host, error, request)
    }
  }

  /** An exact path, or for pictures the endpoint that ends in `/*`. */
  private find(host: string, path: string): Endpoint {
    const exact =
      this.endpoints.get(host + path) ?? this.endpoints.get(`${host}${path.slice(0, path.indexOf('/', 1))}/*`)
    if (exact === undefined) throw new PlatformError(40066)
    return exact
  }

  private async readCall(
    endpoint: Endpoint,
    path: string,
    url: URL,
    request: FastifyRequest,
    raw: Buffer,
  ): Promise<Call> {
    const query: Record<string, string | undefined> = Object.fromEntries(url.searchParams)
    const platform = WORK_HOSTS.has(endpoint.host) ? 'work' : 'weixin'
    const grant =
      endpoint.token.length === 0
        ? { kind: 'work' as const, account: '' }
        : this.kernel.tokens.check(query.access_token, platform)
    if (endpoint.token.length > 0 && !endpoint.token.includes(grant.kind)) throw new PlatformError(48001)
    if (this.kernel.settings.of(grant.account).refusesEscapedText && ESCAPED.test(raw.toString('latin1')))
      throw new PlatformError(40033)
    const content = await readContent(endpoint, request, raw)
    const counter = `${endpoint.path} ${grant.account}`
    if (endpoint.minuteLimit !== undefined) this.kernel.quota.take(counter, endpoint.minuteLimit, 'minute')
    if (endpoint.token.length > 0) this.kernel.quota.take(counter, endpoint.dailyLimit ?? Infinity, 'day')
    return { path, query, grant, ip: request.ip, ...content }
  }

  private refusal(host: string, error: unknown, request: FastifyRequest): Outcome {
    if (!(error instanceof PlatformError)) request.log.error(error)
    const known = error instanceof PlatformError ? error : new PlatformError(-1)
    const { errcode, message, extra } = known
    const rid = newRid(this.kernel.clock.nowSeconds())
    const errmsg = WORK_HOSTS.has(host) ? workMessage(errcode, message, request.ip) : `${message} rid: ${rid}`
    return {
      status: 200,
      contentType: 'application/json; charset=utf-8',
      content: writeJson({ errcode, errmsg, ...extra }),
      errcode,
      rid,
    }
  }

  private record(request: FastifyRequest, raw: Buffer, outcome: Outcome, started: number): void {
    const { status, errcode, content, contentType, rid } = outcome
    this.kernel.journal.add({
      kind: 'call',
      method: request.method,
      path: request.url,
      status,
      ...(errcode === undefined ? {} : { errcode }),
      ...(rid === undefined ? {} : { rid }),
      milliseconds: Math.round(performance.now() - started),
      request: readable(request, raw),
      response: typeof content === 'string' ? content : `[${contentType}, ${content.length} bytes]`,
    })
  }
}

/** Whether HTTP's own limit, and not one of the platform, cut the request off. */
export function isTooLarge(error: Error): boolean {
  return 'code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'
}

async function readContent(
  endpoint: Endpoint,
  request: FastifyRequest,
  raw: Buffer,
): Promise<Pick<Call, 'body' | 'files'>> {
  if (endpoint.method === 'GET' || (endpoint.bodyOptional && raw.length === 0)) return { body: {}, files: [] }
  if (endpoint.upload !== true) return { body: parseBody(raw), files: [] }
  const { fields, files } = await readMultipart(raw, request.headers['content-type'] ?? '')
  return { body: fields, files }
}

/** A request as the journal shows it: pictures would only fill it. */
function readable(request: FastifyRequest, raw: Buffer): string {
  const form = request.headers['content-type']?.startsWith('multipart/') === true
  return form ? `[multipart form, ${raw.length} bytes]` : raw.toString('utf8')
}
