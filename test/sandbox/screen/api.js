import { toast } from './dom.js'

const BASE = '/sandbox/api/'

async function ask(method, path, body) {
  const response = await fetch(BASE + path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error?.message ?? `请求失败（${response.status}）`)
  return answer
}

export const get = (path) => ask('GET', path)
export const post = (path, body = {}) => ask('POST', path, body)
export const put = (path, body) => ask('PUT', path, body)
export const remove = (path) => ask('DELETE', path)

/** Runs something a person asked for and tells them when it could not be done. */
export async function attempt(action) {
  try {
    return await action()
  } catch (error) {
    toast(error.message, true)
    return undefined
  }
}

/** An act on the phone, with what the server made of its callback. */
export async function act(personId, name, body, done) {
  const result = await attempt(() => post(`people/${personId}/${name}`, body))
  if (result === undefined) return undefined
  if (result.changed === false) toast('没有变化：已经是这个状态了')
  else if (result.delivered === false) toast(`${done}；服务器没有接受回调，稍后自动重试`, true)
  else toast(`${done}，回调已送达`)
  return result
}
