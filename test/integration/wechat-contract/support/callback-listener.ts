import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  CallbackReader,
  CallbackRefused,
  type CallbackQuery,
  type MessageFields,
  type OpenedCallback,
} from '../../../../server/src/wechat'
import accounts from '../../../sandbox/demo-accounts.json'

export type CallbackPlatform = 'official-account' | 'mini-program' | 'work'

const KEYS: Readonly<Record<CallbackPlatform, { token: string; encodingAESKey: string; receiver: string }>> = {
  'official-account': { ...accounts.officialAccount, receiver: accounts.officialAccount.appid },
  'mini-program': { ...accounts.miniProgram, receiver: accounts.miniProgram.appid },
  work: { ...accounts.work, receiver: accounts.work.corpid },
}

export interface Heard {
  platform: CallbackPlatform
  opened: OpenedCallback
  query: CallbackQuery
  body: string
}

/** What to answer; `success` where nothing is to be said. */
export type Answerer = (heard: Heard, reader: CallbackReader) => string

/** The address that the sandbox pushes to: opens everything with our reader. */
export class CallbackListener {
  readonly heard: Heard[] = []
  readonly refused: string[] = []
  url = ''
  answer: Answerer = () => 'success'
  private waiting: { read: (fields: MessageFields) => string | undefined; tell: (text: string) => void }[] = []
  private readonly server: Server

  private constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
        const platform = pathname.split('/')[2] as CallbackPlatform
        const query = Object.fromEntries(searchParams)
        try {
          response.end(this.take(platform, query, request.method === 'GET' ? undefined : Buffer.concat(chunks)))
        } catch (error) {
          this.refused.push(error instanceof CallbackRefused ? error.reason : String(error))
          response.writeHead(403).end()
        }
      })
    })
  }

  static async start(): Promise<CallbackListener> {
    const listener = new CallbackListener()
    await new Promise<void>((resolve) => listener.server.listen(0, '127.0.0.1', resolve))
    listener.url = `http://127.0.0.1:${(listener.server.address() as AddressInfo).port}`
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

  private take(platform: CallbackPlatform, query: CallbackQuery, body: Buffer | undefined): string {
    // The sandbox's clock is moved about, so the time of a message says nothing here.
    const settings = { ...KEYS[platform], windowSeconds: Number.MAX_SAFE_INTEGER, mustBeEncrypted: false }
    const reader = new CallbackReader(settings, { now: () => new Date() })
    if (body === undefined) return reader.confirmAddress(query)
    const heard = { platform, opened: reader.open(query, body), query, body: body.toString('utf8') }
    this.heard.push(heard)
    const { fields } = heard.opened
    this.waiting = this.waiting.filter(({ read, tell }) => {
      const found = read(fields)
      if (found !== undefined) tell(found)
      return found === undefined
    })
    return this.answer(heard, reader)
  }
}
