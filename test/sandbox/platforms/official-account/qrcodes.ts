import type { Kernel } from '../../kernel/kernel'
import { PlainAnswer, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import { isObject, type JsonObject } from '../../kernel/json'
import { optionalObject, text, wholeNumber } from '../../kernel/validate'
import { qrPng } from '../../kernel/qr-image'

export interface QrCode {
  ticket: string
  url: string
  appid: string
  action: string
  scene: number | string
  createdAt: number
  /** Absent for permanent codes. */
  expiresAt?: number
}

const ACTIONS = {
  QR_SCENE: { permanent: false, text: false },
  QR_STR_SCENE: { permanent: false, text: true },
  QR_LIMIT_SCENE: { permanent: true, text: false },
  QR_LIMIT_STR_SCENE: { permanent: true, text: true },
} as const

const LONGEST_LIFE_SECONDS = 2_592_000
const DEFAULT_LIFE_SECONDS = 60
/** So long an expired code is still shown as one. */
const DAY_SECONDS = 86_400
const PERMANENT_LIMIT = 100_000

/** Parametric QR codes (protocol reference §1.12). */
export class QrCodes {
  private readonly rows

  constructor(private readonly kernel: Kernel) {
    this.rows = kernel.store.map<QrCode>('qrcodes')
    kernel.housekeeping.rule(
      this.rows,
      ({ expiresAt }, now) => expiresAt !== undefined && now > expiresAt + DAY_SECONDS,
    )
  }

  list(): QrCode[] {
    return [...this.rows.values()]
  }

  /** A code that can still be scanned. */
  byTicket(ticket: string): QrCode | undefined {
    const code = this.rows.get(ticket)
    const expired = code?.expiresAt !== undefined && code.expiresAt <= this.kernel.clock.nowSeconds()
    return expired ? undefined : code
  }

  byScene(appid: string, scene: string): QrCode | undefined {
    return this.list().find(
      (code) => code.appid === appid && String(code.scene) === scene && this.byTicket(code.ticket) !== undefined,
    )
  }

  create(appid: string, body: JsonObject): Record<string, unknown> {
    const name = text(body, 'action_name', 40052)
    if (!Object.hasOwn(ACTIONS, name)) throw new PlatformError(40052)
    const action = ACTIONS[name as keyof typeof ACTIONS]
    const scene = readScene(optionalObject(body, 'action_info', 40053), action)
    const now = this.kernel.clock.nowSeconds()
    const life = action.permanent ? undefined : this.readLife(body)
    const existing = action.permanent
      ? this.list().find((code) => code.appid === appid && code.action === name && code.scene === scene)
      : undefined
    if (existing === undefined && action.permanent && this.countPermanent(appid) >= PERMANENT_LIMIT)
      throw new PlatformError(45029)
    const ticket = existing?.ticket ?? `gQ${randomText(90)}==`
    const url = existing?.url ?? `http://weixin.qq.com/q/02${randomText(20)}`
    this.rows.set(ticket, {
      ticket,
      url,
      appid,
      action: name,
      scene,
      createdAt: now,
      ...(life === undefined ? {} : { expiresAt: now + life }),
    })
    return { ticket, ...(life === undefined ? {} : { expire_seconds: life }), url }
  }

  private readLife(body: JsonObject): number {
    const asked = wholeNumber(body, 'expire_seconds', DEFAULT_LIFE_SECONDS, 40053)
    if (asked < 1) throw new PlatformError(40053)
    return Math.min(asked, LONGEST_LIFE_SECONDS)
  }

  private countPermanent(appid: string): number {
    return this.list().filter((code) => code.appid === appid && code.expiresAt === undefined).length
  }
}

function readScene(info: JsonObject | undefined, action: { permanent: boolean; text: boolean }): number | string {
  const scene = info?.scene
  if (!isObject(scene)) throw new PlatformError(40053)
  if (action.text) {
    const value = text(scene, 'scene_str', 40053)
    if (value.length > 64) throw new PlatformError(40053)
    return value
  }
  const value = wholeNumber(scene, 'scene_id', 0, 40053)
  if (value < 1 || value > (action.permanent ? 100_000 : 0xffffffff)) throw new PlatformError(40053)
  return value
}

export function qrcodeEndpoints(qrcodes: QrCodes): Endpoint[] {
  return [
    {
      host: 'api.weixin.qq.com',
      method: 'POST',
      path: '/cgi-bin/qrcode/create',
      about: '创建带参数二维码，临时最长 30 天，永久最多 10 万个',
      sample: { body: { action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str: 'store-12' } } } },
      errors: [40052, 40053, 45029],
      token: ['official_account'],
      dailyLimit: 100_000,
      handle: (call) => qrcodes.create(call.grant.account, call.body),
    },
    {
      host: 'mp.weixin.qq.com',
      method: 'GET',
      path: '/cgi-bin/showqrcode',
      about: '二维码图片',
      sample: { query: { ticket: 'TICKET' } },
      token: [],
      handle: (call) => {
        const code = qrcodes.byTicket(call.query.ticket ?? '')
        return code === undefined
          ? new PlainAnswer(404, 'text/plain', '')
          : new PlainAnswer(200, 'image/png', qrPng(code.url))
      },
    },
  ]
}
