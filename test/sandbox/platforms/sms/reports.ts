import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'

export interface SmsReport {
  serialNo: string
  phone: string
  sessionContext: string
  /** Unix seconds of sandbox time. */
  at: number
  status: 'SUCCESS' | 'FAIL'
  description: string
}

export interface SmsReply {
  phone: string
  text: string
  signName: string
  extend: string
  at: number
}

const TIMEOUT_MS = 5000

/** Posts a report or a reply; true when it was taken with HTTP 200. Nothing is sent again: it can be fetched no more. */
export async function postCallback(kernel: Kernel, url: string, content: unknown): Promise<boolean> {
  const started = performance.now()
  const body = JSON.stringify(content)
  let status = 0
  let answer: string
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    status = response.status
    answer = await response.text()
  } catch (error) {
    answer = `no answer: ${error instanceof Error ? error.name : 'error'}`
  }
  kernel.journal.add({
    kind: 'callback',
    method: 'POST',
    path: new URL(url).pathname,
    status,
    milliseconds: Math.round(performance.now() - started),
    request: body,
    response: answer,
  })
  return status === 200
}

/** As the report stands in the body of a callback. */
export function reportForm({ serialNo, phone, at, status, description }: SmsReport): JsonObject {
  return {
    user_receive_time: beijing(at),
    nationcode: '86',
    mobile: phone,
    report_status: status,
    errmsg: description,
    description: status === 'SUCCESS' ? '用户短信送达成功' : '用户短信接收失败',
    sid: serialNo,
  }
}

/** As a reply stands there. */
export function replyForm({ phone, text: words, signName, extend, at }: SmsReply): JsonObject {
  return { extend, mobile: phone, nationcode: '86', sign: signName, text: words, time: at }
}

function beijing(seconds: number): string {
  return new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 19).replace('T', ' ')
}
