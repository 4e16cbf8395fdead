import { startProgram } from './child-program'
import { freePort } from './free-port'

/** Tencent's side of the wire, running as its own process. */
export interface TestSandbox {
  /** Without a trailing slash; control API below `/sandbox/api`. */
  url: string
  /** Tells the sandbox where the server listens, so that callbacks reach it. */
  pointAt(serverUrl: string): Promise<void>
  /** Calls the control API; `path` begins after `/sandbox/api/`. Throws on an error reply. */
  get<T>(path: string): Promise<T>
  post<T>(path: string, body?: unknown): Promise<T>
  put<T>(path: string, body?: unknown): Promise<T>
  delete<T>(path: string): Promise<T>
  close(): Promise<void>
}

/** A person who lives in the sandbox. */
export interface SandboxPerson {
  id: string
  name: string
  phone: string
  unionid: string
}

/**
 * Starts the sandbox on a free port. It ends with this process, however that ends.
 * @param dataDir where it keeps its state; in memory when left out
 */
export async function startTestSandbox(dataDir?: string): Promise<TestSandbox> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = { SANDBOX_PORT: String(port), DATA_DIR: dataDir }
  const program = await startProgram('test/sandbox/main.ts', env, `${url}/sandbox/api/people?limit=1`)

  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/sandbox/api/${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`sandbox: ${method} ${path} answered ${response.status}: ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  return {
    url,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    delete: (path) => call('DELETE', path),
    pointAt: async (serverUrl) => {
      await call('PUT', 'callback-base', { url: serverUrl })
    },
    close: () => program.close(),
  }
}
