import type { RateLimit } from './limits'
import type { Reader } from './shape'

export type QueryValues = Record<string, string | number | undefined>

/** A file on its way to a platform. */
export interface UploadFile {
  /** With an extension: the platforms judge the kind of file by it. */
  filename: string
  contentType: string
  bytes: Uint8Array
}

/** A multipart body: the file in the field `media`, and texts beside it. */
export interface Upload {
  file: UploadFile
  texts?: Readonly<Record<string, string>>
}

interface CallBase<Request> {
  method: 'GET' | 'POST'
  /** Path below the platform's host, with the leading slash. */
  path: string
  /** `none` for the calls that carry the app's own secret or a one-time code instead of an access token. */
  auth: 'token' | 'none'
  query?: (request: Request) => QueryValues
  body?: (request: Request) => unknown
  upload?: (request: Request) => Upload
  /** Codes by which the platform is known to refuse it, beside those of every call (token, limits, busy). */
  errors: readonly number[]
  /** What the platform allows for this endpoint in particular; waited for, not run into. */
  limits?: readonly RateLimit[]
}

/** One endpoint whose answer is JSON. */
export interface JsonCall<Request, Reply> extends CallBase<Request> {
  answer: 'json'
  reply: Reader<Reply>
}

/** One endpoint whose answer is a file on success and JSON on failure. */
export interface BinaryCall<Request> extends CallBase<Request> {
  answer: 'binary'
}

export type RequestOf<C> = C extends CallBase<infer Request> ? Request : never
export type ReplyOf<C> = C extends JsonCall<never, infer Reply> ? Reply : never

/** A request that is already in the platform's own words: `asIs<TagRequest>`. */
export const asIs = <Request>(request: Request): Request => request

/** A query without parameters beside the token. */
export const noParameters = (_request: void): QueryValues => ({})

/** Declares an endpoint that is read with GET and parameters in the address. */
export function get<Request, Reply>(
  path: string,
  reply: Reader<Reply>,
  query: (request: Request) => QueryValues,
  errors: readonly number[] = [],
): JsonCall<Request, Reply> {
  return { method: 'GET', path, auth: 'token', answer: 'json', query, reply, errors }
}

/** Declares an endpoint that takes a JSON body. */
export function post<Request, Reply>(
  path: string,
  reply: Reader<Reply>,
  body: (request: Request) => unknown,
  errors: readonly number[] = [],
): JsonCall<Request, Reply> {
  return { method: 'POST', path, auth: 'token', answer: 'json', body, reply, errors }
}

/** Declares an endpoint that takes a file. */
export function upload<Request extends Upload, Reply>(
  path: string,
  reply: Reader<Reply>,
  query: (request: Request) => QueryValues,
  errors: readonly number[] = [],
): JsonCall<Request, Reply> {
  return { method: 'POST', path, auth: 'token', answer: 'json', query, upload: (request) => request, reply, errors }
}

/** The same call without an access token. */
export function withoutToken<Request, Reply>(call: JsonCall<Request, Reply>): JsonCall<Request, Reply> {
  return { ...call, auth: 'none' }
}

/** The same call with what the platform allows of it. */
export function limited<C extends CallBase<never>>(call: C, ...limits: RateLimit[]): C {
  return { ...call, limits }
}

/** Declares an endpoint that takes a JSON body and answers with a picture. */
export function postForFile<Request>(
  path: string,
  body: (request: Request) => unknown,
  errors: readonly number[] = [],
): BinaryCall<Request> {
  return { method: 'POST', path, auth: 'token', answer: 'binary', body, errors }
}

/** Declares an endpoint that is read with GET and answers with a file. */
export function getFile<Request>(
  path: string,
  query: (request: Request) => QueryValues,
  errors: readonly number[] = [],
): BinaryCall<Request> {
  return { method: 'GET', path, auth: 'token', answer: 'binary', query, errors }
}
