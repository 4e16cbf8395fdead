/**
 * A small ClickHouse HTTP interface in front of the embedded engine, as its own process, so that the official client's
 * network path can be tested without a ClickHouse server. Environment: CLICKHOUSE_PORT, CLICKHOUSE_PATH.
 *
 * Understands what the client sends (https://clickhouse.com/docs/interfaces/http): the statement in the body or in
 * `?query=`, rows in the body behind it, `param_*`, settings and `database` in the address or as form fields.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Session } from 'chdb'

const session = new Session(process.env.CLICKHOUSE_PATH)

/** What the HTTP layer of a real server consumes itself. */
const NOT_SETTINGS = new Set([
  'query',
  'database',
  'default_format',
  'query_id',
  'session_id',
  'role',
  'wait_end_of_query',
  'enable_http_compression',
])

/** The engine's session runs one statement after the other. */
let turn: Promise<unknown> = Promise.resolve()

const literal = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Form fields in their order; the client uses a form when parameters would make the address too long. */
async function formOf(body: Buffer, contentType: string): Promise<[string, string][]> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  const fields: [string, string | File][] = []
  form.forEach((value, name) => fields.push([name, value]))
  return Promise.all(
    fields.map(async ([name, value]) => [name, typeof value === 'string' ? value : await value.text()]),
  )
}

async function statementOf(request: IncomingMessage): Promise<{ sql: string; format: string | undefined }> {
  const address = new URL(request.url ?? '/', 'http://engine')
  const body = await bodyOf(request)
  const contentType = request.headers['content-type'] ?? ''
  const isForm = contentType.startsWith('multipart/form-data')
  const fields = [...address.searchParams, ...(isForm ? await formOf(body, contentType) : [])]
  const given = new Map(fields)
  const settings = fields
    .filter(([name]) => !NOT_SETTINGS.has(name))
    .map(([name, value]) => `SET ${name} = ${literal(value)}`)
  const statement = [given.get('query') ?? '', isForm ? '' : body.toString()]
    .filter((text) => text.trim() !== '')
    .join('\n')
  const database = given.get('database')
  return {
    sql: [...(database ? [`USE ${database}`] : []), ...settings, statement].join('; '),
    format: given.get('default_format'),
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url?.startsWith('/ping')) {
    response.end('Ok.\n')
    return
  }
  const { sql, format } = await statementOf(request)
  const running = turn.then(() => session.queryAsync(sql, format === undefined ? {} : { format }))
  turn = running.catch(() => undefined)
  const result = await running
  response.setHeader('x-clickhouse-summary', '{}')
  response.end(Buffer.from(result.bytes()))
}

createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    response.statusCode = 500
    response.setHeader('x-clickhouse-exception-code', /Code: (\d+)/.exec(message)?.[1] ?? '0')
    response.end(message)
  })
}).listen(Number(process.env.CLICKHOUSE_PORT), '127.0.0.1')
