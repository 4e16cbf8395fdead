import { MESSAGES } from '../kernel/error-messages'
import type { Endpoint } from '../kernel/endpoint'
import { isObject, type JsonObject } from '../kernel/json'
import type { PayEndpoint } from '../platforms/pay/endpoints'
import { CONTROL_CALLS } from './control-calls'

const CONTROL_PREFIX = '/sandbox/api'
const GROUPS: Record<string, string> = {
  'api.weixin.qq.com': '公众号与小程序 api.weixin.qq.com',
  'qyapi.weixin.qq.com': '企业微信 qyapi.weixin.qq.com',
  'api.mch.weixin.qq.com': '微信支付 api.mch.weixin.qq.com',
}
const OTHER_HOSTS = '页面与图片'
const TOKEN_CODES = [40001, 40014, 41001, 42001]

/** The schema that a sample value is one of; texts stay texts whatever they look like. */
function schemaOf(value: unknown): JsonObject {
  if (Array.isArray(value)) return { type: 'array', items: schemaOf(value[0] ?? '') }
  if (isObject(value))
    return {
      type: 'object',
      properties: Object.fromEntries(Object.entries(value).map(([name, item]) => [name, schemaOf(item)])),
    }
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' }
  return { type: typeof value === 'boolean' ? 'boolean' : 'string' }
}

function queryParameters(query: Record<string, string>): JsonObject[] {
  return Object.entries(query).map(([name, example]) => ({ name, in: 'query', schema: { type: 'string' }, example }))
}

function jsonBody(example: JsonObject): JsonObject {
  return { requestBody: { content: { 'application/json': { schema: schemaOf(example), example } } } }
}

const UPLOAD_BODY = {
  requestBody: {
    content: {
      'multipart/form-data': {
        schema: { type: 'object', properties: { media: { type: 'string', format: 'binary' } } },
      },
    },
  },
}

/** One platform call. Refusals come with HTTP 200, so they are told in words below what the call does. */
function platformOperation(row: Endpoint): JsonObject {
  const needsToken = row.token.length > 0
  const codes = [...new Set([...(needsToken ? TOKEN_CODES : []), ...(row.errors ?? [])])].sort((a, b) => a - b)
  const limits = [
    row.dailyLimit === undefined ? '' : `每天 ${row.dailyLimit} 次`,
    row.minuteLimit === undefined ? '' : `每分钟 ${row.minuteLimit} 次`,
  ].filter(Boolean)
  const parameters = [
    ...(needsToken ? [{ name: 'access_token', in: 'query', required: true, schema: { type: 'string' } }] : []),
    ...queryParameters(row.sample?.query ?? {}),
  ]
  const body = row.upload === true ? UPLOAD_BODY : row.sample?.body === undefined ? {} : jsonBody(row.sample.body)
  return {
    summary: row.about ?? row.path,
    tags: [GROUPS[row.host] ?? OTHER_HOSTS],
    description: [...limits, ...codes.map((code) => `${code} ${MESSAGES[code] ?? ''}`.trim())].join('；'),
    parameters,
    ...body,
    responses: { 200: { description: 'errcode 为 0 或没有 errcode 表示成功' } },
    'x-accounts': row.token,
    'x-errcodes': codes,
  }
}

function controlOperation(method: string, path: string): JsonObject {
  const known = CONTROL_CALLS[`${method} ${path}`]
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name)
  return {
    summary: known?.about ?? path,
    tags: ['控制接口'],
    parameters: [
      ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...queryParameters(known?.query ?? {}),
    ],
    ...(known?.body === undefined ? {} : jsonBody(known.body)),
    responses: { 200: { description: '成功' }, 400: { description: '请求有误' }, 404: { description: '没有这个对象' } },
  }
}

/** WeChat Pay's rows name their paths by a pattern; its groups become parameters. */
function payOperation({ path, about }: PayEndpoint): { path: string; operation: JsonObject } {
  const written = path.source.slice(1, -1).replaceAll('\\/', '/').replaceAll('([^/]+)', '{id}')
  const parameters = written.includes('{id}')
    ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }]
    : []
  return {
    path: `/api.mch.weixin.qq.com${written}`,
    operation: {
      summary: about,
      tags: [GROUPS['api.mch.weixin.qq.com']],
      description: '请求与应答都要签名，HTTP 状态就是结果',
      parameters,
      responses: { 200: { description: '成功' }, '4XX': { description: '{code, message}' } },
    },
  }
}

/**
 * The OpenAPI 3.1 document of the sandbox, made of the rows that answer: the platforms' endpoint tables and the
 * control routes that were registered.
 */
export function openApi(
  endpoints: Endpoint[],
  pay: PayEndpoint[],
  control: { method: string; path: string }[],
): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {}
  const put = (path: string, method: string, operation: JsonObject): void => {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation }
  }
  for (const { method, path } of control)
    put(CONTROL_PREFIX + path.replace(/:(\w+)/g, '{$1}'), method, controlOperation(method, path))
  for (const row of endpoints) put(`/${row.host}${row.path.replace(/\*$/, '{id}')}`, row.method, platformOperation(row))
  for (const row of pay) {
    const { path, operation } = payOperation(row)
    put(path, row.method, operation)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '微信沙箱',
      version: '1',
      description:
        '扮演腾讯的那一端。平台接口的路径以主机名开头；错误以 errcode 表示，HTTP 状态总是 200（微信支付除外）。',
    },
    paths,
  }
}
