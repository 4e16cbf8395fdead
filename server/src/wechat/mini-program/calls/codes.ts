/** Codes and links into the mini-program, protocol §2.4. */
import { asIs, limited, post, postForFile } from '../../kernel/call'
import { perDay, perMinute, type RateLimit } from '../../kernel/limits'
import { integer, object, optional, text, withDefault } from '../../kernel/shape'

export interface UnlimitedCodeRequest {
  /** 1 to 32 visible characters, no percent sign. */
  scene: string
  /** Without a leading slash and without a query. */
  page?: string
  check_path?: boolean
  env_version?: 'release' | 'trial' | 'develop'
  width?: number
  auto_color?: boolean
  line_color?: { r: number; g: number; b: number }
  is_hyaline?: boolean
}

/** A picture. 40129 wrong scene, 41030 page not released. */
export const unlimitedCode = limited(
  postForFile('/wxa/getwxacodeunlimit', asIs<UnlimitedCodeRequest>, [40129, 41030]),
  perMinute(5000),
)

/** At most 30 days: `expire_type` 0 until `expire_time` (unix seconds), 1 for `expire_interval` days. */
interface Expiry {
  expire_type?: 0 | 1
  expire_time?: number
  expire_interval?: number
}

interface Target {
  path?: string
  /** At most 1024 characters. */
  query?: string
  env_version?: 'release' | 'trial' | 'develop'
}

/**
 * Links and schemes together, per day. Unverified: 500 000 by an older notice, 10 million by the page of mini-games;
 * the smaller one is kept to until an account shows more.
 */
const LINKS_PER_DAY: RateLimit = { ...perDay(500_000), together: 'links' }

/** Outside WeChat a link belongs to the first person who opens it. 40165 path, 40212 query, 85079 not released, 85400 to 85402 expiry, 44990 to 44993 quota. */
export const createUrlLink = limited(
  post(
    '/wxa/generate_urllink',
    object({ url_link: text }),
    asIs<Target & Expiry>,
    [40165, 40212, 44990, 44991, 44992, 44993, 85079, 85400, 85401, 85402],
  ),
  LINKS_PER_DAY,
)

const linkInfo = object({
  appid: text,
  path: withDefault(text, ''),
  query: withDefault(text, ''),
  create_time: integer,
  expire_time: integer,
  env_version: text,
})
const visitsLeft = optional(object({ remain_visit_quota: optional(integer) }))

/** `query_type` 0 asks about the link itself. */
export const urlLink = post(
  '/wxa/query_urllink',
  object({ url_link_info: linkInfo, quota_info: visitsLeft, visit_openid: optional(text) }),
  ({ url_link }: { url_link: string }) => ({ url_link, query_type: 0 }),
)

/** `weixin://dl/business/…`; otherwise like `createUrlLink`. */
export const createScheme = limited(
  post(
    '/wxa/generatescheme',
    object({ openlink: text }),
    asIs<{ jump_wxa?: Target; is_expire?: boolean } & Expiry>,
    [40165, 40212, 44990, 44991, 44992, 44993, 85079, 85400, 85401, 85402],
  ),
  LINKS_PER_DAY,
)

/** See `urlLink`. */
export const scheme = post(
  '/wxa/queryscheme',
  object({ scheme_info: linkInfo, quota_info: visitsLeft, visit_openid: optional(text) }),
  ({ scheme: link }: { scheme: string }) => ({ scheme: link, query_type: 0 }),
)

/** `#小程序://…`, 30 days, or permanent (100 000 in all). 40165 (or 40225) page, 45009. */
export const createShortLink = limited(
  post(
    '/wxa/genwxashortlink',
    object({ link: text }),
    asIs<{ page_url: string; page_title?: string; is_permanent?: boolean }>,
    [40165, 40225, 45009],
  ),
  perDay(10_000_000),
)
