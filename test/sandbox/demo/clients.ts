/** A refusal by the server or the sandbox. */
export class CallFailed extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

const TRIES = 4
const FIRST_PAUSE_MS = 300
const TIMEOUT_MS = 60_000

/**
 * Calls one server with JSON. A connection that breaks and an answer of 5xx are tried again: everything that the
 * filling does may be repeated.
 */
export class JsonClient {
  private cookie: string | undefined

  constructor(
    private readonly base: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path)
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.call<T>('POST', path, body)
  }

  patch<T>(path: string, body: object): Promise<T> {
    return this.call<T>('PATCH', path, body)
  }

  /** Sends one file as multipart form data. */
  upload<T>(path: string, name: string, content: string): Promise<T> {
    const form = new FormData()
    form.append('file', new Blob([content]), name)
    return this.call<T>('POST', path, form)
  }

  private async call<T>(method: string, path: string, body?: object): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once<T>(method, path, body)
      } catch (error) {
        const final = error instanceof CallFailed && error.status < 500
        if (final || attempt >= TRIES) throw error
        await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** (attempt - 1)))
      }
    }
  }

  private async once<T>(method: string, path: string, body?: object): Promise<T> {
    const isForm = body instanceof FormData
    const response = await fetch(this.base + path, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        ...this.headers,
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : isForm ? body : JSON.stringify(body),
    })
    const [cookie] = response.headers.getSetCookie()
    if (cookie) this.cookie = cookie.split(';')[0]
    const text = await response.text()
    const reply = (text === '' ? undefined : JSON.parse(text)) as T & {
      error?: { code: string; message: string; details?: object }
    }
    if (response.ok) return reply
    const { code = 'UNKNOWN', message = text, details } = reply?.error ?? {}
    throw new CallFailed(
      response.status,
      code,
      `${method} ${path}：${response.status} ${code} ${message} ${details ? JSON.stringify(details) : ''}`,
    )
  }
}

/** The console, logged in as a member of the demo staff. */
export async function logInToConsole(
  serverUrl: string,
  account: { username: string; password: string },
): Promise<JsonClient> {
  const client = new JsonClient(serverUrl, { 'x-requested-with': 'guiyi' })
  await client.post('/api/auth/login', { username: account.username, password: account.password })
  return client
}

/** Answers that only say that something was done before. */
const DONE_BEFORE = new Set([
  'COUPON_ALREADY_CLAIMED',
  'COUPON_SOLD_OUT',
  'COUPON_PHONE_REQUIRED',
  'FORM_ALREADY_SUBMITTED',
])

/** Runs an act that may have been done by an earlier filling. */
export async function unlessDone(act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof CallFailed && DONE_BEFORE.has(error.code))) throw error
  }
}
