import type { CSSProperties, FC, ReactNode } from 'react'

/** Where the WeChat side of the wire lives, as `GET /api/consumer/config` tells it. */
export type WechatHost = { kind: 'sandbox'; url: string } | { kind: 'wechat' }

/** Why an act of the platform could not be done; the client's error texts are keyed by these (lib/errors). */
export type PlatformFailure =
  | 'NETWORK_FAILED'
  | 'TIMED_OUT'
  | 'OPEN_IN_WECHAT'
  | 'SANDBOX_PERSON_UNKNOWN'
  | 'PHONE_DECLINED'
  | 'PHONE_QUOTA_USED'
  | 'PHONE_UNAVAILABLE'
  | 'LOGIN_CODE_FAILED'
  | 'PAY_UNREACHABLE'

export class PlatformError extends Error {
  override readonly name = 'PlatformError'
  constructor(
    readonly code: PlatformFailure,
    options?: ErrorOptions,
  ) {
    super(code, options)
  }
}

export interface PlatformRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers: Record<string, string>
  /** JSON text. */
  body?: string
  timeoutMs: number
  /** Let the request outlive the page (the last tracking batch). */
  keepalive?: boolean
}

export interface PlatformReply {
  status: number
  /** Parsed JSON, or null when the answer was none. */
  body: unknown
}

/** What the server signed for `wx.requestPayment`. */
export interface PayParameters {
  appId: string
  timeStamp: string
  nonceStr: string
  package: string
  signType: 'RSA'
  paySign: string
}

/** How the payment sheet was left. `paid` is what the client says; only the server knows. */
export type PayOutcome = 'paid' | 'cancelled' | 'failed'

export interface LaunchOptions {
  /** Channel code (渠道码) of the link or mini-program code that opened the app. */
  channel: string | null
}

/** What the mini-program asks of the place it runs in. Only `src/platform` calls Taro or wx. */
export interface Platform {
  readonly name: 'weapp' | 'h5' | 'none'
  /** Told once, as soon as the configuration is known; H5 needs it to find the sandbox. */
  connect(host: WechatHost, appid: string): void
  /** A one-use login code and the appid it belongs to. Rejects with OPEN_IN_WECHAT, SANDBOX_PERSON_UNKNOWN, LOGIN_CODE_FAILED. */
  loginCode(): Promise<{ code: string; appid: string }>
  /** Opens WeChat's payment sheet. Rejects with OPEN_IN_WECHAT, SANDBOX_PERSON_UNKNOWN, PAY_UNREACHABLE. */
  pay(parameters: PayParameters): Promise<PayOutcome>
  /** Rejects with NETWORK_FAILED or TIMED_OUT; any HTTP status resolves. */
  request(request: PlatformRequest): Promise<PlatformReply>
  storage: {
    read<T>(key: string): T | null
    write(key: string, value: unknown): void
    remove(key: string): void
  }
  launch(): LaunchOptions
  /** Path with query, as `route()` in lib/routes builds it. */
  open(path: string): void
  openTab(path: string): void
  /** The same in place of the current page, so that the way back does not lead to it. */
  replace(path: string): void
  /** One page back; to the home tab when this page was the first. */
  back(): void
  toast(text: string): void
  copy(text: string, done: string): void
  setTitle(title: string): void
  /** Brings the element with this id into view. */
  scrollTo(id: string): void
  /** `hidden` when the app leaves the foreground, `visible` when it returns. Returns the unsubscriber. */
  onVisibility(listener: (state: 'visible' | 'hidden') => void): () => void
  /** Asks to receive one-off subscribe messages; must run inside a tap. Resolves to the accepted template ids. */
  subscribe(templateIds: string[]): Promise<string[]>
  readonly canSubscribe: boolean
  /** Opens WeChat's picture viewer (long press recognises a QR code there); null where there is none. */
  previewImage: ((url: string) => void) | null
  stopPullDown(): void
  /** Puts an error that broke a screen into the platform's own log. */
  report(error: unknown): void
}

interface Common {
  id?: string
  className?: string
  style?: CSSProperties
  children?: ReactNode
  /** Read by assistive technology and by browser tests. */
  label?: string
}

export interface BoxProps extends Common {
  role?:
    'button' | 'tab' | 'tablist' | 'dialog' | 'alert' | 'status' | 'checkbox' | 'radio' | 'list' | 'listitem' | 'img'
  selected?: boolean
  onTap?: () => void
  /** Keeps a tap or scroll inside (sheets). */
  modal?: boolean
}

export type SpanProps = Common

export interface PictureProps extends Common {
  src: string
  fit: 'cover' | 'contain' | 'width'
  lazy?: boolean
  onFail?: () => void
  onReady?: () => void
  /** WeChat's menu (recognise QR code) on a long press. */
  longPressMenu?: boolean
  onTap?: () => void
}

export interface TapButtonProps extends Common {
  disabled?: boolean
  onTap: () => void
}

export interface TextInputProps extends Common {
  value: string
  kind: 'text' | 'number' | 'paragraph'
  placeholder?: string
  maxLength?: number
  onChange: (value: string) => void
}

export interface DateInputProps extends Common {
  /** YYYY-MM-DD, or empty. */
  value: string
  min?: string
  max?: string
  placeholder: string
  onChange: (value: string) => void
}

export interface PhoneButtonProps extends Common {
  disabled?: boolean
  /** The one-use phone code that the server exchanges. */
  onCode: (code: string) => void
  onFail: (failure: PlatformFailure) => void
}

export interface ShareButtonProps extends Common {
  title: string
  path: string
}

export interface LinkProps extends Common {
  /** Leaves the app; WeChat cannot, so it copies the address there. */
  href: string
}

export interface TabBarProps {
  items: readonly { path: string; text: string; icon: string }[]
  current: string
}

/** The elements that every screen is made of; each platform draws them its own way. */
export interface Elements {
  Box: FC<BoxProps>
  Span: FC<SpanProps>
  Picture: FC<PictureProps>
  TapButton: FC<TapButtonProps>
  TextInput: FC<TextInputProps>
  DateInput: FC<DateInputProps>
  RowScroll: FC<Common>
  Link: FC<LinkProps>
  PhoneButton: FC<PhoneButtonProps>
  ShareButton: FC<ShareButtonProps>
  /** Drawn by the app on H5; on WeChat the native bar stands and this is nothing. */
  TabBar: FC<TabBarProps>
  /** True where the app must draw the navigation bar itself. */
  drawsNavigationBar: boolean
}
