import demoAccounts from './demo-accounts.json'

export interface AppAccount {
  appid: string
  originalId: string
  name: string
  secret: string
  token: string
  encodingAESKey: string
  /** plain, compatible or safe (the default) */
  callbackMode?: string
  /** xml (the default) or json */
  callbackFormat?: string
}

export interface WorkMember {
  userid: string
  name: string
  title: string
}

const WORK_GRANTS = ['customer', 'message', 'contact-sync'] as const
/** What a secret may call: customers and groups, messages of the app, the address book's list of ids. */
export type WorkGrant = (typeof WORK_GRANTS)[number]

export interface WorkApp {
  name: string
  /** The address book's own secret belongs to no app. */
  agentId?: number
  secret: string
  grants: readonly WorkGrant[]
}

export interface WorkAccount {
  corpid: string
  name: string
  agentId: number
  secret: string
  token: string
  encodingAESKey: string
  /** Besides the app that the secret above belongs to, which may call everything. */
  otherApps: (Omit<WorkApp, 'grants'> & { grants: string[] })[]
  members: WorkMember[]
}

/** A merchant of WeChat Pay, and the platform's own halves of the keys with which it signs for that merchant. */
export interface PayAccount {
  mchid: string
  name: string
  /** Of the merchant's API certificate, by which requests say who signed them. */
  serialNo: string
  privateKey: string
  certificate: string
  apiV3Key: string
  publicKeyId: string
  publicKey: string
  platform: {
    publicKeyPrivateHalf: string
    certificates: { serialNo: string; privateKey: string; certificate: string }[]
  }
}

/** An application of Tencent Cloud's SMS with one approved signature. */
export interface SmsAccount {
  secretId: string
  secretKey: string
  sdkAppId: string
  signName: string
  /** Parameters stand as {1}, {2} in the content. */
  templates: { id: string; content: string }[]
}

export interface MessageTemplate {
  templateId: string
  title: string
  fields: { key: string; label: string }[]
}

export interface DemoAccounts {
  officialAccount: AppAccount
  miniProgram: AppAccount
  work: WorkAccount
  pay: PayAccount
  sms: SmsAccount
  templates: MessageTemplate[]
  subscribeTemplates: MessageTemplate[]
  staff: { username: string; password: string; name: string; role: string; workUserid?: string }[]
}

/** The accounts that exist inside the sandbox, as written in demo-accounts.json. */
export function loadDemoAccounts(): DemoAccounts {
  return demoAccounts
}

/** All apps of the company, the one of the product first. */
export function workApps({ name, agentId, secret, otherApps }: WorkAccount): WorkApp[] {
  const others = otherApps.map((app) => ({
    ...app,
    grants: WORK_GRANTS.filter((grant) => app.grants.includes(grant)),
  }))
  return [{ name, agentId, secret, grants: WORK_GRANTS }, ...others]
}

/** What a token or a call can belong to: one official account, one mini-program or one WeCom app. */
export type AccountKind = 'official_account' | 'mini_program' | 'work'

/** Finds an official account or mini-program by its appid. */
export function findApp(
  accounts: DemoAccounts,
  appid: string,
): { kind: 'official_account' | 'mini_program'; app: AppAccount } | undefined {
  if (accounts.officialAccount.appid === appid) return { kind: 'official_account', app: accounts.officialAccount }
  if (accounts.miniProgram.appid === appid) return { kind: 'mini_program', app: accounts.miniProgram }
  return undefined
}
