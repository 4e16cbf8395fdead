import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CallbackReader, type CallbackQuery, type MessageFields } from '../../../../server/src/wechat'

/** The address that the sandbox pushes to. It answers everything and opens what WeCom sends, to learn its codes. */
export class CallbackListener {
  private waiting: { read: (fields: MessageFields) => string | undefined; tell: (text: string) => void }[] = []
  url = ''

  private constructor(
    private readonly reader: CallbackReader,
    private readonly server: Server,
  ) {}

  static async start(account: { corpid: string; token: string; encodingAESKey: string }): Promise<CallbackListener> {
    const reader = new CallbackReader(
      // The sandbox's clock is moved about, so the time of a message says nothing here.
      { ...account, receiver: account.corpid, windowSeconds: Number.MAX_SAFE_INTEGER, mustBeEncrypted: true },
      { now: () => new Date() },
    )
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
        if (pathname.startsWith('/callbacks/work/'))
          listener.hear(Object.fromEntries(searchParams), Buffer.concat(chunks))
        response.end('success')
      })
    })
    const listener = new CallbackListener(reader, server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    listener.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    return listener
  }

  /** What `read` finds in the next message that has it. */
  next(read: (fields: MessageFields) => string | undefined): Promise<string> {
    return new Promise((tell) => this.waiting.push({ read, tell }))
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private hear(query: CallbackQuery, body: Buffer): void {
    const { fields } = this.reader.open(query, body)
    this.waiting = this.waiting.filter(({ read, tell }) => {
      const found = read(fields)
      if (found !== undefined) tell(found)
      return found === undefined
    })
  }
}
