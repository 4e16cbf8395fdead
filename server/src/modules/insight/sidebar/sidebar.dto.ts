import { IsUrl, MaxLength } from 'class-validator'

export class SidebarConfigReply {
  corpid: string
  agentId: number
  /** Who plays 企业微信: the platform itself, or the sandbox at `sandboxUrl`. */
  host: 'work' | 'sandbox'
  sandboxUrl: string | null
}

export class SignatureQuery {
  /** The page's own address without what follows `#`, exactly as the browser has it. */
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  @MaxLength(1000)
  url: string
}

export class SignatureReply {
  timestamp: number
  nonceStr: string
  signature: string
}

export class SidebarSignaturesReply {
  corp: SignatureReply
  agent: SignatureReply
}
