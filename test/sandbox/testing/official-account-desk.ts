import { isObject, parseJson, type JsonObject } from '../kernel/json'
import { decryptMessage } from '../callbacks/cipher'
import { readXml } from '../callbacks/xml'
import { accounts, SandboxUnderTest, until } from './sandbox-client'

const { officialAccount } = accounts
const { appid } = officialAccount

/** The official account as its operator calls it, with followers at hand. */
export class OfficialAccountDesk {
  private constructor(readonly wire: SandboxUnderTest) {}

  static async open(): Promise<OfficialAccountDesk> {
    return new OfficialAccountDesk(await SandboxUnderTest.start())
  }

  close(): Promise<void> {
    return this.wire.stop()
  }

  /** A call below `/cgi-bin`; with a body it is a POST. Numbers that a double cannot hold come as bigints. */
  async call(path: string, body?: unknown): Promise<JsonObject> {
    const answer = parseJson(await this.text(path, body))
    return isObject(answer) ? answer : {}
  }

  async text(path: string, body?: unknown): Promise<string> {
    return this.wire.text(await this.address(path), body)
  }

  async code(path: string, body?: unknown): Promise<unknown> {
    return (await this.call(path, body)).errcode
  }

  async follower(name?: string): Promise<{ id: string; openid: string }> {
    const { id } = await this.wire.person(name === undefined ? {} : { name })
    await this.wire.control(`people/${id}/follow`, { appid })
    return { id, openid: await this.wire.openid(id, appid) }
  }

  act(personId: string, act: string, body: JsonObject = {}): Promise<JsonObject> {
    return this.wire.control(`people/${personId}/${act}`, { appid, ...body })
  }

  async inbox(personId: string): Promise<JsonObject[]> {
    const messages = await this.wire.controlGet(`people/${personId}/inbox`)
    return Array.isArray(messages) ? messages.filter(isObject) : []
  }

  async upload(path: string, name: string, content: string | Uint8Array<ArrayBuffer>): Promise<JsonObject> {
    const form = new FormData()
    form.set('media', new Blob([content]), name)
    const url = `${this.wire.sandbox.url}/${await this.address(path)}`
    const answer: unknown = await (await fetch(url, { method: 'POST', body: form })).json()
    return isObject(answer) ? answer : {}
  }

  /** The first callback of that event, once it has come, decrypted. */
  event(name: string): Promise<JsonObject> {
    return until(() => this.callbacks().find(({ Event }) => Event === name))
  }

  callbacks(): JsonObject[] {
    return this.wire.receiver.received.map(({ body }) => {
      const encrypted = String(readXml(body)?.Encrypt)
      return readXml(decryptMessage(encrypted, appid, officialAccount.encodingAESKey) ?? '') ?? {}
    })
  }

  /** With a token that is valid now, however far the clock was moved. */
  private async address(path: string): Promise<string> {
    const { secret } = officialAccount
    const body = { grant_type: 'client_credential', appid, secret }
    const { access_token: token } = await this.wire.call('api.weixin.qq.com/cgi-bin/stable_token', body)
    return `api.weixin.qq.com/cgi-bin/${path}${path.includes('?') ? '&' : '?'}access_token=${String(token)}`
  }
}
