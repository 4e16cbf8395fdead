import { setTimeout as pause } from 'node:timers/promises'
import { loadDemoAccounts } from '../accounts'
import { isObject, type JsonObject } from '../kernel/json'
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox'
import { startReceiver, type CallbackReceiver } from './callback-receiver'

export const accounts = loadDemoAccounts()

/** A running sandbox with a receiver behind it, and short ways to call both APIs. */
export class SandboxUnderTest {
  private constructor(
    readonly sandbox: Sandbox,
    readonly receiver: CallbackReceiver,
  ) {}

  static async start(options: Partial<SandboxOptions> = {}): Promise<SandboxUnderTest> {
    const receiver = await startReceiver()
    const sandbox = await startSandbox({ port: 0, callbackBase: receiver.url, callbackRetryDelayMs: 20, ...options })
    return new SandboxUnderTest(sandbox, receiver)
  }

  async stop(): Promise<void> {
    await this.sandbox.close()
    await this.receiver.close()
  }

  /** A platform call; `host/path?query`. With a body it is a POST. */
  async call(path: string, body?: unknown): Promise<JsonObject> {
    return asObject(await this.raw(`/${path}`, body))
  }

  async text(path: string, body?: unknown): Promise<string> {
    return (await this.raw(`/${path}`, body)).text()
  }

  async control(path: string, body: unknown = {}, method = 'POST'): Promise<JsonObject> {
    return asObject(await this.raw(`/sandbox/api/${path}`, body, method))
  }

  async controlGet(path: string): Promise<unknown> {
    return (await this.raw(`/sandbox/api/${path}`)).json()
  }

  async person(fields: JsonObject = {}): Promise<{ id: string; phone: string; unionid: string }> {
    const { id, phone, unionid } = await this.control('people', fields)
    return { id: String(id), phone: String(phone), unionid: String(unionid) }
  }

  async openid(personId: string, appid: string): Promise<string> {
    const person = await this.controlGet(`people/${personId}`)
    const openids = isObject(person) && isObject(person.openids) ? person.openids : {}
    return String(openids[appid])
  }

  async externalUserid(personId: string): Promise<string> {
    const person = await this.controlGet(`people/${personId}`)
    return isObject(person) ? String(person.externalUserid) : ''
  }

  async officialToken(): Promise<string> {
    const { appid, secret } = accounts.officialAccount
    const answer = await this.call(
      `api.weixin.qq.com/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`,
    )
    return String(answer.access_token)
  }

  async miniProgramToken(): Promise<string> {
    const { appid, secret } = accounts.miniProgram
    const body = { grant_type: 'client_credential', appid, secret }
    return String((await this.call('api.weixin.qq.com/cgi-bin/stable_token', body)).access_token)
  }

  async workToken(): Promise<string> {
    const { corpid, secret } = accounts.work
    return String(
      (await this.call(`qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=${corpid}&corpsecret=${secret}`)).access_token,
    )
  }

  /** Uploads a small file as the form field `media`, with further text fields. */
  async upload(path: string, name: string, fields: Record<string, string> = {}): Promise<JsonObject> {
    const form = new FormData()
    for (const [field, value] of Object.entries(fields)) form.set(field, value)
    form.set('media', new Blob(['jpg']), name)
    return asObject(await fetch(`${this.sandbox.url}/${path}`, { method: 'POST', body: form }))
  }

  async advance(seconds: number): Promise<void> {
    await this.control('clock', { advanceSeconds: seconds })
  }

  raw(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<Response> {
    const payload =
      body === undefined || method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    return fetch(`${this.sandbox.url}${path}`, { method, headers: { 'content-type': 'application/json' }, ...payload })
  }
}

async function asObject(response: Response): Promise<JsonObject> {
  const value: unknown = await response.json()
  return isObject(value) ? value : {}
}

/** Waits until the condition gives something, or fails after the deadline. */
export async function until<T>(condition: () => T | undefined | Promise<T | undefined>, deadlineMs = 5000): Promise<T> {
  const end = Date.now() + deadlineMs
  for (;;) {
    const value = await condition()
    if (value !== undefined) return value
    if (Date.now() > end) throw new Error('the condition did not come true in time')
    await pause(10)
  }
}
