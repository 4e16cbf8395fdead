import {
  encryptCallback,
  followerEvent,
  sendCallback,
  type CallbackAccount,
} from '../../integration/support/wechat-side'

/** The platform's rule (protocol §1.2): five seconds for an answer, then the same message again, three times in all. */
const ATTEMPTS = 3
const TIMEOUT_MS = 5_000
const RETRY_AFTER_MS = 1_000
const BETWEEN_MESSAGES_MS = 40

/**
 * People who write to an official account, one message after the other, as the platform passes them on: a person's next
 * message is sent when the one before was answered or given up.
 */
export class CallbackStream {
  /** What was answered with success, by text. */
  readonly answered: string[] = []
  sent = 0
  private stopping = false
  private work: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly serverUrl: string,
    private readonly account: CallbackAccount,
    private readonly openids: readonly string[],
  ) {}

  start(): void {
    this.work = Promise.all(this.openids.map((openid, index) => this.write(openid, index)))
  }

  async stop(): Promise<void> {
    this.stopping = true
    await this.work
  }

  private async write(openid: string, person: number): Promise<void> {
    for (let number = 0; !this.stopping; number += 1) {
      const text = `${person}:${number}`
      const message = followerEvent({
        FromUserName: openid,
        CreateTime: Math.floor(Date.now() / 1000),
        MsgType: 'text',
        Content: text,
        MsgId: person * 1_000_000 + number,
      })
      this.sent += 1
      if (await this.deliver(message)) this.answered.push(text)
      await pause(BETWEEN_MESSAGES_MS)
    }
  }

  private async deliver(message: string): Promise<boolean> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const reply = await this.post(message)
      if (reply?.status === 200 && reply.text === 'success') return true
      if (attempt < ATTEMPTS) await pause(RETRY_AFTER_MS)
    }
    return false
  }

  private async post(message: string): Promise<{ status: number; text: string } | null> {
    const giveUp = pause(TIMEOUT_MS).then(() => null)
    const reply = sendCallback(this.serverUrl, this.account, encryptCallback(this.account, message)).catch(() => null)
    return Promise.race([reply, giveUp])
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
