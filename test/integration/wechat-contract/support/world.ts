import { randomUUID } from 'node:crypto'
import {
  fieldText,
  MemoryRateStore,
  MemoryTokenStore,
  MiniProgramClient,
  OfficialAccountClient,
  WorkClient,
  type UploadFile,
} from '../../../../server/src/wechat'
import accounts from '../../../sandbox/demo-accounts.json'
import { startTestSandbox, type SandboxPerson, type TestSandbox } from '../../../support/sandbox'
import { CallbackListener } from './callback-listener'

/** A person of the sandbox as each platform knows them. */
export interface KnownPerson {
  id: string
  unionid: string
  /** On the official account. */
  openid: string
  miniProgramOpenid: string
  externalUserid: string
}

interface PersonReply {
  openids: Record<string, string>
  externalUserid: string
}

/** Our clients on one side of the wire, the sandbox on the other. */
export class World {
  readonly accounts = accounts
  sandbox!: TestSandbox
  officialAccount!: OfficialAccountClient
  miniProgram!: MiniProgramClient
  work!: WorkClient
  callbacks!: CallbackListener

  async start(): Promise<void> {
    this.sandbox = await startTestSandbox()
    this.callbacks = await CallbackListener.start()
    await this.sandbox.pointAt(this.callbacks.url)
    const { officialAccount, miniProgram, work } = accounts
    const platform = (host: string): { apiBaseUrl: string; tokens: MemoryTokenStore; rates: MemoryRateStore } => ({
      apiBaseUrl: `${this.sandbox.url}/${host}`,
      tokens: new MemoryTokenStore(),
      rates: new MemoryRateStore(),
    })
    const clock = { now: () => new Date() }
    const openBaseUrl = `${this.sandbox.url}/open.weixin.qq.com`
    this.officialAccount = new OfficialAccountClient({
      ...officialAccount,
      ...platform('api.weixin.qq.com'),
      clock,
      mpBaseUrl: `${this.sandbox.url}/mp.weixin.qq.com`,
      openBaseUrl,
    })
    this.miniProgram = new MiniProgramClient({ ...miniProgram, ...platform('api.weixin.qq.com'), clock })
    this.work = new WorkClient({
      ...work,
      ...platform('qyapi.weixin.qq.com'),
      clock,
      openBaseUrl,
      loginBaseUrl: `${this.sandbox.url}/login.work.weixin.qq.com`,
    })
  }

  async close(): Promise<void> {
    await this.sandbox.close()
    await this.callbacks.close()
  }

  async person(): Promise<KnownPerson> {
    const { id, unionid } = await this.sandbox.post<SandboxPerson>('people')
    const { openids, externalUserid } = await this.sandbox.get<PersonReply>(`people/${id}`)
    return {
      id,
      unionid,
      openid: openids[accounts.officialAccount.appid] ?? '',
      miniProgramOpenid: openids[accounts.miniProgram.appid] ?? '',
      externalUserid,
    }
  }

  /** Somebody who follows the official account. */
  async follower(): Promise<KnownPerson> {
    const person = await this.person()
    await this.sandbox.post(`people/${person.id}/follow`, { appid: accounts.officialAccount.appid })
    return person
  }

  /** A customer of a WeCom member. */
  async customerOf(userid: string): Promise<KnownPerson> {
    const person = await this.person()
    await this.sandbox.post(`people/${person.id}/add-contact`, { userid })
    return person
  }

  /** The code that comes with an adding, as our callback address would get it. */
  async welcomeCode(userid: string): Promise<string> {
    const heard = this.callbacks.next((fields) => fieldText(fields, 'WelcomeCode'))
    await this.customerOf(userid)
    return heard
  }

  async advance(seconds: number): Promise<void> {
    await this.sandbox.post('clock', { advanceSeconds: seconds })
  }

  /** A text that no other case uses. */
  unique(prefix = ''): string {
    return `${prefix}${randomUUID().replaceAll('-', '').slice(0, 16)}`
  }
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export const files = {
  png: { filename: 'tea.png', contentType: 'image/png', bytes: PNG },
  jpg: { filename: 'tea.jpg', contentType: 'image/jpeg', bytes: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), PNG]) },
  mp4: { filename: 'tea.mp4', contentType: 'video/mp4', bytes: Buffer.concat([PNG, PNG]) },
  pdf: { filename: 'tea.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.4 tea') },
} satisfies Record<string, UploadFile>
