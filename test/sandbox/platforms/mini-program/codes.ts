import { PlainAnswer, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { qrPng } from '../../kernel/qr-image'
import { optionalText, text, wholeNumber } from '../../kernel/validate'

export interface MiniProgramCode {
  scene: string
  page: string
  createdAt: number
}

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/
const PAGE = /^[A-Za-z0-9][\w/-]*$/
const WIDTHS = { smallest: 280, largest: 1280, usual: 430 }

/** Unlimited mini-program codes (protocol reference §2.4). */
export class MiniProgramCodes {
  private readonly rows

  constructor(private readonly kernel: Kernel) {
    this.rows = kernel.store.map<MiniProgramCode>('mini-program codes')
  }

  list(): MiniProgramCode[] {
    return [...this.rows.values()]
  }

  /** A picture; here a plain QR code that carries page and scene. */
  create(body: JsonObject): PlainAnswer {
    const scene = text(body, 'scene', 40129)
    if (!SCENE.test(scene)) throw new PlatformError(40129)
    const page = optionalText(body, 'page', 41030) ?? ''
    if (page !== '' && !PAGE.test(page)) throw new PlatformError(41030)
    const width = wholeNumber(body, 'width', WIDTHS.usual, 40097)
    if (width < WIDTHS.smallest || width > WIDTHS.largest) throw new PlatformError(40097)
    this.rows.set(`${page}?${scene}`, { scene, page, createdAt: this.kernel.clock.nowSeconds() })
    return new PlainAnswer(200, 'image/png', qrPng(`wxa:${page.slice(0, 60)}?${scene}`))
  }
}

export function miniProgramCodeEndpoints(codes: MiniProgramCodes): Endpoint[] {
  return [
    {
      host: 'api.weixin.qq.com',
      method: 'POST',
      path: '/wxa/getwxacodeunlimit',
      token: ['mini_program'],
      handle: ({ body }) => codes.create(body),
    },
  ]
}
