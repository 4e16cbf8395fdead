import { workApps, type WorkApp, type WorkGrant } from '../../accounts'
import type { Call, Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { Kernel } from '../../kernel/kernel'

export const RECEIVER_RULES = ['month', 'week', 'day'] as const
export type ReceiverRule = (typeof RECEIVER_RULES)[number]

/** What the company's administrator set in the console. */
export interface WorkChoices {
  /** Addresses that may call; empty lets everybody in (the demo's app was made before the list became a duty). */
  trustedIps: string[]
  /** 群发规则: as many messages a month as it has days, 7 a week or 1 a day. */
  receiverRule: ReceiverRule
  /** The company bound a WeChat developer id, so that customers come with their unionid. */
  unionidBound: boolean
  /** Units of customer acquisition that are left. */
  acquisitionBalance: number
}

const DEFAULTS: WorkChoices = {
  trustedIps: [],
  receiverRule: 'month',
  unionidBound: true,
  acquisitionBalance: 1000,
}

/** Kept as one row; what was never chosen has its default. */
export class WorkSettings {
  private readonly rows

  constructor(kernel: Kernel) {
    this.rows = kernel.store.map<Partial<WorkChoices>>('work settings')
  }

  get current(): Readonly<WorkChoices> {
    return { ...DEFAULTS, ...this.rows.get('all') }
  }

  change(part: Partial<WorkChoices>): void {
    this.rows.set('all', { ...this.rows.get('all'), ...part })
  }
}

const PER_MINUTE = 10_000
const PER_HOUR = 150_000

/** What calls need, by the head of their path; what stands nowhere here any app may call. */
const NEEDED: [RegExp, WorkGrant][] = [
  [/^\/cgi-bin\/(externalcontact|idconvert)\//, 'customer'],
  [/^\/cgi-bin\/message\//, 'message'],
  [/^\/cgi-bin\/user\/list_id$/, 'contact-sync'],
]

/**
 * Puts the rules in front that hold for every call with a token: 48002 for an app that may not make the call, 60020 for an
 * address that is not trusted, 45009 above 10 000 calls of one API a minute or 150 000 an hour, and then for as long as
 * that span (protocol reference §3.0).
 */
export function guarded(kernel: Kernel, settings: WorkSettings, endpoints: Endpoint[]): Endpoint[] {
  const blocked = new Map<string, number>()
  kernel.store.onClear(() => blocked.clear())
  return endpoints.map((endpoint) => {
    if (endpoint.token.length === 0) return endpoint
    const needed = NEEDED.find(([path]) => path.test(endpoint.path))?.[1]
    return {
      ...endpoint,
      handle: (call) => {
        const app = appOf(kernel, call)
        if (needed !== undefined && !app.grants.includes(needed)) throw new PlatformError(48002, 'api forbidden')
        const { trustedIps } = settings.current
        if (trustedIps.length > 0 && !trustedIps.includes(call.ip)) throw new PlatformError(60020)
        const now = kernel.clock.nowSeconds()
        if (now < (blocked.get(endpoint.path) ?? 0)) throw new PlatformError(45009, 'reach max api limit')
        for (const [limit, span, seconds] of [
          [PER_MINUTE, 'minute', 60],
          [PER_HOUR, 'hour', 3600],
        ] as const) {
          try {
            kernel.quota.take(`work ${endpoint.path}`, limit, span)
          } catch {
            blocked.set(endpoint.path, now + seconds)
            throw new PlatformError(45009, 'reach max api limit')
          }
        }
        return endpoint.handle(call)
      },
    }
  })
}

/** Whose token came with a call. */
export function appOf(kernel: Kernel, { grant }: Pick<Call, 'grant'>): WorkApp {
  const app = workApps(kernel.accounts.work).find(({ name }) => name === grant.app)
  if (app === undefined) throw new PlatformError(40014)
  return app
}
