import { createServer, type IncomingMessage } from 'node:http'

export interface ReceivedCallback {
  path: string
  query: URLSearchParams
  body: string
}

export interface CallbackReceiver {
  url: string
  received: ReceivedCallback[]
  /** What the next requests are answered; null never answers. The last one is repeated. */
  answers: ({ status: number; body: string } | null)[]
  /** Whether the check of an address is answered as it should be. */
  echoes: boolean
  close(): Promise<void>
}

/** A small server that keeps every callback and answers as told, `success` unless told otherwise. */
export async function startReceiver(): Promise<CallbackReceiver> {
  const received: ReceivedCallback[] = []
  const answers: CallbackReceiver['answers'] = [{ status: 200, body: 'success' }]
  const receiver: CallbackReceiver = {
    url: '',
    received,
    answers,
    echoes: false,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://receiver')
      received.push({ path: url.pathname, query: url.searchParams, body })
      const echo = request.method === 'GET' && receiver.echoes ? url.searchParams.get('echostr') : null
      if (echo !== null) return response.end(echo)
      const answer = answers.length > 1 ? answers.shift() : answers[0]
      if (answer === null || answer === undefined) return
      response.writeHead(answer.status)
      response.end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  receiver.url = `http://127.0.0.1:${port}`
  return receiver
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
