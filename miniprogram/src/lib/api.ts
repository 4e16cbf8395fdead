import { createApi } from '@guiyi/shared'
import type { Api, ApiRequest } from '@guiyi/shared'
import type { PlatformReply, PlatformRequest } from '@/platform/types'
import { failureOfReply, toFailure } from './errors'
import type { Session } from './session'

interface WireParts {
  baseUrl: string
  send(request: PlatformRequest): Promise<PlatformReply>
  timeoutMs?: number
  /** Requests may outlive the page (the last tracking batch). */
  keepalive?: boolean
}

interface PersonalParts {
  session: Session
  /** Names a call; the server answers the same name with the same result, so a replay does nothing twice. */
  newId(): string
}

const DEFAULT_TIMEOUT_MS = 12_000
const UNAUTHORIZED = 401
const FIRST_REFUSAL = 400

/** Puts one call on the wire, with a bearer token when there is one. */
function wire({ baseUrl, send, timeoutMs = DEFAULT_TIMEOUT_MS, keepalive = false }: WireParts) {
  return ({ method, url, body }: ApiRequest, token?: string, requestId?: string): Promise<PlatformReply> =>
    send({
      method,
      url: baseUrl + url,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
      },
      timeoutMs,
      keepalive,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
}

/** The body of a success; a refusal throws its coded AppFailure. */
function bodyOf({ status, body }: PlatformReply): unknown {
  if (status >= FIRST_REFUSAL) throw failureOfReply(status, body)
  return body
}

/** The server before anybody is known (configuration, login): no token. Rejects with AppFailure. */
export function createPublicApi(parts: WireParts): Api {
  const ask = wire(parts)
  return createApi((request) =>
    ask(request)
      .then(bodyOf)
      .catch((error: unknown) => {
        throw toFailure(error)
      }),
  )
}

/**
 * The one way to the server for a known person: base address, bearer token, timeout, coded failures. On 401 the session is renewed once,
 * shared by all calls that wait, and the call is replayed once under the same request id; a second 401 is a failure. Rejects with AppFailure.
 */
export function createPersonalApi({ session, newId, ...parts }: WireParts & PersonalParts): Api {
  const ask = wire(parts)
  return createApi(async (request) => {
    try {
      const requestId = newId()
      const token = await session.token()
      const reply = await ask(request, token, requestId)
      if (reply.status !== UNAUTHORIZED) return bodyOf(reply)
      return bodyOf(await ask(request, await session.renew(token), requestId))
    } catch (error) {
      throw toFailure(error)
    }
  })
}
