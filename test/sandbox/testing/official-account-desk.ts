import { isObject, type JsonObject } from '../kernel/json'
import { decryptMessage } from '../callbacks/cipher'
import { readXml } from '../callbacks/xml'
import { accounts, SandboxUnderTest, until } from './sandbox-client'

const { officialAccount } = accounts
const { appid } = officialAccount

/** The official account as its operator calls it, with followers at hand. */
export class OfficialAccountDesk {
  private constructor(
    readonly wire: SandboxUnderTest,
    readonly token: string,
  ) {}

  static async open(): Promise<OfficialAccountDesk> {
    const wire = await SandboxUnderTest.start()
    return new OfficialAccountDesk(wire, await wire.officialToken())
  }

  close(): Promise<void> {
    return this.wire.stop()
  }

  /** A call below `/cgi-bin`; with a body it is a POST. */
  call(path: string, body?: unknown): Promise<JsonObject> {
    return this.wire.call(
      `api.weixin.qq.com/cgi-bin/${path}${path.includes('?') ? '&' : '?'}access_token=${this.token}`,
      body,
    )
  }

  /** The raw answer, for numbers that a double cannot hold. */
  text(path: string, body?: unknown): Promise<string> {
    return this.wire.text(`api.weixin.qq.com/cgi-bin/${path}?access_token=${this.token}`, body)
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
    const url = `${this.wire.sandbox.url}/api.weixin.qq.com/cgi-bin/${path}&access_token=${this.token}`
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
}
