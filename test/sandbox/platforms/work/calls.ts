import type { Call, Endpoint } from '../../kernel/endpoint'
import type { JsonObject } from '../../kernel/json'

type Handle = (call: Call) => unknown

const WORK = { host: 'qyapi.weixin.qq.com', token: ['work'] } satisfies Partial<Endpoint>

/** A row of WeCom's table that is read: path below `/cgi-bin`, what it does, a right query. */
export function read(path: string, about: string, query: Record<string, string>, handle: Handle): Endpoint {
  return { ...WORK, method: 'GET', path: `/cgi-bin/${path}`, about, sample: { query }, handle }
}

/** A row of WeCom's table that is posted: path below `/cgi-bin`, what it does, a body of the right form. */
export function post(path: string, about: string, body: JsonObject, handle: Handle): Endpoint {
  return { ...WORK, method: 'POST', path: `/cgi-bin/${path}`, about, sample: { body }, handle }
}
