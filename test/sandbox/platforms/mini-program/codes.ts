import { PlainAnswer, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { qrPng } from '../../kernel/qr-image'
import { optionalText, text, wholeNumber } from '../../kernel/validate'
import { weixinRows } from '../weixin/rows'

export interface MiniProgramCode {
  scene: string
  page: string
  createdAt: number
}

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/
const PAGE = /^[A-Za-z0-9][\w/-]*$/
const PATH_LENGTH = 1024
const WIDTHS = { smallest: 280, largest: 1280, usual: 430 }
const VERSIONS = ['release', 'trial', 'develop']
const PERMANENT_LIMIT = 100_000

/** Raises the code when `env_version` is none of the three. */
export function envVersion(source: JsonObject, errcode: number): string {
  const version = optionalText(source, 'env_version', errcode) ?? 'release'
  if (!VERSIONS.includes(version)) throw new PlatformError(errcode)
  return version
}

/** Mini-program codes, unlimited and permanent (protocol reference §2.4). */
export class MiniProgramCodes {
  private readonly rows
  private readonly permanent

  constructor(private readonly kernel: Kernel) {
    this.rows = kernel.store.map<MiniProgramCode>('mini-program codes')
    this.permanent = kernel.store.map<number>('mini-program permanent codes')
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
    checkWidth(body)
    envVersion(body, 40097)
    const { settings, accounts } = this.kernel
    // Only the check can be switched off, not the form of a page.
    if (page !== '' && body.check_path !== false && !settings.hasPage(accounts.miniProgram.appid, page))
      throw new PlatformError(41030)
    this.rows.set(`${page}?${scene}`, { scene, page, createdAt: this.kernel.clock.nowSeconds() })
    return new PlainAnswer(200, 'image/png', qrPng(`wxa:${page.slice(0, 60)}?${scene}`))
  }

  /** A picture for a whole path; of these (both calls together) there are 100 000 for ever. */
  createPermanent(body: JsonObject): PlainAnswer {
    const path = text(body, 'path', 40159)
    if (path.length > PATH_LENGTH || path.startsWith('/')) throw new PlatformError(40159)
    checkWidth(body)
    if (!this.permanent.has(path) && this.permanent.size >= PERMANENT_LIMIT) throw new PlatformError(45029)
    this.permanent.set(path, this.kernel.clock.nowSeconds())
    return new PlainAnswer(200, 'image/png', qrPng(`wxp:${path.slice(0, 90)}`))
  }
}

function checkWidth(body: JsonObject): void {
  const width = wholeNumber(body, 'width', WIDTHS.usual, 40097)
  if (width < WIDTHS.smallest || width > WIDTHS.largest) throw new PlatformError(40097)
}

export function miniProgramCodeEndpoints(codes: MiniProgramCodes): Endpoint[] {
  const permanent = { sample: { body: { path: 'pages/index/index?x=1', width: 430 } }, errors: [40097, 40159, 45029] }
  return weixinRows(
    ['mini_program'],
    [
      {
        method: 'POST',
        path: '/wxa/getwxacodeunlimit',
        about: '不限量小程序码，scene 最长 32 个可见字符',
        sample: { body: { scene: 'c=store-12', page: 'pages/index/index', check_path: true, width: 430 } },
        errors: [40097, 40129, 41030],
        minuteLimit: 5000,
        handle: ({ body }) => codes.create(body),
      },
      {
        method: 'POST',
        path: '/wxa/getwxacode',
        about: '小程序码，与二维码合计 10 万个',
        ...permanent,
        handle: ({ body }) => codes.createPermanent(body),
      },
      {
        method: 'POST',
        path: '/cgi-bin/wxaapp/createwxaqrcode',
        about: '小程序二维码，与小程序码合计 10 万个',
        ...permanent,
        handle: ({ body }) => codes.createPermanent(body),
      },
    ],
  )
}
