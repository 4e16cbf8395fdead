import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import { randomText } from '../../kernel/ids'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalObject, optionalText, text, wholeNumber } from '../../kernel/validate'
import { weixinRows } from '../weixin/rows'
import { envVersion } from './codes'

export interface MiniProgramLink {
  kind: 'url' | 'scheme' | 'short'
  link: string
  path: string
  query: string
  version: string
  createdAt: number
  /** Unix seconds; 0 for a permanent short link. */
  expiresAt: number
}

const LONGEST_DAYS = 30
const DAY_SECONDS = 86_400
const QUERY_LENGTH = 1024
/** Links and schemes together; unverified: 500 000 by an older notice, 10 million by a newer page. */
const LINKS_PER_DAY = 500_000
const VISITS_PER_DAY = 3_000_000
const PERMANENT_SHORT_LINKS = 100_000
/** An expired link can still be asked about for so long (unverified). */
const REMEMBERED_SECONDS = 30 * 86_400

/** Links that lead into the mini-program from outside (protocol reference §2.4). */
export class MiniProgramLinks {
  private readonly rows

  constructor(
    private readonly kernel: Kernel,
    private readonly appid: string,
  ) {
    this.rows = kernel.store.map<MiniProgramLink>('mini-program links')
    kernel.housekeeping.rule(this.rows, ({ expiresAt }, now) => expiresAt !== 0 && now > expiresAt + REMEMBERED_SECONDS)
  }

  /** Those that still work. */
  list(): MiniProgramLink[] {
    const now = this.kernel.clock.nowSeconds()
    return [...this.rows.values()].filter(({ expiresAt }) => expiresAt === 0 || expiresAt > now)
  }

  urlLink(body: JsonObject): Record<string, unknown> {
    this.countLink()
    return ok({ url_link: this.add('url', `https://wxaurl.cn/${randomText(11)}`, body, this.expiry(body)) })
  }

  scheme(body: JsonObject): Record<string, unknown> {
    this.countLink()
    const target = optionalObject(body, 'jump_wxa', 40035) ?? {}
    if (body.is_expire !== undefined && typeof body.is_expire !== 'boolean') throw new PlatformError(85401)
    const link = `weixin://dl/business/?t=${randomText(11)}`
    return ok({ openlink: this.add('scheme', link, target, this.expiry(body)) })
  }

  shortLink(body: JsonObject): Record<string, unknown> {
    const url = text(body, 'page_url', 40165)
    const title = optionalText(body, 'page_title') ?? ''
    if ([...title].length > 20) throw new PlatformError(40035)
    if (body.is_permanent !== undefined && typeof body.is_permanent !== 'boolean') throw new PlatformError(40035)
    const permanent = body.is_permanent === true
    const made = [...this.rows.values()].filter(({ expiresAt }) => expiresAt === 0).length
    if (permanent && made >= PERMANENT_SHORT_LINKS) throw new PlatformError(45009)
    const [path = '', query = ''] = url.split('?')
    const until = permanent ? 0 : this.kernel.clock.nowSeconds() + LONGEST_DAYS * DAY_SECONDS
    const link = `#小程序://${this.kernel.accounts.miniProgram.name}/${randomText(15)}`
    return ok({ link: this.add('short', link, { path, query }, until) })
  }

  query(body: JsonObject, kind: 'url' | 'scheme'): Record<string, unknown> {
    const found = this.rows.get(text(body, kind === 'url' ? 'url_link' : 'scheme', 40097))
    if (found?.kind !== kind) throw new PlatformError(40097)
    const info = {
      appid: this.appid,
      path: found.path,
      query: found.query,
      create_time: found.createdAt,
      expire_time: found.expiresAt,
      env_version: found.version,
    }
    return ok({
      [kind === 'url' ? 'url_link_info' : 'scheme_info']: info,
      quota_info: { remain_visit_quota: VISITS_PER_DAY },
      visit_openid: '',
    })
  }

  private countLink(): void {
    this.kernel.quota.take(`links ${this.appid}`, LINKS_PER_DAY, 'day', 44991)
  }

  private add(kind: MiniProgramLink['kind'], link: string, target: JsonObject, expiresAt: number): string {
    const path = optionalText(target, 'path', 40165) ?? ''
    const query = optionalText(target, 'query', 40212) ?? ''
    if (!/^\/?[\w/-]*$/.test(path)) throw new PlatformError(40165)
    if (path !== '' && !this.kernel.settings.hasPage(this.appid, path)) throw new PlatformError(40165)
    if (query.length > QUERY_LENGTH || /[\s\u4e00-\u9fff]/.test(query)) throw new PlatformError(40212)
    const version = envVersion(target, 40035)
    this.rows.set(link, { kind, link, path, query, version, createdAt: this.kernel.clock.nowSeconds(), expiresAt })
    return link
  }

  /** When the link ends; at most 30 days from now: 85401 for a time, 85402 for a number of days. */
  private expiry(body: JsonObject): number {
    const now = this.kernel.clock.nowSeconds()
    const type = wholeNumber(body, 'expire_type', 0, 85401)
    const latest = now + LONGEST_DAYS * DAY_SECONDS
    if (type === 1) {
      const days = wholeNumber(body, 'expire_interval', LONGEST_DAYS, 85402)
      if (days < 1 || days > LONGEST_DAYS) throw new PlatformError(85402)
      return now + days * DAY_SECONDS
    }
    if (type !== 0) throw new PlatformError(85401)
    const until = wholeNumber(body, 'expire_time', latest, 85401)
    if (until <= now || until > latest) throw new PlatformError(85401)
    return until
  }
}

export function linkEndpoints(links: MiniProgramLinks): Endpoint[] {
  const target = { path: '/pages/article/index', query: 'id=8' }
  const errors = [40035, 40165, 40212, 44991, 85401, 85402]
  return weixinRows(
    ['mini_program'],
    [
      {
        method: 'POST',
        path: '/wxa/generate_urllink',
        about: '生成 URL Link，最长 30 天',
        sample: { body: { ...target, env_version: 'release', expire_type: 1, expire_interval: 7 } },
        errors,
        handle: ({ body }) => links.urlLink(body),
      },
      {
        method: 'POST',
        path: '/wxa/query_urllink',
        about: '查询 URL Link',
        sample: { body: { url_link: 'https://wxaurl.cn/XXXXXXXXXXX', query_type: 0 } },
        errors: [40097],
        handle: ({ body }) => links.query(body, 'url'),
      },
      {
        method: 'POST',
        path: '/wxa/generatescheme',
        about: '生成 URL Scheme，最长 30 天',
        sample: { body: { jump_wxa: target, is_expire: true, expire_type: 1, expire_interval: 7 } },
        errors,
        handle: ({ body }) => links.scheme(body),
      },
      {
        method: 'POST',
        path: '/wxa/queryscheme',
        about: '查询 URL Scheme',
        sample: { body: { scheme: 'weixin://dl/business/?t=XXXXXXXXXXX', query_type: 0 } },
        errors: [40097],
        handle: ({ body }) => links.query(body, 'scheme'),
      },
      {
        method: 'POST',
        path: '/wxa/genwxashortlink',
        about: '生成短链，30 天；永久短链共 10 万个',
        sample: { body: { page_url: 'pages/index/index?x=1', page_title: '春茶上新', is_permanent: false } },
        errors: [40035, 40165, 40212, 45009],
        dailyLimit: 10_000_000,
        handle: ({ body }) => links.shortLink(body),
      },
    ],
  )
}
