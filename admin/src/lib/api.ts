import { ERRORS, type ErrorCode, type ErrorReply } from '@guiyi/shared'

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

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[]

export interface RequestOptions {
  /** Values for `{name}` in the path; encoded here. */
  path?: Record<string, string | number>
  /** Query string; empty values are left out, lists are repeated. */
  query?: object
  /** JSON, or a FormData for uploads. */
  body?: unknown
  signal?: AbortSignal
}

/**
 * Fills `{name}` in the path and appends the query string.
 * `href('/api/tags/{id}', { path: { id: 'a b' }, query: { page: 2 } })` gives `/api/tags/a%20b?page=2`.
 */
export function href(path: string, options: Pick<RequestOptions, 'path' | 'query'> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = options.path?.[name]
    if (value === undefined) throw new Error(`the path ${path} needs a value for ${name}`)
    return encodeURIComponent(String(value))
  })
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(options.query ?? {}) as [string, QueryValue][]) {
    if (value === undefined || value === null || value === '') continue
    for (const item of Array.isArray(value) ? value : [value]) query.append(key, String(item))
  }
  const text = query.toString()
  return text ? `${filled}?${text}` : filled
}

/**
 * One call to the server with the staff cookie. Resolves with the parsed JSON reply (undefined when the reply is empty).
 * @throws ApiError with the server's code; `NETWORK` when no answer came; an AbortError when the signal was aborted.
 */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const isForm = options.body instanceof FormData
  let reply: Response
  try {
    reply = await fetch(href(path, options), {
      method,
      credentials: 'same-origin',
      signal: options.signal,
      headers: {
        Accept: 'application/json',
        // A page of another origin cannot send this header without a preflight, which the server refuses.
        'X-Requested-With': 'guiyi',
        ...(options.body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }),
      },
      body: options.body === undefined ? undefined : isForm ? (options.body as FormData) : JSON.stringify(options.body),
    })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError('NETWORK', '网络连接失败，请检查网络后重试', 0)
  }
  const text = await reply.text()
  if (!reply.ok) throw refusal(reply.status, text)
  if (text === '') return undefined as T
  return parse<T>(text, reply.status)
}

function parse<T>(text: string, status: number): T {
  try {
    return JSON.parse(text) as T
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
