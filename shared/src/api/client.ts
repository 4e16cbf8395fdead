import type { paths } from './schema'

export type HttpMethod = 'get' | 'post' | 'put' | 'patch' | 'delete'

type PathsWith<M extends HttpMethod> = {
  [P in keyof paths]: paths[P] extends Record<M, infer Operation>
    ? [Operation] extends [undefined]
      ? never
      : P
    : never
}[keyof paths]

type OperationOf<P extends keyof paths, M extends HttpMethod> =
  paths[P] extends Record<M, infer Operation> ? Operation : never

type Parameters<O, K extends 'path' | 'query'> = O extends { parameters: Partial<Record<K, infer V>> }
  ? Exclude<V, undefined>
  : never

type Body<O> = O extends { requestBody: { content: { 'application/json': infer B } } } ? B : never

type Success<O> = O extends { responses: infer R }
  ? { [S in keyof R & (200 | 201)]: R[S] extends { content: { 'application/json': infer B } } ? B : never }[keyof R &
      (200 | 201)]
  : never

type Part<K extends string, V> = [V] extends [never]
  ? Record<never, never>
  : Record<never, never> extends V
    ? { [P in K]?: V }
    : { [P in K]: V }

/** What a call takes: the parts that its route declares, and no others. */
export type CallOptions<O> = Part<'path', Parameters<O, 'path'>> &
  Part<'query', Parameters<O, 'query'>> &
  Part<'body', Body<O>>

/** What a transport is asked to send. `url` is complete but for the host. */
export interface ApiRequest {
  method: Uppercase<HttpMethod>
  url: string
  body?: unknown
  signal?: unknown
}

/** Sends a request and returns the parsed body of a success; throws the client's own typed error for a refusal. */
export type Transport = (request: ApiRequest) => Promise<unknown>

type Call<M extends HttpMethod> = <P extends PathsWith<M>>(
  path: P,
  ...options: Record<never, never> extends CallOptions<OperationOf<P, M>>
    ? [options?: CallOptions<OperationOf<P, M>> & { signal?: unknown }]
    : [options: CallOptions<OperationOf<P, M>> & { signal?: unknown }]
) => Promise<Success<OperationOf<P, M>>>

export type Api = { [M in HttpMethod]: Call<M> }

type LooseOptions = {
  path?: Record<string, string | number>
  query?: Record<string, unknown>
  body?: unknown
  signal?: unknown
}

/** The address of a route with its `{name}` places and its query filled in; absent values are left out. */
export function apiUrl(path: string, options: Pick<LooseOptions, 'path' | 'query'> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(options.path?.[name] ?? '')))
  const query = Object.entries(options.query ?? {})
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .flatMap(([key, value]) =>
      (Array.isArray(value) ? value : [value]).map(
        (item) => `${encodeURIComponent(key)}=${encodeURIComponent(String(item))}`,
      ),
    )
    .join('&')
  return query ? `${filled}?${query}` : filled
}

/** A client of the API whose paths, parameters and replies are typed from the server's controllers. */
export function createApi(transport: Transport): Api {
  const call =
    (method: HttpMethod) =>
    (path: string, options: LooseOptions = {}): Promise<unknown> =>
      transport({
        method: method.toUpperCase() as Uppercase<HttpMethod>,
        url: apiUrl(path, options),
        body: options.body,
        signal: options.signal,
      })
  const methods: Record<HttpMethod, unknown> = {
    get: call('get'),
    post: call('post'),
    put: call('put'),
    patch: call('patch'),
    delete: call('delete'),
  }
  return methods as Api
}
