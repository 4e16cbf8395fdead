import { decryptMessage } from '../callbacks/cipher'
import { readXml } from '../callbacks/xml'
import type { JsonObject } from '../kernel/json'
import { accounts, SandboxUnderTest } from './sandbox-client'

const { work } = accounts
const API = 'qyapi.weixin.qq.com/cgi-bin'

/** A sandbox with a WeCom token in hand, and what its company's callbacks told. */
export class WorkWire {
  private constructor(
    readonly wire: SandboxUnderTest,
    private readonly token: string,
  ) {}

  static async start(): Promise<WorkWire> {
    const wire = await SandboxUnderTest.start()
    return new WorkWire(wire, await wire.workToken())
  }

  stop(): Promise<void> {
    return this.wire.stop()
  }

  post(path: string, body: unknown): Promise<JsonObject> {
    return this.wire.call(`${API}/${path}?access_token=${this.token}`, body)
  }

  get(path: string, query: Record<string, string> = {}): Promise<JsonObject> {
    return this.wire.call(`${API}/${path}?${new URLSearchParams({ access_token: this.token, ...query }).toString()}`)
  }

  async upload(path: string, query: Record<string, string>, content: Buffer, field = 'media'): Promise<JsonObject> {
    const form = new FormData()
    form.append(field, new Blob([new Uint8Array(content)], { type: 'image/png' }), 'picture.png')
    const parameters = new URLSearchParams({ access_token: this.token, ...query }).toString()
    const response = await fetch(`${this.wire.sandbox.url}/${API}/${path}?${parameters}`, {
      method: 'POST',
      body: form,
    })
    return (await response.json()) as JsonObject
  }

  /** The company's callbacks so far, opened, oldest first; only those with these fields. */
  events(wanted: Record<string, string> = {}): JsonObject[] {
    return this.wire.receiver.received
      .filter(({ path }) => path === `/callbacks/work/${work.corpid}`)
      .map(({ body }) => {
        const encrypted = String(readXml(body)?.Encrypt)
        return readXml(decryptMessage(encrypted, work.corpid, work.encodingAESKey) ?? '') ?? {}
      })
      .filter((event) => Object.entries(wanted).every(([field, value]) => event[field] === value))
  }

  async friend(userid: string, state?: string): Promise<{ id: string; external: string }> {
    const { id } = await this.wire.person()
    await this.wire.control(`people/${id}/add-contact`, { userid, state })
    return { id, external: await this.wire.externalUserid(id) }
  }
}
