import { loadDemoAccounts } from '../sandbox/accounts'
import type { TestApp } from './app'
import type { SandboxPerson } from './sandbox'

type Query = Record<string, string | number | boolean | undefined>

/** A reply as it came. */
export interface Reply<T> {
  status: number
  headers: Headers
  body: T
}

/** A refusal, flattened for `toMatchObject`. */
export interface Refusal {
  status: number
  code: string
  message: string
  field?: string
  details?: { field: string; message: string }[]
}

/**
 * Speaks to the application as one role. `get`, `post`, `put`, `patch` and `delete` give the reply's body and throw
 * on an error reply; `refusal` is for calls that must be refused; `raw` gives whatever came.
 */
export class TestClient {
  private readonly cookies = new Map<string, string>()

  constructor(
    private readonly url: string,
    private readonly bearer?: string,
  ) {}

  async raw<T>(
    method: string,
    path: string,
    options: { query?: Query; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal } = {},
  ): Promise<Reply<T>> {
    const target = new URL(path, this.url)
    for (const [key, value] of Object.entries(options.query ?? {})) {
      if (value !== undefined) target.searchParams.append(key, String(value))
    }
    const headers: Record<string, string> = { 'x-requested-with': 'guiyi', ...options.headers }
    if (this.bearer) headers['authorization'] = `Bearer ${this.bearer}`
    if (this.cookies.size > 0)
      headers['cookie'] = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const { body } = options
    const asIs = typeof body === 'string' || body instanceof FormData || body instanceof Uint8Array
    if (body !== undefined && !asIs) headers['content-type'] ??= 'application/json'
    const response = await fetch(target, {
      method,
      headers,
      redirect: 'manual',
      body: payloadOf(body),
      signal: options.signal ?? null,
    })
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson && text !== '' ? JSON.parse(text) : text) as T,
    }
  }

  get<T>(path: string, query?: Query): Promise<T> {
    return this.must('GET', path, query ? { query } : {})
  }

  post<T>(path: string, body?: unknown): Promise<T> {
    return this.must('POST', path, { body })
  }

  put<T>(path: string, body?: unknown): Promise<T> {
    return this.must('PUT', path, { body })
  }

  patch<T>(path: string, body?: unknown): Promise<T> {
    return this.must('PATCH', path, { body })
  }

  delete<T>(path: string): Promise<T> {
    return this.must('DELETE', path, {})
  }

  /** Sends one file as multipart form data, with further text fields before it. */
  upload<T>(
    path: string,
    file: { name: string; content: string | Uint8Array },
    fields: Record<string, string> = {},
  ): Promise<T> {
    return this.must('POST', path, { body: fileForm(file, fields) })
  }

  /** Makes a call that must be refused and gives the coded error. */
  async refusal(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Refusal> {
    const reply = await this.raw<{ error?: Omit<Refusal, 'status'> }>(method, path, { body, headers })
    if (reply.status < 400)
      throw new Error(`${method} ${path} was expected to be refused, but answered ${reply.status}`)
    if (!reply.body.error)
      throw new Error(`${method} ${path} answered ${reply.status} without a coded error: ${JSON.stringify(reply.body)}`)
    return { status: reply.status, ...reply.body.error }
  }

  private async must<T>(method: string, path: string, options: { query?: Query; body?: unknown }): Promise<T> {
    const reply = await this.raw<T>(method, path, options)
    if (reply.status >= 400)
      throw new Error(`${method} ${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`)
    return reply.body
  }

  private keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';')
    const at = pair.indexOf('=')
    const name = pair.slice(0, at)
    const gone = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute) || /1970/.test(attribute))
    if (gone) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(at + 1))
  }
}

function payloadOf(body: unknown): BodyInit | null {
  if (body === undefined) return null
  if (typeof body === 'string' || body instanceof FormData) return body
  return body instanceof Uint8Array ? new Blob([new Uint8Array(body)]) : JSON.stringify(body)
}

/** A multipart body with one file; the fields come first, as the server reads them while the file streams in. */
export function fileForm(
  file: { name: string; content: string | Uint8Array },
  fields: Record<string, string> = {},
): FormData {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  const content = typeof file.content === 'string' ? file.content : new Uint8Array(file.content)
  form.append('file', new Blob([content]), file.name)
  return form
}

/** The clients of one application, each logged in once. */
export interface Roles {
  asAdministrator(): Promise<TestClient>
  asOperator(): Promise<TestClient>
  asEditor(): Promise<TestClient>
  /** The sales behind the WeCom member `linxiaoyu`, or another demo user name such as `sales2`. */
  asSales(username?: string): Promise<TestClient>
  /** Logs a person of the sandbox in to the mini-program. */
  asConsumer(person: SandboxPerson, channel?: string): Promise<TestClient>
  anonymous(): TestClient
}

/** Clients that speak to `testApp` as its demo staff and as people of its sandbox. */
export function rolesOf(testApp: TestApp): Roles {
  const { staff, miniProgram } = loadDemoAccounts()
  const loggedIn = new Map<string, Promise<TestClient>>()
  const asStaff = (username: string): Promise<TestClient> => {
    const login = async (): Promise<TestClient> => {
      const account = staff.find((one) => one.username === username)
      if (!account) throw new Error(`no demo staff called ${username}`)
      const client = new TestClient(testApp.url)
      await client.post('/api/auth/login', { username, password: account.password })
      return client
    }
    const known = loggedIn.get(username) ?? login()
    loggedIn.set(username, known)
    return known
  }
  return {
    asAdministrator: () => asStaff('admin'),
    asOperator: () => asStaff('operator'),
    asEditor: () => asStaff('editor'),
    asSales: (username = 'sales') => asStaff(username),
    asConsumer: async (person, channel) => {
      const { code } = await testApp.sandbox.post<{ code: string }>(`people/${person.id}/login-code`, {
        appid: miniProgram.appid,
      })
      const { token } = await new TestClient(testApp.url).post<{ token: string }>('/api/consumer/login', {
        code,
        appid: miniProgram.appid,
        ...(channel === undefined ? {} : { channel }),
      })
      return new TestClient(testApp.url, token)
    },
    anonymous: () => new TestClient(testApp.url),
  }
}
