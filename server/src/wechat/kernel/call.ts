import type { Reader } from './shape'

export type QueryValues = Record<string, string | number | undefined>

interface CallBase<Request> {
  method: 'GET' | 'POST'
  /** Path below the platform's host, with the leading slash. */
  path: string
  /** `none` for the calls that carry the app's own secret or a one-time code instead of an access token. */
  auth: 'token' | 'none'
  query?: (request: Request) => QueryValues
  body?: (request: Request) => unknown
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

/** Declares an endpoint that is read with GET and parameters in the address. */
export function get<Request, Reply>(
  path: string,
  reply: Reader<Reply>,
  query: (request: Request) => QueryValues,
): JsonCall<Request, Reply> {
  return { method: 'GET', path, auth: 'token', answer: 'json', query, reply }
}

/** Declares an endpoint that takes a JSON body and whose request is already in the platform's own words. */
export function post<Request, Reply>(path: string, reply: Reader<Reply>): JsonCall<Request, Reply> {
  return { method: 'POST', path, auth: 'token', answer: 'json', body: (request) => request, reply }
}

/** The same call without an access token. */
export function withoutToken<Request, Reply>(call: JsonCall<Request, Reply>): JsonCall<Request, Reply> {
  return { ...call, auth: 'none' }
}

/** Declares an endpoint that answers with a picture. */
export function postForFile<Request>(path: string): BinaryCall<Request> {
  return { method: 'POST', path, auth: 'token', answer: 'binary', body: (request) => request }
}
