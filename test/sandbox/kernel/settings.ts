import { findApp, type AppAccount, type DemoAccounts } from '../accounts'
import type { Store } from './store'

export const CALLBACK_MODES = ['plain', 'compatible', 'safe'] as const
export type CallbackMode = (typeof CALLBACK_MODES)[number]
export const CALLBACK_FORMATS = ['xml', 'json'] as const
export type CallbackFormat = (typeof CALLBACK_FORMATS)[number]

/** What an administrator chooses for an official account or mini-program in the platform's own console. */
export interface AccountSettings {
  callbackMode: CallbackMode
  callbackFormat: CallbackFormat
  /** Addresses that may ask for access tokens; empty means any. */
  allowedIps: string[]
  /** Bound to an Open Platform account, so that people have a unionid here. */
  boundToOpenPlatform: boolean
  /** Bodies with \uXXXX in them are refused (40033), as some older calls do: which ones is unverified, so it is a choice. */
  refusesEscapedText: boolean
  /** The pages of a mini-program's released version; empty means that any page is taken for one. */
  releasedPages: string[]
}

/** The settings of each appid: what demo-accounts.json says, changed over the control API. */
export class Settings {
  private readonly changed
  private readonly addresses

  constructor(
    store: Store,
    private readonly accounts: DemoAccounts,
  ) {
    this.changed = store.map<Partial<AccountSettings>>('account settings')
    this.addresses = store.map<string>('callback addresses')
  }

  of(appid: string): AccountSettings {
    const app: Partial<AppAccount> = findApp(this.accounts, appid)?.app ?? {}
    return {
      callbackMode: oneOf(CALLBACK_MODES, app.callbackMode) ?? 'safe',
      callbackFormat: oneOf(CALLBACK_FORMATS, app.callbackFormat) ?? 'xml',
      allowedIps: [],
      boundToOpenPlatform: true,
      refusesEscapedText: false,
      releasedPages: [],
      ...this.changed.get(appid),
    }
  }

  /** Whether a page (with or without its leading slash and query) is in the mini-program's released version. */
  hasPage(appid: string, page: string): boolean {
    const { releasedPages } = this.of(appid)
    const [path = ''] = page.replace(/^\//, '').split('?')
    return releasedPages.length === 0 || releasedPages.includes(path)
  }

  /** The callback address an appid or corpid has of its own. */
  callbackUrl(account: string): string | undefined {
    return this.addresses.get(account)
  }

  /** Undefined puts it back under the address that all callbacks go to. */
  moveCallbacks(account: string, url: string | undefined): void {
    if (url === undefined) this.addresses.delete(account)
    else this.addresses.set(account, url)
  }

  change(appid: string, part: Partial<AccountSettings>): AccountSettings {
    this.changed.set(appid, { ...this.changed.get(appid), ...part })
    return this.of(appid)
  }
}

/** The value when it is one of the list. */
export function oneOf<T extends string>(list: readonly T[], value: unknown): T | undefined {
  return list.find((item) => item === value)
}
