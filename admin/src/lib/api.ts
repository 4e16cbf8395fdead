import {
  apiUrl,
  createApi,
  ERRORS,
  type ApiRequest,
  type components,
  type ErrorCode,
  type ErrorReply,
  type paths,
} from '@guiyi/shared'

/** Codes that the server's catalogue cannot hold because no answer arrived. */
export type TransportCode = 'NETWORK' | 'BAD_REPLY'

export interface ErrorDetail {
  field: string
  message: string
}

/** A refusal by the server, or the absence of an answer. `message` is Chinese and fit to be shown as it is. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(
    readonly code: ErrorCode | TransportCode,
    message: string,
    readonly status: number,
    readonly field?: string,
    readonly details: readonly ErrorDetail[] = [],
    readonly requestId?: string,
  ) {
    super(message)
  }
}

type QueryParameters<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never

/**
 * The query of a GET route. A list's filters come from the address and are any text at all; casting them to this type
 * (`query as QueryOf<'/api/staff'>`) leaves judging them to the server, which names the field that it refuses.
 */
export type QueryOf<P extends keyof paths> = paths[P] extends { get: infer O } ? QueryParameters<O> : never

/** A reply or body by the name of its DTO on the server. */
export type Schema<K extends keyof components['schemas']> = components['schemas'][K]

/** The address of a route, for links and downloads: fills `{name}` in the path and appends the query. */
export const href = apiUrl

/** The sidebar has a session of its own beside the console's. */
const surface = (): Record<string, string> =>
  globalThis.location.pathname.startsWith('/sidebar') ? { 'X-Guiyi-Surface': 'sidebar' } : {}

/**
 * Sends with the staff cookie. Resolves with the parsed JSON reply (undefined when the reply is empty).
 * @throws ApiError with the server's code; `NETWORK` when no answer came; an AbortError when the signal was aborted.
 */
async function send({ method, url, body, signal }: ApiRequest): Promise<unknown> {
  const isForm = body instanceof FormData
  let reply: Response
  try {
    reply = await fetch(url, {
      method,
      credentials: 'same-origin',
      signal: signal as AbortSignal | undefined,
      headers: {
        Accept: 'application/json',
        // A page of another origin cannot send this header without a preflight, which the server refuses.
        'X-Requested-With': 'guiyi',
        ...surface(),
        ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
    })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError('NETWORK', '网络连接失败，请检查网络后重试', 0)
  }
  const text = await reply.text()
  if (!reply.ok) throw refusal(reply.status, text)
  return text === '' ? undefined : parse(text, reply.status)
}

/** The typed client: paths, parameters and replies come from the server's controllers. */
export const api = createApi(send)

export interface RequestOptions {
  path?: Record<string, string | number>
  query?: object
  /** JSON, or a FormData for uploads. */
  body?: unknown
  signal?: AbortSignal
}

/** A call whose route the generated types do not describe fully, such as an upload. Prefer `api`. */
export async function request<T>(method: ApiRequest['method'], path: string, options: RequestOptions = {}): Promise<T> {
  const { body, signal, query } = options
  return (await send({
    method,
    url: apiUrl(path, { path: options.path, query: query as Record<string, unknown> }),
    body,
    signal,
  })) as T
}

function parse(text: string, status: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError('BAD_REPLY', '服务器返回了无法识别的内容', status)
  }
}

function refusal(status: number, text: string): ApiError {
  try {
    const { error } = JSON.parse(text) as ErrorReply
    if (error && error.code in ERRORS) {
      return new ApiError(error.code, error.message, status, error.field, error.details, error.requestId)
    }
  } catch {
    // A proxy in front of the server answers with HTML; the status is all there is to tell.
  }
  return new ApiError('BAD_REPLY', `服务器暂时无法处理请求（${status}）`, status)
}

/** True for an ApiError, with this code when one is given. */
export function isApiError(error: unknown, code?: ApiError['code']): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code)
}

/** The sentence to show for any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : '页面出现错误，请刷新后重试'
}
