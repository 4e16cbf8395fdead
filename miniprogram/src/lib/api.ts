import type { ConsumerApi, Endpoint, InputOf, ReplyOf } from './contract'
import { failureOfReply, toFailure } from './errors'
import type { Session } from './session'
import type { PlatformReply, PlatformRequest } from '@/platform'

interface ApiParts {
  baseUrl: string
  send(request: PlatformRequest): Promise<PlatformReply>
  session: Session
  timeoutMs?: number
}

interface CallParts {
  path?: Record<string, string>
  query?: Record<string, string | number | undefined>
  body?: object
}

type PublicEndpoint = { [E in Endpoint]: ConsumerApi[E] extends { public: true } ? E : never }[Endpoint]

const DEFAULT_TIMEOUT_MS = 12_000
const UNAUTHORIZED = 401

/** `/a/{id}` with its parameters and query filled in, each escaped. */
function urlOf(template: string, { path = {}, query = {} }: CallParts): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''))
  const pairs = Object.entries(query)
    .filter((pair): pair is [string, string | number] => pair[1] !== undefined && pair[1] !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return pairs.length > 0 ? `${filled}?${pairs.join('&')}` : filled
}

/** How to call one endpoint without a token (configuration, login). Rejects with AppFailure. */
export function createPublicCall({ baseUrl, send, timeoutMs = DEFAULT_TIMEOUT_MS }: Omit<ApiParts, 'session'>) {
  return async <E extends PublicEndpoint>(endpoint: E, input: InputOf<E>): Promise<ReplyOf<E>> => {
    const reply = await transport(endpoint, input, { baseUrl, send, timeoutMs }, {})
    if (reply.status >= 400 || reply.status === 0) throw failureOfReply(reply.status, reply.body)
    return reply.body as ReplyOf<E>
  }
}

/**
 * The one way to the server for a known person: base address, bearer token, timeout, coded failures.
 * On 401 the session is renewed once, shared by all calls that wait, and the call is replayed once; a second 401 is a failure.
 */
export function createApi({ baseUrl, send, session, timeoutMs = DEFAULT_TIMEOUT_MS }: ApiParts) {
  return async <E extends Endpoint>(
    endpoint: E,
    input: InputOf<E>,
    options: { keepalive?: boolean } = {},
  ): Promise<ReplyOf<E>> => {
    try {
      const attempt = (token: string) =>
        transport(
          endpoint,
          input,
          { baseUrl, send, timeoutMs },
          { headers: { authorization: `Bearer ${token}` }, ...options },
        )
      const token = await session.token()
      let reply = await attempt(token)
      if (reply.status === UNAUTHORIZED) reply = await attempt(await session.renew(token))
      if (reply.status >= 400) throw failureOfReply(reply.status, reply.body)
      return reply.body as ReplyOf<E>
    } catch (error) {
      throw toFailure(error)
    }
  }
}

function transport(
  endpoint: Endpoint,
  input: CallParts,
  { baseUrl, send, timeoutMs }: Required<Omit<ApiParts, 'session'>>,
  extra: { headers?: Record<string, string>; keepalive?: boolean },
): Promise<PlatformReply> {
  const [method, template] = endpoint.split(' ') as ['GET' | 'POST', string]
  const hasBody = input.body !== undefined
  return send({
    method,
    url: baseUrl + urlOf(template, input),
    headers: { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...extra.headers },
    timeoutMs,
    ...(hasBody ? { body: JSON.stringify(input.body) } : {}),
    ...(extra.keepalive ? { keepalive: true } : {}),
  })
}
